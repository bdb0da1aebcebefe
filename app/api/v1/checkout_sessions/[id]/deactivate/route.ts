import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { deactivateCheckoutSession } from "@/lib/api/routes/checkout-sessions";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { deactivateSession } from "@/lib/services/deactivate-session";
import { readSessionWithin } from "@/lib/services/read-sessions";

export const POST = serveMerchant(deactivateCheckoutSession, async ({ app, tx, scope, params, body, now }) => {
  const { force = false } = body;
  const baseUrl = app.config.APP_URL;
  await deactivateSession(tx, scope, { id: params.id, force, now, baseUrl });
  return ok(await readSessionWithin(tx, scope, { id: params.id, now, baseUrl }));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
