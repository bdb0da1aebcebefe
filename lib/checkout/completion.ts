import { type Appraised, type Countable, isConfirmed, isCountable } from "./appraise";
import type { QuoteMethod, Tolerance } from "./quote";
import type { Price } from "./session";
import { addTo, isEnough, isOver, type Share, shareOf, shareOfLines } from "./share";
import { compareTransfers } from "./transfer";
import type { View } from "./view";

/** The moment at which the money was enough, and what counted then (D3). */
export type Completion = {
  readonly completing: Countable;
  readonly counted: readonly Countable[];
  /** Through the completing transfer's block, more than the tolerance allows. */
  readonly over: boolean;
  readonly late: boolean;
  /** Every counted transfer has its confirmations. */
  readonly isDeep: boolean;
  /** Time of the block that gave the last of them (D14); meaningful once deep. */
  readonly deepSince: number;
};

/**
 * The first transfer, in their one order, with which the running sum is enough, or null.
 *
 * Counted are all up to it and the rest of its block, so that the result does not depend on how transfers inside a
 * block are told apart, nor on when a tick happened to run.
 */
export function findCompletion(
  appraised: readonly Appraised[],
  price: Price,
  tolerance: Tolerance,
  view: View,
): Completion | null {
  const countables = appraised.filter(isCountable);
  const running = new Map<QuoteMethod, bigint>();
  const completing = countables.find((one) => {
    addTo(running, one);
    return isEnough(shareOfLines(running), price, tolerance.under);
  });
  if (!completing) return null;
  const counted = countables.filter((one) => isCountedWith(one, completing));
  return {
    completing,
    counted,
    over: isOver(shareOf(counted), price, tolerance.over),
    late: completing.standing === "late",
    isDeep: counted.every(isConfirmed),
    deepSince: counted.reduce((latest, one) => Math.max(latest, confirmedAt(one, view)), 0),
  };
}

export function shareOfAll(appraised: readonly Appraised[], only?: "on_time"): Share {
  const countables = appraised.filter(isCountable);
  return shareOf(only ? countables.filter((one) => one.standing === only) : countables);
}

function isCountedWith(one: Countable, completing: Countable): boolean {
  const sameBlock =
    one.transfer.chainId === completing.transfer.chainId && one.transfer.blockNumber === completing.transfer.blockNumber;
  return sameBlock || compareTransfers(one.transfer, completing.transfer) <= 0;
}

/** Falls back on the scan's own time where the block's is not at hand: later, never earlier, than the truth. */
function confirmedAt(one: Countable, view: View): number {
  const network = view.networks.get(one.transfer.chainId);
  const number = one.transfer.blockNumber + one.required - 1;
  return network?.blockTimes.get(number) ?? network?.scannedTime ?? view.now;
}
