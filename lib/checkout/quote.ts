import { ceilDiv, max, min, type Ratio } from "../money";
import type { AssetRef } from "./assets";
import type { Price } from "./session";

/** One source's word, as it was when the quote was made. */
export type RateSource = {
  readonly name: string;
  /** Decimal text: units of the quote currency for one base. */
  readonly value: string;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** A locked exchange rate. `value` is `quote` per one `base`, as exact decimal text. */
export type Rate = {
  readonly base: string;
  readonly quote: string;
  readonly value: string;
  /** The base's price in USD, decimal text. */
  readonly usd: string;
  /** Epoch milliseconds. */
  readonly lockedAt: number;
  readonly sources: readonly RateSource[];
};

/** How much may be missing or too much, in the price's minor units; copied from the merchant's policy at creation. */
export type Tolerance = {
  readonly under: bigint;
  readonly over: bigint;
  /** A sum up to here does not move the status (D5). */
  readonly dust: bigint;
};

/** One method's line in a quote: absolute integers, never changed once written (D11, D12). */
export type QuoteMethod = {
  readonly chainId: number;
  readonly asset: AssetRef;
  readonly address: string;
  /** E: the amount due, in smallest units, > 0. */
  readonly due: bigint;
  /** The least sum that completes, and the most that is not over. */
  readonly minDue: bigint;
  readonly maxOk: bigint;
  /** Inclusion = 1. */
  readonly confirmations: number;
  readonly rate: Rate;
};

/** A price turned into amounts due, in force from `startsAt` until `expiresAt`. Times are epoch milliseconds. */
export type Quote = {
  readonly number: number;
  readonly startsAt: number;
  readonly expiresAt: number;
  readonly graceUntil: number;
  readonly tolerance: Tolerance;
  readonly methods: readonly QuoteMethod[];
};

/** A merchant's tolerance: a share in basis points, each capped in minor units of the price's currency. */
export type TolerancePolicy = {
  readonly underBps: number;
  readonly overBps: number;
  readonly capMinor: bigint;
  readonly dustBps: number;
};

/** Basis points in a whole. */
export const BPS = 10_000n;

export function toleranceOf(price: Price, policy: TolerancePolicy): Tolerance {
  const share = (bps: number) => (price.minor * BigInt(bps)) / BPS;
  return {
    under: min(share(policy.underBps), policy.capMinor),
    over: min(share(policy.overBps), policy.capMinor),
    dust: share(policy.dustBps),
  };
}

/**
 * The amount due for a price (engine.md 5): ceil(price × 10^decimals / rate), then rounded up to the largest power of
 * ten that adds at most one basis point, so that people and wallets can copy it. The only rounding there is.
 * At a rate of exactly one (a stablecoin at its peg) nothing is added: 50.00 USD is 50.00 USDC.
 *
 * @param rate price currency per one whole unit of the asset, > 0
 * @param fiatDecimals minor digits of the price's currency
 */
export function amountDue(input: { price: bigint; fiatDecimals: number; rate: Ratio; decimals: number }): bigint {
  const { price, fiatDecimals, rate, decimals } = input;
  const exact = ceilDiv(price * rate.den * 10n ** BigInt(decimals), rate.num * 10n ** BigInt(fiatDecimals));
  if (rate.num === rate.den) return exact;
  const basisPoint = exact / BPS;
  let quantum = 1n;
  while (quantum * 10n <= basisPoint) quantum *= 10n;
  return ceilDiv(exact, quantum) * quantum;
}

/** What may be missing in a line, read back from its edges: the inverse of {@link thresholds} where due ≥ price. */
export function underOf({ due, minDue }: Pick<QuoteMethod, "due" | "minDue">, price: bigint): bigint {
  return price - (minDue * price) / due;
}

/** D11: the edges of "enough" and of "too much" for an amount due. */
export function thresholds(due: bigint, price: bigint, tolerance: Tolerance): { minDue: bigint; maxOk: bigint } {
  return {
    minDue: max(1n, ceilDiv(due * (price - tolerance.under), price)),
    maxOk: (due * (price + tolerance.over)) / price,
  };
}
