import { type Appraised, isConfirmed, isCountable } from "./appraise";
import type { Situation } from "./derive";
import { wasReceivedAfterDeactivation } from "./event";
import { SESSION_FLAGS, type SessionFlag, type SessionStatus, type Settlement } from "./session";
import { isMoreThanDust, toldIn } from "./share";

/** What is written back of a derived session. */
export type Projection = {
  readonly status: SessionStatus;
  /** In the order of SESSION_FLAGS. `checking_delayed` depends on the clock alone and is added where it is shown. */
  readonly flags: readonly SessionFlag[];
  /** Sums told in the chosen asset's smallest unit. */
  readonly received: bigint;
  readonly remaining: bigint;
  readonly overpaid: bigint;
  readonly payments: readonly Appraised[];
  /** The transfer that completes, confirmed or not; null while none does. */
  readonly completingId: string | null;
  /** The completing transfer's, before that the newest countable one's (D14). */
  readonly txHash: string | null;
  /** Epoch milliseconds of the block that gave the last required confirmation (D14). */
  readonly paidAt: number | null;
  readonly settlement: Settlement | null;
  /** A next block can change the session though no new money moves. */
  readonly confirming: boolean;
  /** The chain time beyond which the session must be derived again, or null. */
  readonly lookAt: number | null;
};

export function project(situation: Situation, status: SessionStatus): Projection {
  const { completion, settlement, payments } = situation;
  const isHeld = settlement !== null && isIntact(situation);
  const newest = payments.filter(isCountable).at(-1)?.transfer.txHash ?? null;
  return {
    status,
    flags: flagsOf(situation, status),
    ...sumsOf(situation),
    payments,
    completingId: isHeld ? settlement.completingId : (completion?.completing.transfer.id ?? settlement?.completingId ?? null),
    txHash: isHeld ? (settlement.txHash ?? newest) : (completion?.completing.transfer.txHash ?? settlement?.txHash ?? newest),
    paidAt: status === "paid" || status === "paid_late" ? (settlement?.paidAt ?? null) : null,
    settlement,
    confirming: isConfirming(situation, status),
    lookAt: lookAtOf(situation, status),
  };
}

/** Ids of what counts: the frozen ones, or, where a reorg took one of those, what makes up for it today. */
export function countedIds(situation: Situation): ReadonlySet<string> {
  const { settlement, completion } = situation;
  if (settlement && isIntact(situation)) return new Set(settlement.countedIds);
  return new Set(completion?.counted.map((one) => one.transfer.id));
}

/** Money for this session, in an asset it takes, that came after it was settled or beyond what settled it. */
export function isSurplus({ transfer, standing }: Appraised, counted: ReadonlySet<string>): boolean {
  return standing !== "orphaned" && standing !== "wrong_asset" && !counted.has(transfer.id);
}

function isIntact({ settlement, payments }: Situation): boolean {
  const counted = new Set(settlement?.countedIds);
  return !payments.some(({ standing, transfer }) => standing === "orphaned" && counted.has(transfer.id));
}

function flagsOf(situation: Situation, status: SessionStatus): SessionFlag[] {
  const { facts, quote, payments, settlement, completion, share } = situation;
  const counted = countedIds(situation);
  const relevant = settlement ? payments.filter((one) => counted.has(one.transfer.id)) : payments;
  const raised: Record<SessionFlag, boolean> = {
    partial: !settlement && !completion && isMoreThanDust(share, facts.session.price, quote.tolerance.dust),
    over: status === "overpaid" || settlement?.over === true,
    late: relevant.some((one) => one.standing === "late"),
    late_confirming: !settlement && status !== "deactivated" && completion?.late === true,
    surplus: settlement !== null && payments.some((one) => isSurplus(one, counted)),
    wrong_asset: payments.some((one) => one.standing === "wrong_asset"),
    reverted: payments.some((one) => one.standing === "orphaned"),
    after_deactivation:
      status === "deactivated" && payments.some((one) => wasReceivedAfterDeactivation(facts.announced, one.transfer.id)),
    accepted: settlement !== null && facts.acceptance !== null,
    checking_delayed: false,
  };
  return SESSION_FLAGS.filter((flag) => raised[flag]);
}

function sumsOf({
  facts,
  quote,
  share,
  completion,
  settlement,
}: Situation): Pick<Projection, "received" | "remaining" | "overpaid"> {
  const { chosen } = facts.session;
  const line =
    quote.methods.find((method) => method.chainId === chosen.chainId && method.asset === chosen.asset) ?? quote.methods[0];
  if (!line) throw new Error("a quote has at least one method");
  const told = toldIn(line.due, share);
  return completion || settlement ? { ...told, remaining: 0n } : told;
}

/** A payment that waits for confirmations, or a settled session, not accepted, that waits for one to be mined again. */
function isConfirming(situation: Situation, status: SessionStatus): boolean {
  const { facts, payments, settlement, completion } = situation;
  if (payments.some((one) => one.standing !== "orphaned" && !isConfirmed(one))) return true;
  return settlement !== null && !facts.acceptance && status !== "failed" && !completion && !isIntact(situation);
}

function lookAtOf({ quote, isPast, isGraceOver }: Situation, status: SessionStatus): number | null {
  if (status !== "pending" && status !== "underpaid") return null;
  if (!isPast) return quote.expiresAt;
  return status === "underpaid" && !isGraceOver ? quote.graceUntil : null;
}
