import type { Rate } from "../checkout/quote";

/** Where prices come from. A caller can never pass a rate of its own (engine.md 7). */
export type Rates = {
  /**
   * Whether a price may be in that currency at all. False is the caller's mistake (400 `currency_unsupported`);
   * true and no rate from {@link Rates.lock} is ours (503 `rate_unavailable`).
   *
   * @param currency ISO 4217, upper case
   * @param local for a chain on this machine (Network.local), whose rates come from the fixed book
   */
  supports(currency: string, local: boolean): boolean;
  /**
   * The rate to lock now for one whole unit of `base` in `currency`, or null where the sources do not allow one:
   * too few, too old, too far apart, or a stablecoin off its peg. The method is then left out (fail closed).
   *
   * @param base a rate symbol, for example `ETH` (Asset.rateSymbol)
   * @param peg the currency a stablecoin stands for, or null
   * @param now epoch milliseconds
   */
  lock(request: RateRequest): Promise<Rate | null>;
  /**
   * Fetches what is due to be fetched. Cheap where nothing is; never throws. The resident loop calls it on every turn;
   * where no loop runs, `lock` fetches for itself.
   *
   * @param now epoch milliseconds
   */
  refresh(now: number): Promise<void>;
  /** How old the newest price of each pair is that is kept fresh; Infinity where none has come yet. For the operator. */
  ages(now: number): readonly { readonly pair: string; readonly seconds: number }[];
};

export type RateRequest = {
  readonly base: string;
  readonly peg: string | null;
  readonly currency: string;
  readonly local: boolean;
  readonly now: number;
};
