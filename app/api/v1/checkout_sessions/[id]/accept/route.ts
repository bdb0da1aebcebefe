import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { acceptSessionSchema } from "@/lib/api/schemas/checkout-session";
import { withMerchant } from "@/lib/api/with-merchant";
import { acceptSession } from "@/lib/services/accept-session";
import { readSession } from "@/lib/services/read-sessions";

export const POST = withMerchant<{ id: string }>("cookie", async ({ app, tx, scope, actor, params, body, now }) => {
  const { reason } = readInput(acceptSessionSchema, body);
  const baseUrl = app.config.APP_URL;
  await acceptSession(tx, scope, { id: params.id, by: actor.id, reason, now, baseUrl });
  return ok(await readSession(tx, scope, { id: params.id, now, baseUrl }));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
