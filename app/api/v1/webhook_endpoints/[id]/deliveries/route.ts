import { findDelivery, listEndpointDeliveries } from "@/db/queries/deliveries";
import { findEndpoint } from "@/db/queries/endpoints";
import { otherMethods } from "@/lib/api/other-methods";
import { readQuery } from "@/lib/api/read-query";
import { list } from "@/lib/api/respond";
import { listDeliveriesSchema } from "@/lib/api/schemas/webhook-endpoint";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";

export const GET = withMerchant<{ id: string }>("webhooks:read", async ({ tx, scope, params, url }) => {
  const { limit, starting_after: startingAfter } = readQuery(url, listDeliveriesSchema);
  if (!(await findEndpoint(tx, scope, params.id))) throw notFound();
  if (startingAfter && !(await findDelivery(tx, scope, startingAfter))) throw notFound("starting_after");
  const rows = await listEndpointDeliveries(tx, scope, { endpointId: params.id, limit, startingAfter });
  return list(rows, limit, deliveryObject);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
