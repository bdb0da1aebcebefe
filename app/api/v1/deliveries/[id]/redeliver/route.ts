import { findDelivery } from "@/db/queries/deliveries";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { noFieldsSchema } from "@/lib/api/schemas/webhook-endpoint";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { redeliver } from "@/lib/services/redeliver";

export const POST = withMerchant<{ id: string }>("webhooks:write", async ({ tx, scope, params, body, now }) => {
  readInput(noFieldsSchema, body);
  await redeliver(tx, { scope, id: params.id, now });
  const delivery = await findDelivery(tx, scope, params.id);
  if (!delivery) throw notFound();
  return ok(deliveryObject(delivery));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
