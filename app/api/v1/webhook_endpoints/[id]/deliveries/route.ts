import { findDelivery, listEndpointDeliveries } from "@/db/queries/deliveries";
import { findEndpoint } from "@/db/queries/endpoints";
import { otherMethods } from "@/lib/api/other-methods";
import { list } from "@/lib/api/respond";
import { listEndpointDeliveriesRoute } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";

export const GET = serveMerchant(listEndpointDeliveriesRoute, async ({ tx, scope, params, query }) => {
  const { limit, starting_after: startingAfter } = query;
  if (!(await findEndpoint(tx, scope, params.id))) throw notFound();
  if (startingAfter && !(await findDelivery(tx, scope, startingAfter))) throw notFound("starting_after");
  const rows = await listEndpointDeliveries(tx, scope, { endpointId: params.id, limit, startingAfter });
  return list(rows, limit, deliveryObject);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
