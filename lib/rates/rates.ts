import type { Rate } from "../checkout/quote";

/** Where prices come from. A caller can never pass a rate of its own (engine.md 7). */
export type Rates = {
  /**
   * The rate to lock now for one whole unit of `base` in `currency`, or null where the sources do not allow one:
   * too few, too old, too far apart. The method is then left out (fail closed).
   *
   * @param base a rate symbol, for example `ETH` (Asset.rateSymbol)
   * @param peg the currency a stablecoin stands for, or null
   * @param now epoch milliseconds
   */
  lock(request: { base: string; peg: string | null; currency: string; local: boolean; now: number }): Promise<Rate | null>;
};
