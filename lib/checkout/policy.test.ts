import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Countable } from "./appraise";
import { NETWORKS, networkOf } from "./networks";
import {
  type AssetValue,
  type ConfirmationTier,
  confirmationsFor,
  DEFAULT_POLICY,
  forgivenOf,
  lineTerms,
  type Policy,
  policyTolerance,
  usdMinorOf,
} from "./policy";
import { amountDue, type QuoteMethod, thresholds } from "./quote";
import type { Price } from "./session";
import { isEnough, isOver, shareOf } from "./share";
import { method, payment } from "./testing/facts";

const RUNS = { numRuns: 10_000 };
const ETHEREUM = networkOf(1);
const BASE = networkOf(8453);
const one = { num: 1n, den: 1n };
const DOLLAR: AssetValue = { inPrice: one, inUsd: one };
const usd = (minor: bigint): Price => ({ minor, currency: "USD" });
const dollars = (cents: bigint) => `${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;

function policy(changes: Partial<Policy>): Policy {
  return { ...DEFAULT_POLICY, ...changes };
}

describe("confirmations by amount", () => {
  const tiered = policy({
    confirmations: {
      "1": [
        { upTo: "20.00", confirmations: 1 },
        { upTo: "500", confirmations: 6 },
      ],
      "8453": [{ upTo: null, confirmations: 100 }],
    },
  });

  test("are the network's own where the merchant said nothing", () => {
    for (const network of NETWORKS) {
      expect(confirmationsFor(policy({ confirmations: {} }), network, 1n)).toBe(network.confirmations);
    }
  });

  test("are few for small prices and the finality depth for the largest, until the merchant says otherwise", () => {
    const at = (chainId: number) =>
      [1n, 10_000n, 10_001n, 100_000n, 100_001n, 1_000_000n, 1_000_001n, 10n ** 30n].map((cents) =>
        confirmationsFor(DEFAULT_POLICY, networkOf(chainId), cents),
      );
    expect(at(1)).toEqual([3, 3, 8, 8, 12, 12, 65, 65]);
    expect(at(8453)).toEqual([10, 10, 30, 30, 60, 60, 600, 600]);
    expect(at(137)).toEqual([5, 5, 20, 20, 50, 50, 200, 200]);
    expect(at(42161)).toEqual([20, 20, 60, 60, 120, 120, 240, 240]);
    expect(at(10)).toEqual([10, 10, 30, 30, 60, 60, 600, 600]);
    expect(at(56)).toEqual([5, 5, 8, 8, 15, 15, 30, 30]);
  });

  test("of every network with real money go by the price from the start, within safe bounds; those for tests stay quick", () => {
    for (const { chainId, livemode, confirmations, finalityDepth } of NETWORKS) {
      const usual = DEFAULT_POLICY.confirmations[chainId];
      expect(usual !== undefined).toBe(livemode);
      const counts = (usual ?? []).map((tier) => tier.confirmations);
      expect(counts.every((count, index) => count >= 3 && count <= finalityDepth && count >= (counts[index - 1] ?? 0))).toBe(
        true,
      );
      expect(usual?.at(-1)?.upTo ?? null).toBeNull();
      if (!livemode) expect(confirmations).toBeLessThanOrEqual(5);
    }
  });

  test("change right after a tier's edge", () => {
    const at = (cents: bigint) => confirmationsFor(tiered, ETHEREUM, cents);
    expect([1n, 2_000n, 2_001n, 50_000n, 50_001n].map(at)).toEqual([1, 1, 6, 6, 12]);
    expect(confirmationsFor(tiered, BASE, 10n ** 30n)).toBe(100);
  });

  test("are decided by the price in dollars, at the locked rate, rounded up", () => {
    const yen: Price = { minor: 3_000n, currency: "JPY" };
    const ether: AssetValue = { inPrice: { num: 375_000n, den: 1n }, inUsd: { num: 2_500n, den: 1n } };
    expect(usdMinorOf(yen, ether)).toBe(2_000n);
    expect(usdMinorOf({ minor: 3_001n, currency: "JPY" }, ether)).toBe(2_001n);
    expect(lineTerms(tiered, { price: yen, network: ETHEREUM, value: ether }).confirmations).toBe(1);
    expect(lineTerms(tiered, { price: { ...yen, minor: 3_001n }, network: ETHEREUM, value: ether }).confirmations).toBe(6);
  });
});

describe("forgiving a rest", () => {
  const kind = policy({ forgiveness: { capBps: 200, upTo: { "1": "2.00" } } });

  test("is off until the merchant says so, and is each network's own", () => {
    expect(forgivenOf(DEFAULT_POLICY, { price: usd(10_000n), network: ETHEREUM, value: DOLLAR })).toBe(0n);
    expect(forgivenOf(kind, { price: usd(10_000n), network: BASE, value: DOLLAR })).toBe(0n);
  });

  test("reaches the network's minimum, and never more than its share of the price", () => {
    const forgiven = (minor: bigint) => forgivenOf(kind, { price: usd(minor), network: ETHEREUM, value: DOLLAR });
    expect([100_000n, 10_000n, 5_000n, 49n].map(forgiven)).toEqual([200n, 200n, 100n, 0n]);
  });

  test("is told in the price's currency, rounded down", () => {
    const euro: AssetValue = { inPrice: { num: 9_007n, den: 10_000n }, inUsd: one };
    expect(forgivenOf(kind, { price: { minor: 100_000n, currency: "EUR" }, network: ETHEREUM, value: euro })).toBe(180n);
  });

  test("never makes the tolerance smaller", () => {
    const wide = policy({ underBps: 1_000, capWhole: 1_000, forgiveness: kind.forgiveness });
    expect(lineTerms(wide, { price: usd(10_000n), network: ETHEREUM, value: DOLLAR }).under).toBe(1_000n);
  });
});

/** Any policy for Ethereum, with more and fewer confirmations than the schema lets through. */
const tiers: fc.Arbitrary<ConfirmationTier[]> = fc
  .record({
    edges: fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 8n }), { minLength: 1, maxLength: 8 }),
    steps: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 8, maxLength: 8 }),
    open: fc.boolean(),
  })
  .map(({ edges, steps, open }) => {
    const sorted = [...edges].sort((a, b) => (a < b ? -1 : 1));
    const counts = [...steps].sort((a, b) => a - b);
    return sorted.map((edge, index) => ({
      upTo: open && index === sorted.length - 1 ? null : dollars(edge),
      confirmations: counts[index] ?? 1,
    }));
  });
const cents = fc.bigInt({ min: 1n, max: 10_000n }).map(dollars);
const bps = fc.integer({ min: 0, max: 1_000 });
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    underBps: bps,
    overBps: bps,
    capWhole: fc.integer({ min: 0, max: 1_000_000 }),
    own: tiers,
    capBps: bps,
    minimum: cents,
  })
  .map(({ own, capBps, minimum, ...rest }) =>
    policy({ ...rest, confirmations: { "1": own }, forgiveness: { capBps, upTo: { "1": minimum } } }),
  );
const anyPrice: fc.Arbitrary<Price> = fc.record({
  minor: fc.bigInt({ min: 1n, max: 10n ** 14n }),
  currency: fc.constantFrom("USD", "EUR", "JPY", "KWD", "CLF"),
});
const ratio = fc.record({ num: fc.bigInt({ min: 1n, max: 10n ** 12n }), den: fc.constantFrom(1n, 100n, 10n ** 8n) });
const anyValue: fc.Arbitrary<AssetValue> = fc.record({ inPrice: ratio, inUsd: ratio });

test("tiers: a larger amount never needs fewer confirmations, and all stay between 1 and the finality depth", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
  fc.assert(
    fc.property(anyPolicy, amount, amount, fc.constantFrom(...NETWORKS), (given, less, more, network) => {
      const few = confirmationsFor(given, network, less);
      const many = confirmationsFor(given, network, less + more);
      expect(1 <= few && few <= many && many <= network.finalityDepth).toBe(true);
      expect(Number.isInteger(few)).toBe(true);
    }),
    RUNS,
  );
});

test("a larger price needs no fewer confirmations, whatever its currency and rate", () => {
  fc.assert(
    fc.property(anyPolicy, anyPrice, fc.bigInt({ min: 0n, max: 10n ** 14n }), anyValue, (given, price, more, value) => {
      const of = (minor: bigint) => lineTerms(given, { price: { ...price, minor }, network: ETHEREUM, value }).confirmations;
      expect(of(price.minor) <= of(price.minor + more)).toBe(true);
    }),
    RUNS,
  );
});

test("forgiveness stays below its cap and below the network's minimum, in integers", () => {
  fc.assert(
    fc.property(anyPolicy, anyPrice, anyValue, (given, price, value) => {
      const forgiven = forgivenOf(given, { price, network: ETHEREUM, value });
      expect(forgiven >= 0n && forgiven * 10_000n <= price.minor * BigInt(given.forgiveness.capBps)).toBe(true);
      const worth = usdMinorOf({ ...price, minor: forgiven }, value);
      expect(worth <= BigInt((given.forgiveness.upTo["1"] ?? "0").replace(".", ""))).toBe(true);
    }),
    RUNS,
  );
});

/** The line of a quote for this price, judged by this policy. */
function line(given: Policy, price: Price, value: AssetValue, overrides: Partial<QuoteMethod> = {}): QuoteMethod {
  const due = amountDue({ price: price.minor, fiatDecimals: 2, rate: value.inPrice, decimals: 18 });
  const { under, confirmations } = lineTerms(given, { price, network: ETHEREUM, value });
  const edges = thresholds(due, price.minor, { ...policyTolerance(given, price), under });
  return method({ due, ...edges, confirmations, chainId: 1, ...overrides });
}

function counted(quoted: QuoteMethod, amount: bigint): Countable {
  const transfer = payment(101, amount, { chainId: quoted.chainId, asset: quoted.asset });
  return { transfer, method: quoted, standing: "on_time", confirmations: 1, required: 1 };
}

test("the edges enclose the amount due: 1 ≤ minDue ≤ due ≤ maxOk", () => {
  fc.assert(
    fc.property(anyPolicy, anyPrice, anyValue, (given, price, value) => {
      const { minDue, due, maxOk } = line(given, price, value);
      expect(1n <= minDue && minDue <= due && due <= maxOk).toBe(true);
    }),
    RUNS,
  );
});

test("what is forgiven is never more than the tolerance or the forgiveness allows", () => {
  fc.assert(
    fc.property(anyPolicy, anyPrice, anyValue, (given, price, value) => {
      const { minDue, due } = line(given, price, value);
      const most = BigInt(Math.max(given.underBps, given.forgiveness.capBps));
      expect((due - minDue) * 10_000n <= due * most).toBe(true);
    }),
    RUNS,
  );
});

test("forgiveness never turns a success into a non-success, nor makes anything over (I15)", () => {
  const part = fc.bigInt({ min: 0n, max: 12_000n });
  fc.assert(
    fc.property(anyPolicy, anyPrice, anyValue, part, part, (given, price, value, first, second) => {
      const strict = { ...given, forgiveness: { ...given.forgiveness, upTo: {} } };
      const verdict = (by: Policy) => {
        const lines = [line(by, price, value), line(by, price, value, { chainId: 8453 })] as const;
        const sums = [first, second].map((share, index) => ({ quoted: lines[index === 0 ? 0 : 1], share }));
        const share = shareOf(
          sums.filter((sum) => sum.share > 0n).map((sum) => counted(sum.quoted, (sum.quoted.due * sum.share) / 10_000n + 1n)),
        );
        const { under, over } = policyTolerance(by, price);
        return { enough: isEnough(share, price, under), over: isOver(share, price, over) };
      };
      const [with_, without] = [verdict(given), verdict(strict)];
      if (without.enough) expect(with_.enough).toBe(true);
      expect(with_.over).toBe(without.over);
    }),
    RUNS,
  );
});
