import type { DeliveryLine } from "@/components/dashboard/delivery-log";
import type { PaymentLine } from "@/components/dashboard/payment-table";
import type { StoryEvent } from "@/components/dashboard/session-story";
import { listSessionEvents } from "@/db/queries/dashboard";
import { listSessionDeliveries } from "@/db/queries/deliveries";
import { findLink } from "@/db/queries/links";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { loadView } from "@/db/queries/view";
import { appraise } from "@/lib/checkout/appraise";
import type { EventDetail, EventType } from "@/lib/checkout/event";
import { type SessionObject, sessionObject } from "@/lib/checkout/session-object";
import { isId } from "@/lib/ids";
import { deliveryLine } from "../../delivery-line";
import type { Room } from "../../room";

export type SessionRoom = {
  readonly session: SessionObject;
  readonly payments: readonly PaymentLine[];
  readonly events: readonly StoryEvent[];
  readonly deliveries: readonly DeliveryLine[];
  readonly link: { readonly id: string; readonly title: string } | null;
  /** True while it can change without the merchant's doing. */
  readonly isMoving: boolean;
};

/** Everything the page tells of one session; null where it is not this merchant's in this mode. */
export async function loadSessionRoom({ db, scope, baseUrl, now }: Room, id: string): Promise<SessionRoom | null> {
  if (!isId("session", id)) return null;
  const [record] = await loadSessionRecords(db, [id]);
  if (!record || record.merchantId !== scope.merchantId || record.livemode !== scope.livemode) return null;
  const view = await loadView(db, now);
  const session = sessionObject(record, view, baseUrl);
  const required = new Map(appraise(record.facts, view).map((one) => [one.transfer.id, one.required]));
  const events = await listSessionEvents(db, scope, id);
  const deliveries = await listSessionDeliveries(db, scope, id);
  const link = record.linkId === null ? null : await findLink(db, scope, record.linkId);
  return {
    session,
    payments: session.payments.map((payment) => ({ ...payment, required: required.get(payment.id) ?? payment.confirmations })),
    events: events.map((event) => ({
      id: event.id,
      type: event.type as EventType,
      detail: event.detail as EventDetail,
      at: event.createdAt.getTime(),
    })),
    deliveries: deliveries.map(deliveryLine),
    link,
    isMoving: record.confirming || record.lookAt !== null || deliveries.some((delivery) => delivery.status === "pending"),
  };
}
