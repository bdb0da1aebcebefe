import type { TolerancePolicy } from "./quote";

/** A merchant's payment policy. Copied into the session when it is created: later changes never touch an open one. */
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
};

export const DEFAULT_POLICY: Policy = {
  expiresIn: 1_800,
  graceSeconds: 86_400,
  holdBlocks: 20,
  underBps: 50,
  overBps: 50,
  capWhole: 1,
  dustBps: 10,
};

export function tolerancePolicy(policy: Policy, fiatDecimals: number): TolerancePolicy {
  return {
    underBps: policy.underBps,
    overBps: policy.overBps,
    dustBps: policy.dustBps,
    capMinor: BigInt(policy.capWhole) * 10n ** BigInt(fiatDecimals),
  };
}
