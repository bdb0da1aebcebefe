import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_POLICY, tolerancePolicy } from "./policy";
import { amountDue, thresholds, toleranceOf } from "./quote";

const RUNS = { numRuns: 10_000 };
const minor = fc.bigInt({ min: 1n, max: 10n ** 15n });
const rate = fc.record({ num: fc.bigInt({ min: 1n, max: 10n ** 15n }), den: fc.constantFrom(1n, 10n, 10n ** 8n) });

test("a stablecoin at its peg is due to the cent, whatever the price", () => {
  fc.assert(
    fc.property(minor, (price) => {
      expect(amountDue({ price, fiatDecimals: 2, rate: { num: 1n, den: 1n }, decimals: 6 })).toBe(price * 10_000n);
    }),
    RUNS,
  );
});

test("the amount due pays the price in full and adds at most one basis point and one unit", () => {
  fc.assert(
    fc.property(minor, rate, fc.constantFrom(6, 8, 18), (price, { num, den }, decimals) => {
      const due = amountDue({ price, fiatDecimals: 2, rate: { num, den }, decimals });
      const scale = 10n ** BigInt(decimals);
      // due / scale × rate ≥ price / 100, in integers
      expect(due * num * 100n >= price * scale * den).toBe(true);
      const exact = (price * scale * den) / (num * 100n);
      expect(due <= exact + exact / 10_000n + 1n).toBe(true);
    }),
    RUNS,
  );
});

test("50.00 USD at 3 318.50 is due with no more digits than people can copy", () => {
  expect(amountDue({ price: 5_000n, fiatDecimals: 2, rate: { num: 33_185n, den: 10n }, decimals: 18 })).toBe(
    15_068_000_000_000_000n,
  );
});

test("the tolerance is a share of the price, but never more than its cap", () => {
  const policy = tolerancePolicy(DEFAULT_POLICY, 2);
  expect(toleranceOf({ minor: 5_000n, currency: "USD" }, policy)).toEqual({ under: 25n, over: 25n, dust: 5n });
  expect(toleranceOf({ minor: 1_000_000n, currency: "USD" }, policy)).toEqual({ under: 100n, over: 100n, dust: 1_000n });
});

test("the edges enclose the amount due and move apart as the tolerance grows (I15)", () => {
  const bps = fc.bigInt({ min: 0n, max: 400n });
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 2n ** 256n - 1n }),
      fc.bigInt({ min: 10_000n, max: 10n ** 12n }),
      bps,
      bps,
      (due, price, less, more) => {
        const share = (part: bigint) => ({ under: (price * part) / 10_000n, over: (price * part) / 10_000n, dust: 0n });
        const narrow = thresholds(due, price, share(less));
        const wide = thresholds(due, price, share(less + more));
        expect(narrow.minDue <= due && due <= narrow.maxOk).toBe(true);
        expect(narrow.minDue * price >= due * (price - share(less).under)).toBe(true);
        expect(narrow.maxOk * price <= due * (price + share(less).over)).toBe(true);
        expect(wide.minDue <= narrow.minDue && wide.maxOk >= narrow.maxOk && wide.minDue >= 1n).toBe(true);
      },
    ),
    RUNS,
  );
});
