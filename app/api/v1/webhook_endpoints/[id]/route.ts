import { findEndpoint } from "@/db/queries/endpoints";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { deleteWebhookEndpointRoute, getWebhookEndpoint, updateWebhookEndpointRoute } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { endpointObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";
import { deleteWebhookEndpoint } from "@/lib/services/delete-webhook-endpoint";
import { updateWebhookEndpoint } from "@/lib/services/update-webhook-endpoint";

export const GET = serveMerchant(getWebhookEndpoint, async ({ tx, scope, params }) => {
  const endpoint = await findEndpoint(tx, scope, params.id);
  if (!endpoint) throw notFound();
  return ok(endpointObject(endpoint));
});

export const PATCH = serveMerchant(updateWebhookEndpointRoute, async ({ app, tx, scope, params, body }) => {
  const endpoint = await updateWebhookEndpoint(tx, {
    scope,
    id: params.id,
    change: body,
    allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE && !scope.livemode,
  });
  return ok(endpointObject(endpoint));
});

export const DELETE = serveMerchant(deleteWebhookEndpointRoute, async ({ tx, scope, params, now }) => {
  await deleteWebhookEndpoint(tx, { scope, id: params.id, now });
  return ok({ id: params.id, object: "webhook_endpoint", deleted: true });
});

export const { OPTIONS, POST, PUT } = otherMethods("DELETE", "GET", "PATCH");
