import type { Rate } from "../checkout/quote";
import type { Exchange } from "./exchanges";
import { localRateBook } from "./local-rate-book";
import { pairCache, type SourceFailure } from "./pair-cache";
import { type Agreement, isAtPeg } from "./quorum";
import type { RateRequest, Rates } from "./rates";

const DOLLAR = "USD";
const TIMEOUT_MS = 5_000;

/** A currency counts as supported where this asset, the most widely traded of ours, is quoted in it. */
const PROBE = "ETH";

export type TickerRatesInput = {
  readonly exchanges: readonly Exchange[];
  /** Rate symbols whose dollar price is kept fresh from the start, so that the first session need not wait. */
  readonly warm: readonly string[];
  /** Told of each source that failed. */
  readonly report: (failure: SourceFailure) => void;
  /** For one source's answer; 5 s unless given. */
  readonly timeoutMs?: number;
};

/**
 * Rates from public tickers, in memory, per process. A price may be in dollars, or in a currency in which at least two of
 * the chosen exchanges trade the asset themselves; there is no conversion between currencies yet, so all others are
 * unsupported. Local chains get the fixed book.
 */
export function tickerRates({ exchanges, warm, report, timeoutMs = TIMEOUT_MS }: TickerRatesInput): Rates {
  const pairs = pairCache({ exchanges, timeoutMs, report });
  for (const base of warm) pairs.keep(`${base}/${DOLLAR}`);

  async function lock({ base, peg, currency, now }: RateRequest): Promise<Rate | null> {
    const found = await pairs.agreement(`${base}/${currency}`, now);
    const inCurrency = found && (peg === currency ? atPeg(found) : found);
    if (!inCurrency) return null;
    const inDollars = currency === DOLLAR ? inCurrency : await pairs.agreement(`${base}/${DOLLAR}`, now);
    if (!inDollars) return null;
    return {
      base,
      quote: currency,
      value: inCurrency.value,
      usd: inDollars.value,
      lockedAt: now,
      sources: inCurrency.sources,
    };
  }

  return {
    supports: (currency, local) => (local ? localRateBook.supports(currency, local) : pairs.isListed(`${PROBE}/${currency}`)),
    lock: async (request) => (request.local ? localRateBook.lock(request) : lock(request)),
    refresh: (now) => pairs.refresh(now),
    ages: (now) => pairs.ages(now),
  };
}

/** A stablecoin in its own currency is one for one while its sources say so, else it is withheld (engine.md 5). */
function atPeg(found: Agreement): Pick<Agreement, "value" | "sources"> | null {
  return isAtPeg(found) ? { value: "1", sources: found.sources } : null;
}
