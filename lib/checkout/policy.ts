import { ceilDiv, max, min, minorUnits, parseUnits, type Ratio } from "../money";
import type { Network } from "./networks";
import { BPS, type Tolerance, type TolerancePolicy, toleranceOf } from "./quote";
import type { Price } from "./session";
import { USUAL_TIERS } from "./usual-tiers";

/** For prices worth up to that many US dollars (decimal text), or for every larger one (null), so many confirmations. */
export type ConfirmationTier = { readonly upTo: string | null; readonly confirmations: number };

/**
 * A merchant's payment policy, as it is stored and as the API tells it. Copied into the session when it is created, as
 * integers of its quote: later changes never touch an open one.
 */
export type Policy = {
  /** Seconds a quote is held. */
  readonly expiresIn: number;
  /** Seconds after expiry in which a payment still counts, as late. */
  readonly graceSeconds: number;
  /** Blocks for which a settled session waits for a payment that a reorg took away. */
  readonly holdBlocks: number;
  readonly underBps: number;
  readonly overBps: number;
  /** Cap of the tolerances, in whole units of the price's currency. */
  readonly capWhole: number;
  readonly dustBps: number;
  /** By chain id, amounts ascending and confirmations never falling. A network without tiers has its own constant for every price. */
  readonly confirmations: Readonly<Record<string, readonly ConfirmationTier[]>>;
  readonly forgiveness: {
    /** At most this share of a price is ever forgiven. */
    readonly capBps: number;
    /** By chain id: a rest of up to so many US dollars (decimal text) is forgiven there. Absent: none. */
    readonly upTo: Readonly<Record<string, string>>;
  };
};

/** Both ends included; what a stored or a given policy may hold. */
export const POLICY_LIMITS = {
  expiresIn: { min: 300, max: 2_592_000 },
  graceSeconds: { min: 0, max: 2_592_000 },
  holdBlocks: { min: 1, max: 1_000 },
  toleranceBps: { min: 0, max: 1_000 },
  capWhole: { min: 0, max: 1_000_000 },
  dustBps: { min: 0, max: 100 },
  tiers: { min: 1, max: 8 },
  tierMinor: { min: 1n, max: 10n ** 14n },
  forgivenMinor: { min: 1n, max: 10_000n },
} as const;

export const DEFAULT_POLICY: Policy = {
  expiresIn: 1_800,
  graceSeconds: 86_400,
  holdBlocks: 20,
  underBps: 50,
  overBps: 50,
  capWhole: 1,
  dustBps: 10,
  confirmations: USUAL_TIERS,
  forgiveness: { capBps: 200, upTo: {} },
};

/** The value of one whole unit of the asset, as it was locked: in the price's currency, and in US dollars. Both > 0. */
export type AssetValue = { readonly inPrice: Ratio; readonly inUsd: Ratio };

/** What the policy makes of one line of a quote. `under` is in the price's minor units and never below the tolerance. */
export type LineTerms = { readonly confirmations: number; readonly under: bigint };

const USD_DECIMALS = 2;

export function tolerancePolicy(policy: Policy, fiatDecimals: number): TolerancePolicy {
  return {
    underBps: policy.underBps,
    overBps: policy.overBps,
    dustBps: policy.dustBps,
    capMinor: BigInt(policy.capWhole) * 10n ** BigInt(fiatDecimals),
  };
}

export function policyTolerance(policy: Policy, price: Price): Tolerance {
  return toleranceOf(price, tolerancePolicy(policy, minorUnits(price.currency)));
}

export function lineTerms(policy: Policy, line: { price: Price; network: Network; value: AssetValue }): LineTerms {
  const { price, network, value } = line;
  return {
    confirmations: confirmationsFor(policy, network, usdMinorOf(price, value)),
    under: max(policyTolerance(policy, price).under, forgivenOf(policy, line)),
  };
}

/** What the price is worth in cents of a US dollar, rounded up: on a tier's edge the higher tier is the safe one. */
export function usdMinorOf(price: Price, { inPrice, inUsd }: AssetValue): bigint {
  const num = price.minor * inUsd.num * inPrice.den * 10n ** BigInt(USD_DECIMALS);
  return ceilDiv(num, 10n ** BigInt(minorUnits(price.currency)) * inUsd.den * inPrice.num);
}

/**
 * At least 1 and at most the network's finality depth. Beyond the last tier the network's own constant, or the last
 * tier's where that is more: a larger amount never needs fewer.
 */
export function confirmationsFor(policy: Policy, network: Network, usdMinor: bigint): number {
  const tiers = policy.confirmations[network.chainId] ?? [];
  const tier = tiers.find(({ upTo }) => upTo === null || usdMinor <= usdUnits(upTo));
  const wanted = tier?.confirmations ?? Math.max(network.confirmations, tiers.at(-1)?.confirmations ?? 0);
  return Math.min(Math.max(wanted, 1), network.finalityDepth);
}

/**
 * The rest that nobody can practically send on this network, in the price's minor units, rounded down: at most the
 * network's minimum, and at most a share of the price, so that a small price is never mostly forgiven.
 */
export function forgivenOf(policy: Policy, line: { price: Price; network: Network; value: AssetValue }): bigint {
  const { price, network, value } = line;
  const minimum = policy.forgiveness.upTo[network.chainId];
  if (minimum === undefined) return 0n;
  const { inPrice, inUsd } = value;
  const num = usdUnits(minimum) * inPrice.num * inUsd.den * 10n ** BigInt(minorUnits(price.currency));
  const inMinor = num / (inPrice.den * inUsd.num * 10n ** BigInt(USD_DECIMALS));
  return min(inMinor, (price.minor * BigInt(policy.forgiveness.capBps)) / BPS);
}

/** Cents of a decimal text of US dollars, or null where it is none. */
export function parseUsd(text: string): bigint | null {
  return parseUnits(text, USD_DECIMALS);
}

/** Of a policy that was checked: absence is a defect, not an input. */
function usdUnits(text: string): bigint {
  const units = parseUsd(text);
  if (units === null) throw new Error(`a checked policy holds an amount that is none: ${text}`);
  return units;
}
