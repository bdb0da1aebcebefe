import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { getCheckoutSession, updateCheckoutSession } from "@/lib/api/routes/checkout-sessions";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { readSession } from "@/lib/services/read-sessions";
import { updateSession } from "@/lib/services/update-session";

export const GET = serveMerchant(getCheckoutSession, async ({ app, scope, params, now }) =>
  ok(await readSession(app.database, scope, { id: params.id, now, baseUrl: app.config.APP_URL })),
);

export const PATCH = serveMerchant(updateCheckoutSession, async ({ app, tx, scope, params, body, now }) =>
  ok(await updateSession(tx, scope, { id: params.id, changes: body, now, baseUrl: app.config.APP_URL })),
);

export const { DELETE, OPTIONS, POST, PUT } = otherMethods("GET", "PATCH");
