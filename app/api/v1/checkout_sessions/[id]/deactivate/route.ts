import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { deactivateSessionSchema } from "@/lib/api/schemas/checkout-session";
import { withMerchant } from "@/lib/api/with-merchant";
import { deactivateSession } from "@/lib/services/deactivate-session";
import { readSession } from "@/lib/services/read-sessions";

export const POST = withMerchant<{ id: string }>("sessions:write", async ({ app, tx, scope, params, body, now }) => {
  const { force = false } = readInput(deactivateSessionSchema, body);
  const baseUrl = app.config.APP_URL;
  await deactivateSession(tx, scope, { id: params.id, force, now, baseUrl });
  return ok(await readSession(tx, scope, { id: params.id, now, baseUrl }));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
