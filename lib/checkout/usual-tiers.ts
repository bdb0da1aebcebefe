import { networkOf } from "./networks";
import type { ConfirmationTier } from "./policy";

/** Prices worth up to so many US dollars. */
const SMALL = "100.00";
const MIDDLE = "1000.00";
const LARGE = "10000.00";

/**
 * What a merchant starts with, by what a price is worth. Sources: engine.md 2.1, 2.2 and 2.6.
 *
 * - Up to 10,000 dollars the network's own number, which payment services ask for above 1,000.
 * - Beyond it the finality depth: no reorg that this software survives takes such a payment back.
 * - Below 1,000 and 100 fewer, yet always more than what happens there in a usual week: on Ethereum reorgs are one or two
 *   blocks deep, and seven was the deepest since proof of stake; Polygon and BNB Smart Chain are deterministic after two or
 *   three; a rollup's sequencer takes back next to nothing, so seconds are enough for what is small.
 *
 * Networks for tests have none, so that a try stays quick.
 */
export const USUAL_TIERS: Readonly<Record<string, ConfirmationTier[]>> = {
  ...tiers({ chainId: 1, small: 3, middle: 8 }),
  ...tiers({ chainId: 8453, small: 10, middle: 30 }),
  ...tiers({ chainId: 137, small: 5, middle: 20 }),
  ...tiers({ chainId: 42161, small: 20, middle: 60 }),
  ...tiers({ chainId: 10, small: 10, middle: 30 }),
  ...tiers({ chainId: 56, small: 5, middle: 8 }),
};

function tiers({ chainId, small, middle }: { chainId: number; small: number; middle: number }) {
  const { confirmations, finalityDepth } = networkOf(chainId);
  return {
    [chainId]: [
      { upTo: SMALL, confirmations: small },
      { upTo: MIDDLE, confirmations: middle },
      { upTo: LARGE, confirmations },
      { upTo: null, confirmations: finalityDepth },
    ],
  };
}
