import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { noFieldsSchema } from "@/lib/api/schemas/webhook-endpoint";
import { endpointObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { rotateWebhookSecret } from "@/lib/services/rotate-webhook-secret";

export const POST = withMerchant<{ id: string }>("webhooks:write", async ({ app, tx, scope, params, body }) => {
  readInput(noFieldsSchema, body);
  const { endpoint, secret } = await rotateWebhookSecret(tx, { scope, id: params.id, sealKey: app.config.ENCRYPTION_KEY });
  return ok({ ...endpointObject(endpoint), secret });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
