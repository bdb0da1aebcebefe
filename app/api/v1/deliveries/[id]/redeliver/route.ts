import { findDelivery } from "@/db/queries/deliveries";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { redeliverRoute } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";
import { redeliver } from "@/lib/services/redeliver";

export const POST = serveMerchant(redeliverRoute, async ({ tx, scope, params, now }) => {
  await redeliver(tx, { scope, id: params.id, now });
  const delivery = await findDelivery(tx, scope, params.id);
  if (!delivery) throw notFound();
  return ok(deliveryObject(delivery));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
