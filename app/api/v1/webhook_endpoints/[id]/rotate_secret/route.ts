import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { rotateWebhookSecretRoute } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { endpointObject } from "@/lib/api/webhook-objects";
import { rotateWebhookSecret } from "@/lib/services/rotate-webhook-secret";

export const POST = serveMerchant(rotateWebhookSecretRoute, async ({ app, tx, scope, params, body, now }) => {
  const sealKey = app.config.ENCRYPTION_KEY;
  const { endpoint, secret } = await rotateWebhookSecret(tx, { ...body, scope, id: params.id, sealKey, now });
  return ok({ ...endpointObject(endpoint), secret });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
