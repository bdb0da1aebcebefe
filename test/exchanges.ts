import type { IncomingMessage, ServerResponse } from "node:http";
import { startLocalServer } from "./local-server";

/**
 * The five exchanges on this machine, each answering as its documentation says, or wrongly where a test says so.
 * One server; the first segment of the path is the exchange: `http://127.0.0.1:1234/kraken`.
 */

/** Best bid and ask. A number instead of a string is sent as a JSON number. */
export type TestBook = { bid: string | number; ask: string | number; at?: number };

/** Writes an answer of its own, in place of the right one that it is given. */
export type Misbehaviour = (answer: { request: IncomingMessage; response: ServerResponse; right: unknown }) => void;

export type TestExchanges = {
  origin(exchange: string): string;
  /** By market, for example `ETH/USD`; a market that is absent is unknown there. */
  readonly books: Map<string, Record<string, TestBook>>;
  readonly misbehave: Map<string, Misbehaviour>;
  /** `exchange market` of each question, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
};

type Dialect = {
  market(url: URL): string;
  right(book: TestBook, market: string, now: number): unknown;
  unknown: [number, unknown];
};

function split(symbol: string): string {
  const quote = ["USDT", "USD", "EUR", "GBP"].find((end) => symbol.endsWith(end) && symbol !== end) ?? "";
  return `${symbol.slice(0, symbol.length - quote.length)}/${quote}`;
}

const KRAKEN_KEYS: Record<string, string> = {
  "ETH/USD": "XETHZUSD",
  "ETH/EUR": "XETHZEUR",
  "ETH/GBP": "XETHZGBP",
  "USDT/USD": "USDTZUSD",
};

const DIALECTS: Record<string, Dialect> = {
  coinbase: {
    market: (url) => (/^\/products\/([A-Z-]+)\/book$/.exec(url.pathname)?.[1] ?? "").replace("-", "/"),
    right: ({ bid, ask, at }, _market, now) => ({
      bids: [[bid, "6.3578146", 2]],
      asks: [[ask, "2", 1]],
      sequence: 13051505638,
      auction_mode: false,
      auction: null,
      time: new Date(at ?? now).toISOString().replace("Z", "123Z"),
    }),
    unknown: [404, { message: "NotFound" }],
  },
  kraken: {
    market: (url) => split(url.searchParams.get("pair") ?? ""),
    right: ({ bid, ask }, market) => ({
      error: [],
      result: {
        [KRAKEN_KEYS[market] ?? market.replace("/", "")]: {
          a: [ask, "1", "1.000"],
          b: [bid, "1", "1.000"],
          c: [ask, "0.00067643"],
          t: [34619, 38907],
          o: bid,
        },
      },
    }),
    unknown: [200, { error: ["EQuery:Unknown asset pair"] }],
  },
  binance: {
    market: (url) => split(url.searchParams.get("symbol") ?? ""),
    right: ({ bid, ask }, market) => ({
      symbol: market.replace("/", ""),
      bidPrice: bid,
      bidQty: "431.00000000",
      askPrice: ask,
      askQty: "9.00000000",
    }),
    unknown: [400, { code: -1121, msg: "Invalid symbol." }],
  },
  bitstamp: {
    market: (url) => split((/^\/api\/v2\/ticker\/([a-z]+)\/$/.exec(url.pathname)?.[1] ?? "").toUpperCase()),
    right: ({ bid, ask, at }, _market, now) => ({
      timestamp: String(Math.floor((at ?? now) / 1_000)),
      open: bid,
      high: ask,
      low: bid,
      last: ask,
      volume: "213.26801100",
      vwap: bid,
      bid,
      ask,
      side: "0",
    }),
    unknown: [404, { status: "error", reason: "Invalid market symbol.", code: "API0005" }],
  },
  okx: {
    market: (url) => (url.searchParams.get("instId") ?? "").replace("-", "/"),
    right: ({ bid, ask, at }, market, now) => ({
      code: "0",
      msg: "",
      data: [
        {
          instType: "SPOT",
          instId: market.replace("/", "-"),
          last: ask,
          lastSz: "0.1",
          askPx: ask,
          askSz: "1",
          bidPx: bid,
          bidSz: "2",
          ts: String(at ?? now),
        },
      ],
    }),
    unknown: [200, { code: "51001", msg: "Instrument ID does not exist", data: [] }],
  },
};

/** @param clock the exchanges' own time, epoch ms */
export async function startExchanges(clock: () => number): Promise<TestExchanges> {
  const books = new Map(Object.keys(DIALECTS).map((name): [string, Record<string, TestBook>] => [name, {}]));
  const misbehave = new Map<string, Misbehaviour>();
  const asked: string[] = [];

  const { url, stop } = await startLocalServer((request, response) => {
    const [, name = "", rest = ""] = /^\/([a-z]+)(\/.*)$/.exec(request.url ?? "") ?? [];
    const dialect = DIALECTS[name];
    if (!dialect) return void response.writeHead(404).end();
    const market = dialect.market(new URL(rest, "http://exchange"));
    asked.push(`${name} ${market}`);
    const book = books.get(name)?.[market];
    const [status, answer] = book ? [200, dialect.right(book, market, clock())] : dialect.unknown;
    const wrong = misbehave.get(name);
    if (wrong) return wrong({ request, response, right: answer });
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });

  return {
    origin: (exchange) => `${url}/${exchange}`,
    books,
    misbehave,
    asked,
    stop,
  };
}
