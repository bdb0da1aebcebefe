import { listEndpoints } from "@/db/queries/endpoints";
import { readQuery } from "@/lib/api/read-query";
import { created, list } from "@/lib/api/respond";
import { createEndpoint, endpointList } from "@/lib/api/schemas/webhook-endpoint";
import { endpointObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";

export const GET = withMerchant("webhooks:read", async ({ tx, scope, url }) => {
  const { limit, starting_after: startingAfter } = readQuery(url, endpointList);
  return list(await listEndpoints(tx, scope, { limit, startingAfter }), limit, endpointObject);
});

export const POST = withMerchant("webhooks:write", async ({ app, tx, scope, body, now }) => {
  const { endpoint, secret } = await createWebhookEndpoint(tx, {
    scope,
    given: createEndpoint.parse(body),
    allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE && !scope.livemode,
    sealKey: app.config.ENCRYPTION_KEY,
    now,
  });
  return created({ ...endpointObject(endpoint), secret });
});
