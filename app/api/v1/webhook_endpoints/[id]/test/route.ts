import { findDelivery } from "@/db/queries/deliveries";
import { otherMethods } from "@/lib/api/other-methods";
import { created } from "@/lib/api/respond";
import { testWebhookEndpoint } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { deliveryObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";
import { sendTestEvent } from "@/lib/services/send-test-event";

export const POST = serveMerchant(testWebhookEndpoint, async ({ tx, scope, params, now }) => {
  const delivery = await findDelivery(tx, scope, await sendTestEvent(tx, { scope, id: params.id, now }));
  if (!delivery) throw notFound();
  return created(deliveryObject(delivery));
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
