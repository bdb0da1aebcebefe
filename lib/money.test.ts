import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ceilDiv, formatFiat, formatUnits, minorUnits, parseRatio, parseUnits } from "./money";

const RUNS = { numRuns: 10_000 };
const MAX_UINT256 = 2n ** 256n - 1n;

describe("amounts as text", () => {
  test("what was formatted parses back to the same integer, for every 256-bit amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_UINT256 }), fc.integer({ min: 0, max: 18 }), (amount, decimals) => {
        expect(parseUnits(formatUnits(amount, decimals), decimals)).toBe(amount);
      }),
      RUNS,
    );
  });

  test.each([
    ["1.5", 6, 1_500_000n],
    ["0", 18, 0n],
    ["0.000000000000000001", 18, 1n],
    ["9007199254740993", 0, 9_007_199_254_740_993n],
  ])("%s with %i decimals is %s units", (text, decimals, amount) => {
    expect(parseUnits(text, decimals)).toBe(amount);
  });

  test.each([
    "",
    " 1",
    "1 ",
    "+1",
    "-1",
    "01",
    "1.",
    ".5",
    "1e3",
    "0x10",
    "1,5",
    "NaN",
    "Infinity",
    "1.0000001",
    "١",
    "1_000",
    "9".repeat(101),
  ])("%j means no amount of six decimals", (text) => {
    expect(parseUnits(text, 6)).toBeNull();
  });
});

describe("prices", () => {
  test.each([
    [5_000n, "USD", "50.00"],
    [5n, "EUR", "0.05"],
    [5_000n, "JPY", "5000"],
    [5_000n, "KWD", "5.000"],
    [-150n, "USD", "-1.50"],
  ])("%s minor units of %s are written %s", (minor, currency, text) => {
    expect(formatFiat(minor, currency)).toBe(text);
  });

  test("minor units follow ISO 4217", () => {
    expect(["USD", "JPY", "BHD", "CLF"].map(minorUnits)).toEqual([2, 0, 3, 4]);
  });
});

test("ceilDiv never rounds down and adds less than one", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: MAX_UINT256 }), fc.bigInt({ min: 1n, max: 10n ** 30n }), (a, b) => {
      const quotient = ceilDiv(a, b);
      expect(quotient * b >= a && (quotient - 1n) * b < a).toBe(true);
    }),
    RUNS,
  );
});

test("a rate's text becomes an exact fraction, and junk becomes nothing", () => {
  expect(parseRatio("3318.5")).toEqual({ num: 33_185n, den: 10n });
  expect(["1e5", "-1", "", "1.2.3", "0x1"].map(parseRatio)).toEqual([null, null, null, null, null]);
});
