import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUnits, max, min, parseUnits } from "../money";
import { agree, believe, isAtPeg, MAX_AGE_MS, type SourcePrice, type Ticker, through } from "./quorum";

const NOW = Date.UTC(2026, 10, 21, 12);
const RUNS = { numRuns: 10_000 };
const DECIMALS = 18;

/** A price in units of 10^-18, from almost nothing to a tenth of what is believed at most, so that its double is too. */
const units = fc.bigInt({ min: 1n, max: 10n ** 29n });
/** Within 1 % of each other. */
const close = (center: bigint) => fc.bigInt({ min: center, max: center + center / 100n });

function ticker(source: string, bid: string, overrides: Partial<Ticker> = {}): Ticker {
  return { source, bid, ask: bid, at: NOW, ...overrides };
}

function prices(values: readonly bigint[]): SourcePrice[] {
  return values.map((value, index) => believe(ticker(`s${index}`, formatUnits(value, DECIMALS)), NOW) as SourcePrice);
}

/** The agreed value in units of 10^-20, which hold any half of a half. */
function agreed(list: readonly SourcePrice[]): bigint | null {
  const value = agree(list)?.value;
  return value === undefined ? null : parseUnits(value, DECIMALS + 2);
}

const lowest = (values: readonly bigint[]) => values.reduce(min) * 100n;
const highest = (values: readonly bigint[]) => values.reduce(max) * 100n;

describe("a ticker is believed", () => {
  it("only with two plain positive decimal texts", () => {
    for (const junk of [
      "",
      " 1",
      "1 ",
      "+1",
      "-1",
      "0",
      "0.000",
      "1.",
      ".5",
      "01",
      "1,5",
      "1e3",
      "0x10",
      "NaN",
      "Infinity",
      "١",
      "1\n",
    ]) {
      expect(believe(ticker("a", junk, { ask: "1" }), NOW), junk).toBeNull();
      expect(believe(ticker("a", "1", { ask: junk }), NOW), junk).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const plain = /^(0|[1-9][0-9]{0,11})(\.[0-9]{1,18})?$/.test(text) && /[1-9]/.test(text);
        expect(believe(ticker("a", text), NOW) !== null).toBe(plain);
      }),
      RUNS,
    );
  });

  it("only with a bid that is not above the ask, and not 2 % below it", () => {
    expect(believe(ticker("a", "100", { ask: "99.999999999999999999" }), NOW)).toBeNull();
    expect(believe(ticker("a", "100", { ask: "102.000000000000000001" }), NOW)).toBeNull();
    expect(believe(ticker("a", "100", { ask: "102" }), NOW)?.price).toEqual({ num: 1010n, den: 10n });
  });

  it("only within two minutes of its time, on either side", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * MAX_AGE_MS, max: 3 * MAX_AGE_MS }), (age) => {
        expect(believe(ticker("a", "1", { at: NOW - age }), NOW) !== null).toBe(Math.abs(age) <= MAX_AGE_MS);
      }),
      RUNS,
    );
  });
});

describe("sources agree", () => {
  it("on nothing while there are fewer than two", () => {
    expect(agree([])).toBeNull();
    expect(agree(prices([5n]))).toBeNull();
  });

  it("on the exact median of their middles, without a rounding", () => {
    fc.assert(
      fc.property(
        units.chain((center) => fc.array(fc.tuple(close(center), fc.nat({ max: 100 })), { minLength: 2, maxLength: 7 })),
        (books) => {
          const asks = books.map(([bid, spread]) => bid + (bid * BigInt(spread)) / 100_000n);
          const list = books.map(([bid], index) => {
            const ask = formatUnits(asks[index] as bigint, DECIMALS);
            return believe(ticker(`s${index}`, formatUnits(bid, DECIMALS), { ask }), NOW);
          });
          const doubled = books.map(([bid], index) => bid + (asks[index] as bigint)).sort((a, b) => (a < b ? -1 : 1));
          const middle = (doubled[(doubled.length - 1) >> 1] as bigint) + (doubled[doubled.length >> 1] as bigint);
          expect(agreed(list as SourcePrice[])).toBe(middle * 25n);
        },
      ),
      RUNS,
    );
  });

  it("on the same in whatever order they come, and however many zeros they write", () => {
    const lists = units.chain((center) =>
      fc.array(fc.oneof(close(center), units), { minLength: 1, maxLength: 6 }).chain((values) =>
        fc.record({
          values: fc.constant(values),
          order: fc.shuffledSubarray([...values.keys()], { minLength: values.length }),
        }),
      ),
    );
    fc.assert(
      fc.property(lists, ({ values, order }) => {
        const list = prices(values);
        const padded = order.map((index) => {
          const text = formatUnits(values[index] as bigint, DECIMALS);
          const full = text.includes(".") ? text.padEnd(text.indexOf(".") + 1 + DECIMALS, "0") : `${text}.000`;
          return believe(ticker(`s${index}`, full), NOW) as SourcePrice;
        });
        const [plain, shuffled] = [agree(list), agree(padded)];
        expect(shuffled?.value).toBe(plain?.value);
        expect(shuffled?.sources).toEqual(plain?.sources);
      }),
      RUNS,
    );
  });

  it("never beyond the honest range, whatever one liar among three or more says", () => {
    const worlds = units.chain((center) => {
      const near = fc.bigInt({ min: center, max: center + center / 16n });
      return fc.record({ honest: fc.array(near, { minLength: 3, maxLength: 6 }), lie: fc.oneof(near, units) });
    });
    fc.assert(
      fc.property(worlds, ({ honest, lie }) => {
        const value = agreed(prices([...honest, lie]));
        if (value === null) return;
        expect(value >= lowest(honest) && value <= highest(honest)).toBe(true);
      }),
      RUNS,
    );
  });

  it("within the honest range, and always, where the honest ones are near each other and outnumber the liars", () => {
    const worlds = units.chain((center) =>
      fc.integer({ min: 0, max: 3 }).chain((liars) =>
        fc.record({
          honest: fc.array(close(center), { minLength: Math.max(2, liars + 1), maxLength: liars + 4 }),
          lies: fc.array(fc.oneof(units, close(center * 2n), close(center - center / 50n)), {
            minLength: liars,
            maxLength: liars,
          }),
        }),
      ),
    );
    fc.assert(
      fc.property(worlds, ({ honest, lies }) => {
        const value = agreed(prices([...honest, ...lies]));
        expect(value !== null && value >= lowest(honest) && value <= highest(honest)).toBe(true);
      }),
      RUNS,
    );
  });

  it("only with those within 2 % of the median, and names them", () => {
    expect(agree(prices([1000n, 1000n, 1020n]))?.sources.map(({ name }) => name)).toEqual(["s0", "s1", "s2"]);
    expect(agree(prices([1000n, 1000n, 1021n]))?.sources.map(({ name }) => name)).toEqual(["s0", "s1"]);
    expect(agree(prices([1000n, 1041n]))).toBeNull();
  });

  it("on a value as old as the oldest of those that agree", () => {
    const list = [NOW - 50_000, NOW, NOW - 100_000].map((at, index) =>
      believe(ticker(`s${index}`, index === 2 ? "9" : "1", { at }), NOW),
    );
    expect(agree(list as SourcePrice[])?.at).toBe(NOW - 50_000);
  });
});

describe("a price told through another currency", () => {
  it("is the exact product, and as old as the older", () => {
    fc.assert(
      fc.property(units, units, fc.nat({ max: MAX_AGE_MS }), (price, worth, age) => {
        const one = { ...(prices([price])[0] as SourcePrice), at: NOW - age };
        const other = agree(prices([worth, worth]));
        fc.pre(other !== null);
        const told = through(one, other as NonNullable<typeof other>);
        expect(told.price.num * 10n ** 36n).toBe(price * worth * told.price.den);
        expect(told.at).toBe(NOW - age);
      }),
      RUNS,
    );
  });
});

describe("the peg", () => {
  it("holds from 0.995 to 1.005, both included", () => {
    const at = (text: string) => isAtPeg(agree(prices([parseUnits(text, 18), parseUnits(text, 18)] as bigint[])) as never);
    expect(["0.995", "1", "1.005"].map(at)).toEqual([true, true, true]);
    expect(["0.994999999999999999", "1.005000000000000001", "0.000000000000000001"].map(at)).toEqual([false, false, false]);
  });
});
