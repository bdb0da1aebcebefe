import { findEndpoint, listEndpoints } from "@/db/queries/endpoints";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { readQuery } from "@/lib/api/read-query";
import { created, list } from "@/lib/api/respond";
import { createEndpointSchema, listEndpointsSchema } from "@/lib/api/schemas/webhook-endpoint";
import { endpointObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";

export const GET = withMerchant("webhooks:read", async ({ tx, scope, url }) => {
  const { limit, starting_after: startingAfter } = readQuery(url, listEndpointsSchema);
  if (startingAfter && !(await findEndpoint(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listEndpoints(tx, scope, { limit, startingAfter }), limit, endpointObject);
});

export const POST = withMerchant("webhooks:write", async ({ app, tx, scope, body, now }) => {
  const { endpoint, secret } = await createWebhookEndpoint(tx, {
    scope,
    given: readInput(createEndpointSchema, body),
    allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE && !scope.livemode,
    sealKey: app.config.ENCRYPTION_KEY,
    now,
  });
  return created({ ...endpointObject(endpoint), secret });
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
