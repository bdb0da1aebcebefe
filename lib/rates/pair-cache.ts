import type { Exchange, Market } from "./exchanges";
import { fetchTicker } from "./fetch-ticker";
import { type Agreement, agree, believe, MAX_AGE_MS, type SourcePrice, type Ticker, through } from "./quorum";

const REFRESH_AFTER_MS = 30_000;
/** Where the sources do not agree, or do not answer, they are asked again after this at the earliest. */
const RETRY_AFTER_MS = 5_000;
/** The dollar token in which an exchange without a dollar market quotes; told in dollars by what the others pay for it. */
const DOLLAR_TOKEN = "USDT";
const DOLLAR_TOKEN_WORTH: Market = `${DOLLAR_TOKEN}/USD`;

/** What is told about a source that failed, for the log. */
export type SourceFailure = { readonly source: string; readonly market: Market; readonly error: unknown };

export type PairCacheInput = {
  readonly exchanges: readonly Exchange[];
  /** For one source's answer. */
  readonly timeoutMs: number;
  readonly report: (failure: SourceFailure) => void;
};

/** Which market of an exchange tells the pair's price. */
type Asked = { readonly exchange: Exchange; readonly market: Market; readonly inToken: boolean };

type Slot = {
  readonly pair: Market;
  readonly asked: readonly Asked[];
  /** The last good ticker of each exchange. A failed fetch leaves it as it is, and so as old as it is. */
  readonly tickers: Map<Exchange, Ticker>;
  askedAt: number;
  /** The fetch under way; whoever needs one waits for this one. */
  flight: Promise<void> | null;
  /** The last answer worked out, true while the clock stays in [from, until] and no ticker comes in. */
  answer: { readonly agreement: Agreement | null; readonly from: number; readonly until: number } | null;
};

export type PairCache = {
  /** Whether as many as two exchanges tell this pair's price, so that they can agree at all. */
  isListed(pair: Market): boolean;
  /** From now on `refresh` keeps the pair fresh. */
  keep(pair: Market): void;
  /** Fetches every kept pair that is due. Never throws. */
  refresh(now: number): Promise<void>;
  /** How old each kept pair's newest ticker is; Infinity where there is none. */
  ages(now: number): readonly { readonly pair: Market; readonly seconds: number }[];
  /**
   * What the sources agree on at `now`, or null. Tickers of the last 30 s answer at once; older ones still do, and a
   * fetch starts behind the answer; only where they agree on nothing does the caller wait for one.
   */
  agreement(pair: Market, now: number): Promise<Agreement | null>;
};

/**
 * The tickers of the pairs that were ever asked for, in this process's memory; only pairs that exchanges list, so it is
 * bounded. Times come from the caller: a ticker is as old as the question that fetched it.
 */
export function pairCache({ exchanges, timeoutMs, report }: PairCacheInput): PairCache {
  const slots = new Map<Market, Slot>();

  function slotOf(pair: Market): Slot | null {
    const known = slots.get(pair);
    if (known) return known;
    const asked = whomToAsk(exchanges, pair);
    if (asked.length < 2) return null;
    const slot: Slot = { pair, asked, tickers: new Map(), askedAt: Number.NEGATIVE_INFINITY, flight: null, answer: null };
    slots.set(pair, slot);
    return slot;
  }

  /** The fetch of the pair that is under way, or a new one if it is due. A clock that was set back makes it due. */
  function fetchDue(slot: Slot, now: number): Promise<void> | null {
    const wait = slot.answer?.agreement ? REFRESH_AFTER_MS : RETRY_AFTER_MS;
    if (slot.flight || Math.abs(now - slot.askedAt) < wait) return slot.flight;
    slot.askedAt = now;
    slot.flight = fetchAll(slot, now).finally(() => {
      slot.flight = null;
    });
    return slot.flight;
  }

  async function fetchAll(slot: Slot, now: number): Promise<void> {
    const worth = slot.asked.some(({ inToken }) => inToken) ? slotOf(DOLLAR_TOKEN_WORTH) : null;
    const worthFetched = worth && fetchDue(worth, now);
    await Promise.all(
      slot.asked.map(async ({ exchange, market }) => {
        try {
          slot.tickers.set(exchange, await fetchTicker({ exchange, market, now, timeoutMs }));
        } catch (error) {
          report({ source: exchange.name, market, error });
        }
      }),
    );
    await worthFetched;
    slot.answer = null;
    agreed(slot, now);
  }

  function agreed(slot: Slot, now: number): Agreement | null {
    if (slot.answer && now >= slot.answer.from && now <= slot.answer.until) return slot.answer.agreement;
    const prices = slot.asked.flatMap((asked) => priceOf(slot, asked, now) ?? []);
    const agreement = agree(prices);
    // When the oldest of them leaves, the median is another.
    slot.answer = { agreement, from: now, until: Math.min(...prices.map(({ at }) => at)) + MAX_AGE_MS };
    return agreement;
  }

  function priceOf(slot: Slot, { exchange, inToken }: Asked, now: number): SourcePrice | null {
    const ticker = slot.tickers.get(exchange);
    const price = ticker ? believe(ticker, now) : null;
    if (!price || !inToken) return price;
    const worthSlot = slotOf(DOLLAR_TOKEN_WORTH);
    const worth = worthSlot && agreed(worthSlot, now);
    return worth && through(price, worth);
  }

  return {
    isListed: (pair) => slotOf(pair) !== null,
    keep: (pair) => void slotOf(pair),
    refresh: async (now) => {
      await Promise.all([...slots.values()].map((slot) => fetchDue(slot, now)));
    },
    ages: (now) =>
      [...slots.values()].map(({ pair, tickers }) => {
        const newest = Math.max(...[...tickers.values()].map(({ at }) => at));
        return { pair, seconds: Math.max(0, now - newest) / 1_000 };
      }),
    agreement: async (pair, now) => {
      const slot = slotOf(pair);
      if (!slot) return null;
      const fetched = fetchDue(slot, now);
      const known = agreed(slot, now);
      if (known) return known;
      await fetched;
      return agreed(slot, now);
    },
  };
}

/** The exchanges that tell a pair's price: by a market of its own, else, for dollars, by one in the dollar token. */
function whomToAsk(exchanges: readonly Exchange[], pair: Market): readonly Asked[] {
  const [base, quote] = pair.split("/");
  const inToken: Market = `${base}/${DOLLAR_TOKEN}`;
  return exchanges.flatMap((exchange): Asked[] => {
    if (exchange.markets.includes(pair)) return [{ exchange, market: pair, inToken: false }];
    if (quote === "USD" && exchange.markets.includes(inToken)) return [{ exchange, market: inToken, inToken: true }];
    return [];
  });
}
