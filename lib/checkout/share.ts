import type { Countable } from "./appraise";
import type { QuoteMethod } from "./quote";
import type { Price } from "./session";

/**
 * How much of the price some transfers pay, exactly: the sum of amount / due over all of them, kept as one integer
 * fraction. Partial payments by several methods add up without a rate and without a division (engine.md 3.2).
 */
export type Share = {
  readonly num: bigint;
  readonly den: bigint;
  /** Sums per line of a quote, for the absolute edges of D11. */
  readonly lines: ReadonlyMap<QuoteMethod, bigint>;
};

export function shareOf(countables: readonly Countable[]): Share {
  const lines = new Map<QuoteMethod, bigint>();
  for (const one of countables) addTo(lines, one);
  return shareOfLines(lines);
}

/** Adds one transfer to a running sum. */
export function addTo(lines: Map<QuoteMethod, bigint>, { method, transfer }: Countable): void {
  lines.set(method, (lines.get(method) ?? 0n) + transfer.amount);
}

export function shareOfLines(lines: ReadonlyMap<QuoteMethod, bigint>): Share {
  let num = 0n;
  let den = 1n;
  for (const [line, sum] of lines) {
    num = num * line.due + sum * den;
    den *= line.due;
  }
  return { num, den, lines };
}

/** The sum completes: one line reached its `minDue`, or the lines together reached 1 − tolerance / price. */
export function isEnough(share: Share, price: Price, under: bigint): boolean {
  for (const [line, sum] of share.lines) if (sum >= line.minDue) return true;
  return share.lines.size > 1 && share.num * price.minor >= (price.minor - under) * share.den;
}

/** The sum is over: beyond the one line's `maxOk`, or the lines together beyond 1 + tolerance / price. */
export function isOver(share: Share, price: Price, over: bigint): boolean {
  const [only] = share.lines;
  if (only && share.lines.size === 1) return only[1] > only[0].maxOk;
  return share.num * price.minor > (price.minor + over) * share.den;
}

/** More than rounding or spam: a sum up to `dust` does not move the status (D5). */
export function isMoreThanDust(share: Share, price: Price, dust: bigint): boolean {
  return share.num * price.minor > dust * share.den;
}

/** The share told in one asset whose amount due is `due`: exact where all money came in that asset. */
export function toldIn(due: bigint, share: Share): { received: bigint; remaining: bigint; overpaid: bigint } {
  const received = (due * share.num) / share.den;
  const isFull = share.num >= share.den;
  return {
    received,
    remaining: isFull ? 0n : due - received,
    overpaid: isFull ? received - due : 0n,
  };
}
