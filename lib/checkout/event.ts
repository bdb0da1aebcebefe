/** Event types of the contract (product.md 3.4). */
export const EVENT_TYPES = [
  "session.created",
  "session.detected",
  "session.underpaid",
  "session.paid",
  "session.overpaid",
  "session.paid_late",
  "session.expired",
  "session.failed",
  "session.deactivated",
  "session.updated",
  "session.requoted",
  "payment.received",
  "payment.confirmed",
  "payment.reverted",
  "session.corrected",
  "webhook.test",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** What an event is about, beside the session itself. Amounts are decimal strings of smallest units. */
export type EventDetail = {
  readonly payment?: string;
  readonly missing?: string;
  readonly reason?: "reorg" | "stall";
  readonly minedBefore?: boolean;
  readonly late?: boolean;
  readonly surplus?: boolean;
  readonly afterGrace?: boolean;
  readonly afterDeactivation?: boolean;
  readonly wrongAsset?: boolean;
  readonly accepted?: boolean;
  readonly expired?: boolean;
  readonly final?: boolean;
  readonly changed?: readonly string[];
};

/**
 * An event to be written. `key` is unique in its session for ever: that is what makes a second run, a second process
 * and a rescan write nothing.
 */
export type SessionEvent = {
  readonly type: EventType;
  readonly key: string;
  readonly detail: EventDetail;
};
