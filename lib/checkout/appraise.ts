import { networkOf } from "./networks";
import type { Quote, QuoteMethod } from "./quote";
import type { SessionCore } from "./session";
import { compareTransfers, confirmationsOf, type Transfer } from "./transfer";
import type { View } from "./view";

/**
 * What a transfer is to its session.
 * - `on_time`, `late`: countable, by the time of its block against the quote in force then (D1).
 * - `after_grace`, `wrong_asset`: recorded and told, never counted.
 * - `orphaned`: a reorg took its block away; weighs nothing.
 */
export type Standing = "on_time" | "late" | "after_grace" | "wrong_asset" | "orphaned";

export type Appraised = {
  readonly transfer: Transfer;
  readonly standing: Standing;
  /** The line of the quote that values it; null where there is none (`wrong_asset`). */
  readonly method: QuoteMethod | null;
  readonly confirmations: number;
  /** How many it needs: the quote's, or the network's where no quote values it. */
  readonly required: number;
};

/** A countable transfer: it has a quote's line to be valued by. */
export type Countable = Appraised & { readonly standing: "on_time" | "late"; readonly method: QuoteMethod };

/**
 * The session's transfers in their one order, each with its standing. Left out: duplicates, zero values (address
 * poisoning, D5), money that was there before the session, and blocks that this view has not verified.
 */
export function appraise(
  facts: { session: SessionCore; quotes: readonly Quote[]; transfers: readonly Transfer[] },
  view: View,
): Appraised[] {
  const byId = new Map(facts.transfers.map((transfer) => [transfer.id, transfer]));
  return [...byId.values()]
    .filter((transfer) => transfer.amount > 0n && !isOlder(transfer, facts.session) && isVerified(transfer, view))
    .sort(compareTransfers)
    .map((transfer) => appraiseOne(transfer, quoteInForce(facts.quotes, transfer.blockTime), view));
}

export function isConfirmed(appraised: Appraised): boolean {
  return appraised.standing !== "orphaned" && appraised.confirmations >= appraised.required;
}

export function isCountable(appraised: Appraised): appraised is Countable {
  return appraised.standing === "on_time" || appraised.standing === "late";
}

/** The last quote that had begun by then. A block's clock may be a little behind ours: before the first, the first. */
export function quoteInForce(quotes: readonly Quote[], moment: number): Quote {
  const [first, ...others] = [...quotes].sort((a, b) => a.number - b.number);
  if (!first) throw new Error("a session has at least one quote");
  return others.filter((quote) => quote.startsAt <= moment).at(-1) ?? first;
}

export function lastQuote(quotes: readonly Quote[]): Quote {
  return quoteInForce(quotes, Number.POSITIVE_INFINITY);
}

function appraiseOne(transfer: Transfer, quote: Quote, view: View): Appraised {
  const method = quote.methods.find((line) => line.chainId === transfer.chainId && line.asset === transfer.asset) ?? null;
  return {
    transfer,
    method,
    standing: standingOf(transfer, quote, method),
    confirmations: depthOf(transfer, view),
    required: method?.confirmations ?? networkOf(transfer.chainId).confirmations,
  };
}

function standingOf(transfer: Transfer, quote: Quote, method: QuoteMethod | null): Standing {
  if (transfer.orphanedAt !== null) return "orphaned";
  if (method === null) return "wrong_asset";
  if (transfer.blockTime <= quote.expiresAt) return "on_time";
  return transfer.blockTime <= quote.graceUntil ? "late" : "after_grace";
}

function depthOf(transfer: Transfer, view: View): number {
  if (transfer.orphanedAt !== null) return 0;
  return confirmationsOf(transfer.blockNumber, view.networks.get(transfer.chainId)?.scannedThrough ?? -1);
}

/** An orphaned block lay below the cursor once, so it was verified, whatever the cursor says now. */
function isVerified(transfer: Transfer, view: View): boolean {
  return transfer.orphanedAt !== null || depthOf(transfer, view) > 0;
}

function isOlder(transfer: Transfer, session: SessionCore): boolean {
  const start = session.startSerials.get(transfer.chainId);
  return start === undefined ? transfer.blockTime < session.createdAt : transfer.blockSerial <= start;
}
