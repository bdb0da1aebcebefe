import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { acceptCheckoutSession } from "@/lib/api/routes/checkout-sessions";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { acceptSession } from "@/lib/services/accept-session";
import { readSessionWithin } from "@/lib/services/read-sessions";

export const POST = serveMerchant(acceptCheckoutSession, async ({ app, tx, scope, actor, params, body, now }) => {
  const baseUrl = app.config.APP_URL;
  await acceptSession(tx, scope, { id: params.id, by: actor.id, reason: body.reason, now, baseUrl });
  return ok(await readSessionWithin(tx, scope, { id: params.id, now, baseUrl }));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
