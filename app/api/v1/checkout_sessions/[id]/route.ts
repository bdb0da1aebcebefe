import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { updateSessionSchema } from "@/lib/api/schemas/checkout-session";
import { withMerchant } from "@/lib/api/with-merchant";
import { readSession } from "@/lib/services/read-sessions";
import { updateSession } from "@/lib/services/update-session";

export const GET = withMerchant<{ id: string }>("sessions:read", async ({ app, tx, scope, params, now }) =>
  ok(await readSession(tx, scope, { id: params.id, now, baseUrl: app.config.APP_URL })),
);

export const PATCH = withMerchant<{ id: string }>("sessions:write", async ({ app, tx, scope, params, body, now }) => {
  const changes = readInput(updateSessionSchema(scope), body);
  return ok(await updateSession(tx, scope, { id: params.id, changes, now, baseUrl: app.config.APP_URL }));
});

export const { DELETE, OPTIONS, POST, PUT } = otherMethods("GET", "PATCH");
