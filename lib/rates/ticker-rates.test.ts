import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Misbehaviour, startExchanges, type TestBook, type TestExchanges } from "../../test/exchanges";
import { EXCHANGES, type ExchangeName } from "./exchanges";
import type { SourceFailure } from "./pair-cache";
import type { Rates } from "./rates";
import { tickerRates } from "./ticker-rates";

const NOW = Date.UTC(2026, 10, 21, 12);
const ALL: readonly ExchangeName[] = ["coinbase", "kraken", "binance", "bitstamp", "okx"];
/** Short enough to wait for, long enough for an honest answer on a busy machine. */
const TIMEOUT_MS = 3_000;
const DOLLARS: Record<string, string> = { USDT: "1", USDC: "1", DAI: "1", ETH: "2500", POL: "0.25", BNB: "800" };

let now = NOW;
let world: TestExchanges;
let failures: SourceFailure[];

beforeEach(async () => {
  now = NOW;
  failures = [];
  world = await startExchanges(() => now);
  for (const name of ALL) {
    for (const market of EXCHANGES[name].markets) {
      const [base = "", quote = ""] = market.split("/");
      const perDollar = { USD: 1, USDT: 1, EUR: 0.9, GBP: 0.8 }[quote] ?? 1;
      setBook(name, market, String(Number(DOLLARS[base]) * perDollar));
    }
  }
});

afterEach(() => world.stop());

function setBook(name: ExchangeName, market: string, bid: TestBook["bid"], ask: TestBook["ask"] = bid) {
  Object.assign(world.books.get(name) as object, { [market]: { bid, ask } });
}

function rates(names: readonly ExchangeName[] = ALL, warm: readonly string[] = []): Rates {
  return tickerRates({
    exchanges: names.map((name) => ({ ...EXCHANGES[name], origin: world.origin(name) })),
    warm,
    report: (failure) => failures.push(failure),
    timeoutMs: TIMEOUT_MS,
  });
}

function lock(book: Rates, base = "ETH", currency = "USD") {
  const peg = ["USDC", "USDT", "DAI"].includes(base) ? "USD" : null;
  return book.lock({ base, peg, currency, local: false, now });
}

async function lockedFrom(names: readonly ExchangeName[] = ALL) {
  const rate = await lock(rates(names));
  return rate && { value: rate.value, from: rate.sources.map(({ name }) => name) };
}

const honestWithout = (liar: ExchangeName) => ({ value: "2500", from: ALL.filter((name) => name !== liar).sort() });

describe("a rate from the exchanges", () => {
  it("is read from each of the five, with its source, value and time", async () => {
    expect(await lock(rates())).toEqual({
      base: "ETH",
      quote: "USD",
      value: "2500",
      usd: "2500",
      lockedAt: NOW,
      sources: [...ALL].sort().map((name) => ({ name, value: "2500", at: NOW })),
    });
  });

  it("is asked of each exchange under that exchange's own name for the market", async () => {
    await lock(rates());
    expect(world.asked.filter((line) => line.includes("ETH")).sort()).toEqual([
      "binance ETH/USDT",
      "bitstamp ETH/USD",
      "coinbase ETH/USD",
      "kraken ETH/USD",
      "okx ETH/USDT",
    ]);
    expect(failures).toEqual([]);
  });

  it.each(["ETH", "USDC", "USDT", "DAI", "POL", "BNB"])("exists for %s in dollars", async (base) => {
    expect(await lock(rates(), base)).toMatchObject({ value: DOLLARS[base], usd: DOLLARS[base] });
    expect(failures).toEqual([]);
  });

  it("is the middle of bid and ask, to the last digit", async () => {
    setBook("coinbase", "ETH/USD", "2500.000000000000000001", "2500.000000000000000002");
    setBook("kraken", "ETH/USD", "2500.000000000000000001", "2500.000000000000000002");
    expect(await lockedFrom(["coinbase", "kraken"])).toMatchObject({ value: "2500.0000000000000000015" });
  });

  it("counts a price in USDT at what USDT is worth in dollars", async () => {
    for (const name of ["coinbase", "kraken", "bitstamp"] as const) setBook(name, "USDT/USD", "0.9875");
    for (const name of ["binance", "okx"] as const) setBook(name, "ETH/USDT", "2531.64");
    const rate = await lock(rates());
    expect(rate?.sources.find(({ name }) => name === "okx")?.value).toBe("2499.9945");
    expect(rate?.value).toBe("2500");
  });

  it("goes without the prices in USDT where nobody knows what USDT is worth", async () => {
    for (const name of ["coinbase", "kraken", "bitstamp"] as const) setBook(name, "USDT/USD", "junk");
    expect(await lockedFrom()).toEqual({ value: "2500", from: ["bitstamp", "coinbase", "kraken"] });
  });
});

describe("one exchange that answers wrongly changes nothing, among five", () => {
  const books: [string, TestBook][] = [
    ["half the price", { bid: "1250", ask: "1250" }],
    ["twice the price", { bid: "5000", ask: "5000" }],
    ["ten times the price", { bid: "25000", ask: "25000" }],
    ["the inverted pair", { bid: "0.0004", ask: "0.0004" }],
    ["NaN", { bid: "NaN", ask: "NaN" }],
    ["infinity", { bid: "Infinity", ask: "Infinity" }],
    ["zero", { bid: "0", ask: "0" }],
    ["a bid of zero", { bid: "0.00000000", ask: "2500" }],
    ["a negative price", { bid: "-2500", ask: "-2500" }],
    ["1e308 as text", { bid: "1e308", ask: "1e308" }],
    ["1e308 as a number", { bid: 1e308, ask: 1e308 }],
    ["a right price as a number", { bid: 2500, ask: 2500 }],
    ["a million digits", { bid: "9".repeat(40_000), ask: "9".repeat(40_000) }],
    ["words", { bid: "two thousand", ask: "five hundred" }],
    ["nothing", { bid: "", ask: "" }],
    ["a sign and spaces", { bid: " +2500", ask: "+2500 " }],
    ["a bid above the ask", { bid: "2501", ask: "2500" }],
    ["a bid far below the ask", { bid: "2400", ask: "2500" }],
  ];
  const answers: [string, Misbehaviour][] = [
    ["a page of HTML", ({ response }) => response.writeHead(200).end("<html><body>Just a moment…</body></html>")],
    ["429", ({ response }) => response.writeHead(429, { "retry-after": "30" }).end("{}")],
    ["500, with the right body", ({ response, right }) => response.writeHead(500).end(JSON.stringify(right))],
    ["a redirect", ({ response }) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
    ["null", ({ response }) => response.end("null")],
    ["an empty list", ({ response }) => response.end("[]")],
    ["half an answer", ({ response, right }) => response.end(JSON.stringify(right).slice(0, -9))],
    ["another market's answer", ({ response, right }) => response.end(JSON.stringify(right).replaceAll("ETH", "BTC"))],
    [
      "more than 64 KiB",
      ({ response, right }) => response.end(JSON.stringify({ ...(right as object), pad: "x".repeat(1 << 20) })),
    ],
    ["a closed connection", ({ request }) => request.socket.destroy()],
  ];

  for (const liar of ALL) {
    const market = EXCHANGES[liar].markets.find((name) => name === "ETH/USD" || name === "ETH/USDT") as string;

    it.each(books)(`${liar}: %s`, async (_what, book) => {
      setBook(liar, market, book.bid, book.ask);
      expect(await lockedFrom()).toEqual(honestWithout(liar));
    });

    it.each(answers)(`${liar}: %s`, async (what, wrong) => {
      world.misbehave.set(liar, wrong);
      // Coinbase's and Bitstamp's answers do not name their market: a wrong one shows by its price alone.
      if (what === "another market's answer" && ["coinbase", "bitstamp"].includes(liar)) setBook(liar, market, "90000");
      expect(await lockedFrom()).toEqual(honestWithout(liar));
    });
  }

  it.each(["coinbase", "bitstamp", "okx"] as const)("%s: a price that is 121 seconds old by its own clock", async (liar) => {
    for (const market of Object.keys(world.books.get(liar) as object)) {
      Object.assign(world.books.get(liar)?.[market] as object, { at: NOW - 121_000 });
    }
    expect(await lockedFrom()).toEqual(honestWithout(liar));
  });

  it("kraken: silence", async () => {
    world.misbehave.set("kraken", () => {});
    expect(await lockedFrom()).toEqual(honestWithout("kraken"));
  });

  it("kraken: a drip without end", async () => {
    world.misbehave.set("kraken", ({ response }) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    });
    expect(await lockedFrom()).toEqual(honestWithout("kraken"));
  });

  it("coinbase: the indicative book of an auction", async () => {
    world.misbehave.set("coinbase", ({ response, right }) =>
      response.end(JSON.stringify({ ...(right as object), auction_mode: true })),
    );
    expect(await lockedFrom()).toEqual(honestWithout("coinbase"));
  });
});

describe("several that answer wrongly", () => {
  it("move nothing as two that collude against three", async () => {
    setBook("coinbase", "ETH/USD", "1000");
    setBook("kraken", "ETH/USD", "1000");
    expect(await lockedFrom()).toEqual({ value: "2500", from: ["binance", "bitstamp", "okx"] });
  });

  it("withhold the rate as two that collude against two", async () => {
    setBook("coinbase", "ETH/USD", "1000");
    setBook("kraken", "ETH/USD", "1000");
    expect(await lockedFrom(["coinbase", "kraken", "bitstamp", "binance"])).toBeNull();
  });

  it("withhold the rate as one of two", async () => {
    setBook("kraken", "ETH/USD", "2700");
    expect(await lockedFrom(["coinbase", "kraken"])).toBeNull();
  });

  it("withhold the rate where one alone is left", async () => {
    for (const name of ["coinbase", "kraken", "binance", "bitstamp"])
      world.misbehave.set(name, ({ response }) => response.writeHead(503).end());
    expect(await lockedFrom()).toBeNull();
  });

  it("withhold every rate as all of them", async () => {
    for (const name of ALL) world.misbehave.set(name, ({ request }) => request.socket.destroy());
    const book = rates();
    for (const base of Object.keys(DOLLARS)) expect(await lock(book, base)).toBeNull();
  });
});

describe("a stablecoin in its own currency", () => {
  it.each(["0.995", "0.9951", "1", "1.0049", "1.005"])("is one for one while the sources say %s", async (price) => {
    for (const name of ["kraken", "bitstamp"] as const) setBook(name, "USDC/USD", price);
    expect(await lock(rates(["coinbase", "kraken", "bitstamp"]), "USDC")).toMatchObject({
      value: "1",
      usd: "1",
      sources: [
        { name: "bitstamp", value: price },
        { name: "kraken", value: price },
      ],
    });
  });

  it.each(["0.9949", "0.95", "1.0051", "2"])("is withheld where they say %s", async (price) => {
    for (const name of ["kraken", "bitstamp"] as const) setBook(name, "USDC/USD", price);
    expect(await lock(rates(["coinbase", "kraken", "bitstamp"]), "USDC")).toBeNull();
  });

  it("is withheld where nobody says", async () => {
    for (const name of ALL) world.misbehave.set(name, ({ response }) => response.end("null"));
    expect(await lock(rates(), "USDC")).toBeNull();
  });

  it("has its market price in another currency", async () => {
    expect(await lock(rates(), "USDC", "EUR")).toMatchObject({ quote: "EUR", value: "0.9", usd: "1" });
  });
});

describe("a price in another currency", () => {
  it("uses the exchanges that trade the asset in it, and tells the dollar price beside it", async () => {
    setBook("coinbase", "ETH/EUR", "2251");
    expect(await lock(rates(), "ETH", "EUR")).toMatchObject({ quote: "EUR", value: "2250", usd: "2500" });
    expect(await lock(rates(), "ETH", "GBP")).toMatchObject({ quote: "GBP", value: "2000", usd: "2500" });
  });

  it("is supported only where two of the chosen exchanges quote it", () => {
    expect(["USD", "EUR", "GBP", "JPY", "XXX", "toString"].filter((code) => rates().supports(code, false))).toEqual([
      "USD",
      "EUR",
      "GBP",
    ]);
    expect(rates(["coinbase", "binance", "okx"]).supports("GBP", false)).toBe(false);
    expect(rates(["coinbase", "binance", "okx"]).supports("EUR", false)).toBe(true);
  });

  it("is withheld, without a question to anybody, where no two quote the asset in it", async () => {
    expect(await lock(rates(), "BNB", "GBP")).toBeNull();
    expect(await lock(rates(), "ETH", "JPY")).toBeNull();
    expect(world.asked).toEqual([]);
  });
});

describe("the cache", () => {
  const goDark = () => {
    for (const name of ALL) world.misbehave.set(name, ({ response }) => response.writeHead(500).end());
  };
  const questions = () => world.asked.filter((line) => line.startsWith("coinbase ETH/USD")).length;

  it("asks once for many that wait", async () => {
    const book = rates();
    await Promise.all(Array.from({ length: 50 }, () => lock(book)));
    expect(questions()).toBe(1);
  });

  it("answers without a question for 30 seconds, then asks behind its answer", async () => {
    const book = rates();
    await lock(book);
    now += 29_999;
    await lock(book);
    expect(questions()).toBe(1);
    for (const name of ["coinbase", "kraken", "bitstamp"] as const) setBook(name, "ETH/USD", "2525");
    now += 1;
    expect(await lock(book)).toMatchObject({ value: "2500" });
    await book.refresh(now);
    expect(questions()).toBe(2);
    expect(await lock(book)).toMatchObject({ value: "2525", lockedAt: now });
  });

  it("never takes a failed fetch for news: a price lives 120 seconds from its own question", async () => {
    const book = rates();
    await lock(book);
    goDark();
    for (const age of [30_000, 60_000, 90_000, 120_000]) {
      now = NOW + age;
      await book.refresh(now);
      expect(await lock(book)).toMatchObject({ value: "2500", sources: ALL.map(() => ({ at: NOW })) });
    }
    now = NOW + 120_001;
    await book.refresh(now);
    expect(await lock(book)).toBeNull();
  });

  it("does not trust a clock that was set back by an hour", async () => {
    const book = rates();
    await lock(book);
    goDark();
    now -= 3_600_000;
    expect(await lock(book)).toBeNull();
  });

  it("asks again by itself once the exchanges are back", async () => {
    goDark();
    const book = rates();
    expect(await lock(book)).toBeNull();
    world.misbehave.clear();
    now += 4_999;
    expect(await lock(book)).toBeNull();
    now += 1;
    expect(await lock(book)).toMatchObject({ value: "2500" });
  });

  it("keeps fresh what it was told to, and what was ever asked for, and nothing else", async () => {
    const book = rates(ALL, ["POL"]);
    await book.refresh(now);
    expect(new Set(world.asked.map((line) => line.split(" ")[1]))).toEqual(new Set(["POL/USD", "POL/USDT", "USDT/USD"]));
    await lock(book, "ETH", "EUR");
    world.asked.length = 0;
    now += 30_000;
    await book.refresh(now);
    expect(new Set(world.asked.map((line) => line.split(" ")[1]))).toEqual(
      new Set(["POL/USD", "POL/USDT", "USDT/USD", "ETH/EUR", "ETH/USD", "ETH/USDT"]),
    );
  });

  it("tells of each source that failed", async () => {
    world.misbehave.set("okx", ({ response }) => response.writeHead(429).end());
    await lock(rates());
    expect(failures).toMatchObject([{ source: "okx", market: "ETH/USDT", error: { message: "status 429" } }]);
  });
});

describe("a chain on this machine", () => {
  it("has the fixed book, without a question to anybody", async () => {
    const book = rates();
    const fixed = (base: string, currency: string) => book.lock({ base, peg: null, currency, local: true, now });
    expect(await fixed("ETH", "USD")).toEqual({
      base: "ETH",
      quote: "USD",
      value: "2500",
      usd: "2500",
      lockedAt: NOW,
      sources: [{ name: "fixed (test)", value: "2500", at: NOW }],
    });
    expect(await fixed("ETH", "JPY")).toMatchObject({ value: "375000", usd: "2500" });
    expect(await fixed("USDC", "KWD")).toMatchObject({ value: "0.3", usd: "1" });
    expect(await fixed("USDC", "USD")).toMatchObject({ value: "1" });
    expect(await fixed("ETH", "XXX")).toBeNull();
    expect(await fixed("toString", "USD")).toBeNull();
    expect(book.supports("JPY", true)).toBe(true);
    expect(book.supports("constructor", true)).toBe(false);
    expect(world.asked).toEqual([]);
  });
});
