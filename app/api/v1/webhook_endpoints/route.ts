import { hadEndpoint, listEndpoints } from "@/db/queries/endpoints";
import { otherMethods } from "@/lib/api/other-methods";
import { created, list } from "@/lib/api/respond";
import { createWebhookEndpointRoute, listWebhookEndpoints } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { endpointObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";

export const GET = serveMerchant(listWebhookEndpoints, async ({ tx, scope, query }) => {
  const { limit, starting_after: startingAfter } = query;
  if (startingAfter && !(await hadEndpoint(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listEndpoints(tx, scope, { limit, startingAfter }), limit, endpointObject);
});

export const POST = serveMerchant(createWebhookEndpointRoute, async ({ app, tx, scope, body, now }) => {
  const { endpoint, secret } = await createWebhookEndpoint(tx, {
    scope,
    given: body,
    allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE && !scope.livemode,
    sealKey: app.config.ENCRYPTION_KEY,
    now,
  });
  return created({ ...endpointObject(endpoint), secret });
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
