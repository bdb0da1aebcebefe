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

/** What a webhook endpoint may ask for: a type, or all of them. */
export type EventTopic = EventType | "*";

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

type Keys = ReadonlySet<string>;

/** Keys that come in generations: a payment may be taken away and given back more than once. */
export const eventKeys = {
  received: (id: string, generation: number, isOff: boolean) => `payment.received:${id}:${generation}${isOff ? OFF : ""}`,
  reverted: (id: string, generation: number) => `payment.reverted:${id}:${generation}`,
  requoted: (quoteNumber: number) => `session.requoted:${quoteNumber}`,
  expired: (quoteNumber: number) => `session.expired:${quoteNumber}`,
  failed: (generation: number) => `session.failed:${generation}`,
  correctedExpiry: (quoteNumber: number) => `session.corrected:expired:${quoteNumber}`,
  correctedFailure: (generation: number) => `session.corrected:failed:${generation}`,

  countReceived: (keys: Keys, id: string) =>
    countWhile((n) => keys.has(eventKeys.received(id, n, false)) || keys.has(eventKeys.received(id, n, true))),
  countReverted: (keys: Keys, id: string) => countWhile((n) => keys.has(eventKeys.reverted(id, n))),
  countFailed: (keys: Keys) => countWhile((n) => keys.has(eventKeys.failed(n))),
  countCorrectedFailures: (keys: Keys) => countWhile((n) => keys.has(eventKeys.correctedFailure(n))),
} as const;

/** Marks a payment that was first told of when its session was already switched off (D7). */
const OFF = ":deactivated";

export function wasReceivedAfterDeactivation(keys: Keys, paymentId: string): boolean {
  const told = eventKeys.countReceived(keys, paymentId);
  return told === 0 || keys.has(eventKeys.received(paymentId, told - 1, true));
}

/** A failure was told and not yet taken back: only a payment ends it (engine.md 3.3). */
export function hasOpenFailure(keys: Keys): boolean {
  return eventKeys.countFailed(keys) > eventKeys.countCorrectedFailures(keys);
}

function countWhile(holds: (n: number) => boolean): number {
  let n = 0;
  while (holds(n)) n += 1;
  return n;
}
