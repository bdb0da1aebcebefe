import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Countable } from "./appraise";
import { findAssetByName } from "./assets";
import { exchangeAmount } from "./exchange-amount";
import { amountDue, type QuoteMethod, type Tolerance, thresholds } from "./quote";
import { isEnough, isOver, shareOf, toldIn } from "./share";
import { method, payment } from "./testing/facts";

const ETHEREUM = 1;
const BASE = 8453;

function assetOn(chainId: number, symbol: "ETH" | "USDC") {
  const asset = findAssetByName(chainId, symbol);
  if (!asset) throw new Error("a listed asset");
  return asset;
}

/** The line of a price of so many cents, in an asset worth so many dollars. */
function line(chainId: number, symbol: "ETH" | "USDC", terms: { price: bigint; tolerance: Tolerance; usd: string }): QuoteMethod {
  const { decimals, contract } = assetOn(chainId, symbol);
  const rate = { base: symbol, quote: "USD", value: terms.usd, usd: terms.usd, lockedAt: 0, sources: [] };
  const due = amountDue({ price: terms.price, fiatDecimals: 2, rate: { num: BigInt(terms.usd), den: 1n }, decimals });
  return method({ chainId, asset: contract, rate, due, ...thresholds(due, terms.price, terms.tolerance) });
}

function paid(by: QuoteMethod, amount: bigint): Countable {
  const transfer = payment(101, amount, { chainId: by.chainId, asset: by.asset });
  return { transfer, method: by, standing: "on_time", confirmations: 1, required: 1 };
}

/** What the page would tell after these payments. */
function told(by: QuoteMethod, payments: readonly Countable[], terms: { price: bigint; tolerance: Tolerance }) {
  const symbol = by.asset === "native" ? "ETH" : "USDC";
  const share = shareOf(payments);
  const { remaining } = toldIn(by.due, share);
  const price = { minor: terms.price, currency: "USD" };
  const enter = exchangeAmount(by, assetOn(by.chainId, symbol), { share, remaining, price, tolerance: terms.tolerance });
  return { remaining, enter };
}

describe("what to enter at an exchange", () => {
  const wide: Tolerance = { under: 100n, over: 1_000n, dust: 0n };

  test("is what is missing and a dollar for the fee, five on Ethereum", () => {
    const terms = { price: 100_000n, tolerance: wide, usd: "1" };
    const [base, ethereum] = [line(BASE, "USDC", terms), line(ETHEREUM, "USDC", terms)];
    expect(told(base, [paid(base, 970_000_000n)], terms)).toEqual({ remaining: 30_000_000n, enter: 31_000_000n });
    expect(told(ethereum, [paid(ethereum, 970_000_000n)], terms)).toEqual({ remaining: 30_000_000n, enter: 35_000_000n });
  });

  test("leaves no more room than may be too much", () => {
    const terms = { price: 5_000n, tolerance: { under: 25n, over: 25n, dust: 5n }, usd: "1" };
    const base = line(BASE, "USDC", terms);
    expect(told(base, [paid(base, 48_500_000n)], terms)).toEqual({ remaining: 1_500_000n, enter: 1_750_000n });
  });

  test("leaves none where nothing may be too much, and is nothing where nothing is missing", () => {
    const terms = { price: 5_000n, tolerance: { under: 25n, over: 0n, dust: 5n }, usd: "1" };
    const base = line(BASE, "USDC", terms);
    expect(told(base, [paid(base, 48_500_001n)], terms)).toEqual({ remaining: 1_499_999n, enter: 1_499_999n });
    expect(told(base, [paid(base, 50_000_000n)], terms)).toEqual({ remaining: 0n, enter: 0n });
  });

  test("is a round number of the coin, at the locked rate", () => {
    const terms = { price: 100_000n, tolerance: wide, usd: "3300" };
    const base = line(BASE, "ETH", terms);
    const { remaining, enter } = told(base, [paid(base, 123_456_789_012_345_678n)], terms);
    // A dollar is 0.00030303… ETH.
    expect([remaining, enter]).toEqual([179_583_210_987_654_322n, 179_880_000_000_000_000n]);
  });

  test("adds up what came by several ways to pay", () => {
    const terms = { price: 10_000n, tolerance: { under: 50n, over: 50n, dust: 10n }, usd: "1" };
    const [base, ethereum] = [line(BASE, "USDC", terms), line(ETHEREUM, "USDC", terms)];
    expect(told(base, [paid(ethereum, 40_000_000n), paid(base, 30_000_000n)], terms)).toEqual({
      remaining: 30_000_000n,
      enter: 30_500_000n,
    });
  });
});

const share = fc.bigInt({ min: 0n, max: 10_500n });
const world = fc.record({
  price: fc.bigInt({ min: 1n, max: 10n ** 9n }),
  under: fc.bigInt({ min: 0n, max: 1_000n }),
  over: fc.bigInt({ min: 0n, max: 1_000n }),
  usd: fc.constantFrom("1", "7", "3318", "98765"),
  first: share,
  second: share,
  /** Of the room, in ten-thousandths: what the exchange keeps. */
  kept: fc.bigInt({ min: 0n, max: 10_000n }),
});

test("whatever the exchange keeps of the room, the payment is enough and never over", () => {
  let seen = 0;
  fc.assert(
    fc.property(world, ({ price, under, over, usd, first, second, kept }) => {
      const tolerance = { under: (price * under) / 10_000n, over: (price * over) / 10_000n, dust: 0n };
      const terms = { price, tolerance, usd };
      const lines = [line(BASE, "ETH", terms), line(ETHEREUM, "USDC", { ...terms, usd: "1" })] as const;
      const payments = [paid(lines[0], (lines[0].due * first) / 10_000n), paid(lines[1], (lines[1].due * second) / 10_000n)];
      const came = payments.filter(({ transfer }) => transfer.amount > 0n);
      const worth = { minor: price, currency: "USD" };
      if (isEnough(shareOf(came), worth, tolerance.under)) return;
      const { remaining, enter } = told(lines[0], came, terms);
      expect(remaining > 0n && enter >= remaining).toBe(true);
      const arrives = enter - ((enter - remaining) * kept) / 10_000n;
      const after = shareOf([...came, paid(lines[0], arrives)]);
      expect([isEnough(after, worth, tolerance.under), isOver(after, worth, tolerance.over)]).toEqual([true, false]);
      if (enter > remaining) seen += 1;
    }),
    { numRuns: 5_000 },
  );
  expect(seen).toBeGreaterThan(500);
});
