import { findEndpoint } from "@/db/queries/endpoints";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { noFieldsSchema, updateEndpointSchema } from "@/lib/api/schemas/webhook-endpoint";
import { endpointObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { deleteWebhookEndpoint } from "@/lib/services/delete-webhook-endpoint";
import { updateWebhookEndpoint } from "@/lib/services/update-webhook-endpoint";

export const GET = withMerchant<{ id: string }>("webhooks:read", async ({ tx, scope, params }) => {
  const endpoint = await findEndpoint(tx, scope, params.id);
  if (!endpoint) throw notFound();
  return ok(endpointObject(endpoint));
});

export const PATCH = withMerchant<{ id: string }>("webhooks:write", async ({ app, tx, scope, params, body }) => {
  const endpoint = await updateWebhookEndpoint(tx, {
    scope,
    id: params.id,
    change: readInput(updateEndpointSchema, body),
    allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE && !scope.livemode,
  });
  return ok(endpointObject(endpoint));
});

export const DELETE = withMerchant<{ id: string }>("webhooks:write", async ({ tx, scope, params, body, now }) => {
  readInput(noFieldsSchema, body);
  await deleteWebhookEndpoint(tx, { scope, id: params.id, now });
  return ok({ id: params.id, object: "webhook_endpoint", deleted: true });
});

export const { OPTIONS, POST, PUT } = otherMethods("DELETE", "GET", "PATCH");
