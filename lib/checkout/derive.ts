/**
 * The heart: what a session is, computed from all stored facts and from what is verified of the chains.
 *
 *   pending ──── enough in time ────► detected / overpaid ──── confirmed ────► paid ──── lost for good ──► failed
 *      │  └─ some ─► underpaid ─ rest ─┘                                        ▲ └◄───── mined again ───────┘
 *      │                 └─ rest, late, confirmed ─► paid_late                  │
 *      └─ scanned past expiry ─► expired ─ enough, late, confirmed ─► paid_late │
 *   before it is paid, the merchant may switch it off (deactivated) or accept what came ──────┘
 *
 * It recomputes and never accumulates, so a reorg, a late, a partial and a double payment need no code of their own, and
 * a crash, a second run or a rescan change nothing. Pure and total. The rules: engine.md 3.1 (D1–D14), 3.2 and 3.3;
 * where we had to choose: docs/decisions/0002.
 */
import { announce } from "./announce";
import { type Appraised, appraise, lastQuote } from "./appraise";
import { type Completion, findCompletion, shareOfAll } from "./completion";
import { hasOpenFailure, type SessionEvent } from "./event";
import { type Projection, project } from "./project";
import type { Quote } from "./quote";
import type { Acceptance, SessionCore, SessionStatus, Settlement } from "./session";
import { isMoreThanDust, isOver, type Share } from "./share";
import type { Transfer } from "./transfer";
import { hasPassed, type View } from "./view";

export type SessionFacts = {
  readonly session: SessionCore;
  /** At least one. */
  readonly quotes: readonly Quote[];
  /** ALL stored transfers to the session's addresses, orphaned ones included, in any order. */
  readonly transfers: readonly Transfer[];
  readonly acceptance: Acceptance | null;
  readonly settlement: Settlement | null;
  /** Keys of the events already written: nothing is told twice. */
  readonly announced: ReadonlySet<string>;
};

/** The facts, appraised under a view: everything that status, projection and events are told from. */
export type Situation = {
  readonly facts: SessionFacts;
  readonly view: View;
  /** The quote in force. */
  readonly quote: Quote;
  readonly payments: readonly Appraised[];
  /** All countable money, and that which came in time. */
  readonly share: Share;
  readonly onTime: Share;
  readonly completion: Completion | null;
  /** The frozen record, or the one to be frozen now. */
  readonly settlement: Settlement | null;
  /** Every offered network is verified beyond expiry; beyond grace. */
  readonly isPast: boolean;
  readonly isGraceOver: boolean;
};

export function derive(facts: SessionFacts, view: View): { projection: Projection; events: readonly SessionEvent[] } {
  const situation = situate(facts, view);
  const projection = project(situation, statusOf(situation));
  return { projection, events: announce(situation, projection) };
}

function situate(facts: SessionFacts, view: View): Situation {
  const quote = lastQuote(facts.quotes);
  const networks = quote.methods.map((method) => method.chainId);
  const payments = appraise(facts, view);
  const completion = findCompletion(payments, facts.session.price, quote.tolerance, view);
  return {
    facts,
    view,
    quote,
    payments,
    share: shareOfAll(payments),
    onTime: shareOfAll(payments, "on_time"),
    completion,
    settlement: facts.settlement ?? freeze(facts, payments, completion),
    isPast: hasPassed(view, networks, quote.expiresAt),
    isGraceOver: hasPassed(view, networks, quote.graceUntil),
  };
}

/** The rules of engine.md 3.2, in their order; a success stands above them all (I4). */
function statusOf(situation: Situation): SessionStatus {
  const { facts, quote, settlement, completion, onTime } = situation;
  const { session } = facts;
  if (settlement) return isLostForGood(situation, settlement) ? "failed" : settlement.status;
  if (session.deactivatedAt !== null) return "deactivated";
  if (hasOpenFailure(facts.announced)) return "failed";
  if (completion && !completion.late) return isOver(onTime, session.price, quote.tolerance.over) ? "overpaid" : "detected";
  if (isMoreThanDust(onTime, session.price, quote.tolerance.dust)) return "underpaid";
  if (situation.isPast) return "expired";
  return isStalled(situation) ? "failed" : "pending";
}

/** D3 and D13: what a session settles with is written down once; all that is learned later is surplus. */
function freeze(facts: SessionFacts, payments: readonly Appraised[], completion: Completion | null): Settlement | null {
  const { session, acceptance } = facts;
  if (session.deactivatedAt !== null) return null;
  if (acceptance) {
    // The merchant takes what came, as it is: also what would count nowhere else (another asset, after grace).
    const taken = payments.filter((one) => one.standing !== "orphaned").map((one) => one.transfer);
    return {
      status: "paid",
      completingId: completion?.completing.transfer.id ?? null,
      txHash: completion?.completing.transfer.txHash ?? taken.at(-1)?.txHash ?? null,
      countedIds: taken.map((transfer) => transfer.id),
      over: completion?.over ?? false,
      paidAt: acceptance.acceptedAt,
    };
  }
  if (!completion?.isDeep) return null;
  return {
    status: completion.late ? "paid_late" : "paid",
    completingId: completion.completing.transfer.id,
    txHash: completion.completing.transfer.txHash,
    countedIds: completion.counted.map((one) => one.transfer.id),
    over: completion.over,
    paidAt: completion.deepSince,
  };
}

/**
 * D4: a reorg took counted money away, the hold window is over, and nothing makes up for it. Money mined again inside
 * the window, or confirmed at any time, makes up. What a merchant accepted stays accepted.
 */
function isLostForGood({ facts, view, payments, completion }: Situation, settlement: Settlement): boolean {
  if (facts.acceptance) return false;
  const counted = new Set(settlement.countedIds);
  const lost = payments.filter(({ standing, transfer }) => standing === "orphaned" && counted.has(transfer.id));
  const overdue = lost.filter(({ transfer }) => scannedThrough(view, transfer) >= holdEnd(transfer, facts.session));
  if (overdue.length === 0 || completion?.isDeep) return false;
  const again = completion?.completing.transfer;
  return !overdue.some(
    ({ transfer }) => again?.chainId === transfer.chainId && again.blockNumber <= holdEnd(transfer, facts.session),
  );
}

function holdEnd(lost: Transfer, session: SessionCore): number {
  return (lost.orphanedAt ?? 0) + session.holdBlocks;
}

function scannedThrough(view: View, transfer: Transfer): number {
  return view.networks.get(transfer.chainId)?.scannedThrough ?? 0;
}

/** Out of time by the clock, but for networks that have stopped for good: waited for, visibly, then given up. */
function isStalled({ view, quote }: Situation): boolean {
  const open = quote.methods.filter(({ chainId }) => !hasPassed(view, [chainId], quote.expiresAt));
  return view.now > quote.expiresAt && open.every(({ chainId }) => view.networks.get(chainId)?.stalled === true);
}
