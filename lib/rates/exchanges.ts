import { z } from "zod";

/**
 * The public tickers that can be asked, and how each writes a market. Every one of them sends prices as JSON strings;
 * a price sent as a JSON number is refused, because parsing it would have rounded it already.
 */

export type ExchangeName = "coinbase" | "kraken" | "binance" | "bitstamp" | "okx";

/** What is traded against what, for example `ETH/USD`: dollars for one ether. */
export type Market = `${string}/${string}`;

/** Best bid and ask as written, and the exchange's own time for them (epoch ms) where it tells one. */
export type Book = { readonly bid: string; readonly ask: string; readonly at: number | null };

export type Exchange = {
  readonly name: ExchangeName;
  /** Scheme and host. */
  readonly origin: string;
  readonly markets: readonly Market[];
  path(market: Market): string;
  /** The book in an answer, or null for an answer that is an error, about another market, or of another shape. */
  read(answer: unknown, market: Market): Book | null;
};

const priceText = z.string().max(31);
const digits = z.string().regex(/^[0-9]{1,16}$/);

/** `["2500.10", …]`, an order or a price level: its price stands first. */
const level = z.tuple([priceText]).rest(z.unknown());

function joined(market: Market, separator: string): string {
  return market.replace("/", separator);
}

/** docs.cdp.coinbase.com, Exchange API, Get product book. The answer of an auction is indicative, no price. */
const coinbaseBook = z.object({
  bids: z.array(level).min(1),
  asks: z.array(level).min(1),
  auction_mode: z.literal(false).optional(),
  time: z.iso.datetime(),
});

const coinbase: Exchange = {
  name: "coinbase",
  origin: "https://api.exchange.coinbase.com",
  markets: [
    "ETH/USD",
    "ETH/EUR",
    "ETH/GBP",
    "USDC/EUR",
    "USDC/GBP",
    "USDT/USD",
    "USDT/EUR",
    "USDT/GBP",
    "DAI/USD",
    "POL/USD",
    "BNB/USD",
  ],
  path: (market) => `/products/${joined(market, "-")}/book?level=1`,
  read: (answer) => {
    const { data } = coinbaseBook.safeParse(answer);
    const [bid, ask] = [data?.bids[0]?.[0], data?.asks[0]?.[0]];
    return data && bid && ask ? { bid, ask, at: Date.parse(data.time) } : null;
  },
};

/** docs.kraken.com, Get Ticker Information. One unknown pair fails a whole request, so each is asked for alone. */
const krakenTicker = z.object({
  error: z.array(z.unknown()).length(0),
  result: z.record(z.string(), z.object({ a: level, b: level })),
});

/** Kraken answers under a name of its own: old assets carry an X, old currencies a Z (`XETHZUSD`, `USDTZUSD`, `POLUSD`). */
function krakenNames(market: Market): readonly string[] {
  const [base, quote] = market.split("/");
  return [`${base}${quote}`, `${base}Z${quote}`, `X${base}Z${quote}`];
}

const kraken: Exchange = {
  name: "kraken",
  origin: "https://api.kraken.com",
  markets: [
    "ETH/USD",
    "ETH/EUR",
    "ETH/GBP",
    "USDC/USD",
    "USDC/EUR",
    "USDC/GBP",
    "USDT/USD",
    "USDT/EUR",
    "USDT/GBP",
    "DAI/USD",
    "DAI/EUR",
    "POL/USD",
    "POL/EUR",
    "BNB/USD",
    "BNB/EUR",
  ],
  path: (market) => `/0/public/Ticker?pair=${joined(market, "")}`,
  read: (answer, market) => {
    const { data } = krakenTicker.safeParse(answer);
    const [entry, ...others] = Object.entries(data?.result ?? {});
    if (!entry || others.length > 0 || !krakenNames(market).includes(entry[0])) return null;
    return { bid: entry[1].b[0], ask: entry[1].a[0], at: null };
  },
};

/** developers.binance.com, Symbol Order Book Ticker. This host serves public market data only, and more countries. */
const binanceTicker = z.object({ symbol: z.string(), bidPrice: priceText, askPrice: priceText });

const binance: Exchange = {
  name: "binance",
  origin: "https://data-api.binance.vision",
  markets: ["ETH/USDT", "ETH/EUR", "USDC/USDT", "POL/USDT", "BNB/USDT", "BNB/EUR"],
  path: (market) => `/api/v3/ticker/bookTicker?symbol=${joined(market, "")}`,
  read: (answer, market) => {
    const { data } = binanceTicker.safeParse(answer);
    if (data?.symbol !== joined(market, "")) return null;
    return { bid: data.bidPrice, ask: data.askPrice, at: null };
  },
};

/** www.bitstamp.net/api, Ticker. The time is in seconds; the answer does not say which market it is about. */
const bitstampTicker = z.object({ bid: priceText, ask: priceText, timestamp: digits });

const bitstamp: Exchange = {
  name: "bitstamp",
  origin: "https://www.bitstamp.net",
  markets: ["ETH/USD", "ETH/EUR", "ETH/GBP", "USDC/USD", "USDC/EUR", "USDT/USD", "USDT/EUR", "POL/USD", "POL/EUR"],
  path: (market) => `/api/v2/ticker/${joined(market, "").toLowerCase()}/`,
  read: (answer) => {
    const { data } = bitstampTicker.safeParse(answer);
    return data ? { bid: data.bid, ask: data.ask, at: Number(data.timestamp) * 1_000 } : null;
  },
};

/** www.okx.com/docs-v5, Get ticker. */
const okxTicker = z.object({
  code: z.literal("0"),
  data: z.tuple([z.object({ instId: z.string(), bidPx: priceText, askPx: priceText, ts: digits })]),
});

const okx: Exchange = {
  name: "okx",
  origin: "https://www.okx.com",
  markets: ["ETH/USDT", "ETH/EUR", "USDC/USDT", "USDC/EUR", "USDT/EUR", "DAI/USDT", "POL/USDT", "BNB/USDT"],
  path: (market) => `/api/v5/market/ticker?instId=${joined(market, "-")}`,
  read: (answer, market) => {
    const ticker = okxTicker.safeParse(answer).data?.data[0];
    if (ticker?.instId !== joined(market, "-")) return null;
    return { bid: ticker.bidPx, ask: ticker.askPx, at: Number(ticker.ts) };
  },
};

export const EXCHANGES: Readonly<Record<ExchangeName, Exchange>> = { coinbase, kraken, binance, bitstamp, okx };
