import type { DeliveryLine } from "@/components/dashboard/delivery-log";
import type { PaymentLine } from "@/components/dashboard/payment-table";
import type { StoryAcceptance, StoryEvent } from "@/components/dashboard/session-story";
import { listSessionEvents } from "@/db/queries/dashboard";
import { listSessionDeliveries } from "@/db/queries/deliveries";
import { findLink } from "@/db/queries/links";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { findUserEmail } from "@/db/queries/users";
import { loadView } from "@/db/queries/view";
import { appraise } from "@/lib/checkout/appraise";
import type { EventDetail, EventType } from "@/lib/checkout/event";
import { type SessionObject, sessionObject } from "@/lib/checkout/session-object";
import { isId } from "@/lib/ids";
import { deliveryLine } from "../../delivery-line";
import type { Room } from "../../room";
import { acceptableWords, paymentLine } from "./uncounted";

export type SessionRoom = {
  readonly session: SessionObject;
  readonly payments: readonly PaymentLine[];
  readonly events: readonly StoryEvent[];
  readonly deliveries: readonly DeliveryLine[];
  readonly acceptance: StoryAcceptance | null;
  /** What came and is not counted, or not enough: the merchant may take it for paid (D13). Null: nothing to accept. */
  readonly acceptable: string | null;
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
  const appraised = appraise(record.facts, view);
  const { acceptance } = record.facts;
  const counted = new Set(record.facts.settlement?.countedIds);
  const events = await listSessionEvents(db, scope, id);
  const deliveries = await listSessionDeliveries(db, scope, id);
  const link = record.linkId === null ? null : await findLink(db, scope, record.linkId);
  return {
    session,
    // Both tell the same transfers in the same order: the object is made of what was appraised.
    payments: appraised.flatMap((one, place) => {
      const payment = session.payments[place];
      return payment ? [paymentLine(payment, one, counted.has(payment.id))] : [];
    }),
    events: events.map((event) => ({
      id: event.id,
      type: event.type as EventType,
      detail: event.detail as EventDetail,
      at: event.createdAt.getTime(),
    })),
    deliveries: deliveries.map(deliveryLine),
    acceptance: acceptance && {
      by: (await findUserEmail(db, scope, acceptance.by)) ?? "somebody who has left",
      reason: acceptance.reason,
    },
    acceptable: acceptableWords(session, appraised),
    link,
    isMoving: record.confirming || record.lookAt !== null || deliveries.some((delivery) => delivery.status === "pending"),
  };
}
