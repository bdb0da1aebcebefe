import { type Appraised, isConfirmed } from "./appraise";
import type { Situation } from "./derive";
import { type EventDetail, type EventType, eventKeys, hasOpenFailure, type SessionEvent } from "./event";
import { countedIds, isSurplus, type Projection } from "./project";

/**
 * The events that these facts call for and that nobody has written yet (engine.md 3.3). Money first, then what it
 * means. A key is unique in its session for ever, so that a second run, a second process and a rescan write nothing.
 */
export function announce(situation: Situation, projection: Projection): readonly SessionEvent[] {
  const { announced } = situation.facts;
  return [
    ...paymentEvents(situation, projection),
    ...quoteEvents(situation),
    ...correctionEvents(situation, projection),
    ...statusEvents(situation, projection),
  ].filter((event) => !announced.has(event.key));
}

function* paymentEvents(situation: Situation, projection: Projection): Generator<SessionEvent> {
  const { announced, session } = situation.facts;
  const isOff = projection.status === "deactivated";
  const counted = countedIds(situation);
  for (const one of situation.payments) {
    const { id } = one.transfer;
    const received = eventKeys.countReceived(announced, id);
    const reverted = eventKeys.countReverted(announced, id);
    if (one.standing === "orphaned") {
      if (received > reverted) yield event("payment.reverted", eventKeys.reverted(id, reverted), { payment: id });
      continue;
    }
    if (received === reverted) {
      const isExtra = projection.settlement !== null && isSurplus(one, counted);
      yield event("payment.received", eventKeys.received(id, received, isOff), {
        ...detailOf(one, isExtra),
        ...(isOff && { afterDeactivation: true, minedBefore: one.transfer.blockTime <= (session.deactivatedAt ?? 0) }),
      });
    }
    if (isConfirmed(one)) yield event("payment.confirmed", `payment.confirmed:${id}`, { payment: id });
  }
}

/** The first quote is told of by `session.created`. */
function* quoteEvents({ facts, quote }: Situation): Generator<SessionEvent> {
  if (facts.quotes.length > 1) yield event("session.requoted", eventKeys.requoted(quote.number), {});
}

function detailOf({ transfer, standing }: Appraised, isExtra: boolean): EventDetail {
  return {
    payment: transfer.id,
    ...(standing === "late" && { late: true }),
    ...(standing === "after_grace" && { afterGrace: true }),
    ...(standing === "wrong_asset" && { wrongAsset: true }),
    ...(isExtra && { surplus: true }),
  };
}

/** What was told as over is not: an on-time payment turned up after expiry, a lost one was mined again or accepted. */
function* correctionEvents({ facts, quote }: Situation, { status, settlement }: Projection): Generator<SessionEvent> {
  const { announced, acceptance } = facts;
  const isMoney = status === "detected" || status === "overpaid" || status === "underpaid" || status === "paid";
  if (isMoney && !acceptance && announced.has(eventKeys.expired(quote.number))) {
    yield event("session.corrected", eventKeys.correctedExpiry(quote.number), {});
  }
  if (settlement && status !== "failed" && hasOpenFailure(announced)) {
    yield event("session.corrected", eventKeys.correctedFailure(eventKeys.countCorrectedFailures(announced)), {
      ...(acceptance && { accepted: true }),
    });
  }
}

function* statusEvents(situation: Situation, projection: Projection): Generator<SessionEvent> {
  const { facts, quote, completion, isPast, isGraceOver } = situation;
  const { announced } = facts;
  const missing = projection.remaining.toString();
  switch (projection.status) {
    case "pending":
      return;
    case "detected":
    case "overpaid":
      yield event("session.detected", `session.detected:${projection.completingId}`, { payment: projection.completingId ?? "" });
      if (projection.status === "overpaid") yield overpaid(projection);
      return;
    case "underpaid":
      if (!isPast) yield event("session.underpaid", `session.underpaid:${quote.number}`, { missing });
      else if (isGraceOver && !completion)
        yield event("session.underpaid", `session.underpaid:${quote.number}:final`, { missing, final: true });
      else yield event("session.underpaid", `session.underpaid:${quote.number}:expired`, { missing, expired: true });
      return;
    case "paid":
    case "paid_late":
      if (projection.settlement?.over) yield overpaid(projection);
      yield event(`session.${projection.status}`, `session.${projection.status}`, {
        ...(projection.completingId !== null && { payment: projection.completingId }),
        ...(facts.acceptance && { accepted: true }),
      });
      return;
    case "expired":
      yield event("session.expired", eventKeys.expired(quote.number), {});
      return;
    case "failed":
      if (hasOpenFailure(announced)) return;
      yield event("session.failed", eventKeys.failed(eventKeys.countFailed(announced)), {
        reason: projection.settlement ? "reorg" : "stall",
      });
      return;
    case "deactivated":
      yield event("session.deactivated", "session.deactivated", {});
      return;
    default:
      projection.status satisfies never;
  }
}

/** D2: once, at the first sight of the excess, even where that is the moment of settling. */
function overpaid({ completingId }: Projection): SessionEvent {
  return event("session.overpaid", "session.overpaid", { ...(completingId !== null && { payment: completingId }) });
}

function event(type: EventType, key: string, detail: EventDetail): SessionEvent {
  return { type, key, detail };
}
