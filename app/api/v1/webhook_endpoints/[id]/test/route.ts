import { findDelivery } from "@/db/queries/deliveries";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { created } from "@/lib/api/respond";
import { noFieldsSchema } from "@/lib/api/schemas/webhook-endpoint";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { sendTestEvent } from "@/lib/services/send-test-event";

export const POST = withMerchant<{ id: string }>("webhooks:write", async ({ tx, scope, params, body, now }) => {
  readInput(noFieldsSchema, body);
  const delivery = await findDelivery(tx, scope, await sendTestEvent(tx, { scope, id: params.id, now }));
  if (!delivery) throw notFound();
  return created(deliveryObject(delivery));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
