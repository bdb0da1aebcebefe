import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedAt, findChanges, type ReadAt, type Unexplained } from "./find-changes";

/** Blocks 0 to `at`; what an address gains or loses in each. */
type Moves = ReadonlyMap<number, bigint>;

const balanceAt = (moves: Moves, number: number) =>
  [...moves].filter(([block]) => block <= number).reduce((sum, [, amount]) => sum + amount, 0n);

function reader(moves: Moves, { stateFrom = 0, budget = Number.POSITIVE_INFINITY } = {}) {
  let questions = 0;
  const readAt: ReadAt = async (addresses, number) => {
    if (questions >= budget) return undefined;
    questions += 1;
    if (number < stateFrom) return null;
    return new Map(addresses.map((address) => [address, balanceAt(moves, number)]));
  };
  return { readAt, asked: () => questions };
}

const watched = (moves: Moves, at: number): Unexplained => ({
  address: "0xa",
  base: { number: 0, balance: 0n },
  facts: [],
  explained: 0,
  balance: balanceAt(moves, at),
});

const AT = 500;
const someMoves = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: AT }), fc.bigInt({ min: 1n, max: 10n ** 30n })), {
    selector: ([block]) => block,
    maxLength: 8,
  })
  .map((moves) => new Map(moves));

test("payments alone are found one by one, each in its block", async () => {
  await fc.assert(
    fc.asyncProperty(someMoves, async (moves) => {
      const { changes, explained } = await findChanges(
        [watched(moves, AT)].filter((one) => one.balance !== 0n),
        AT,
        reader(moves).readAt,
      );
      expect(new Map(changes.map(({ number, amount }) => [number, amount]))).toEqual(moves);
      expect(explained.size).toBe(moves.size > 0 ? 1 : 0);
    }),
  );
});

test("whatever moved and whatever state is gone, what is found adds up to the balance", async () => {
  const signed = fc.array(fc.tuple(fc.integer({ min: 1, max: AT }), fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(signed, fc.integer({ min: 0, max: AT + 1 }), async (list, stateFrom) => {
      const moves = new Map(list);
      const one = watched(moves, AT);
      fc.pre(one.balance !== 0n);
      const { changes, explained } = await findChanges([one], AT, reader(moves, { stateFrom }).readAt);
      const found = changes.map((change) => ({ ...change, key: null }));
      if (explained.size > 0) expect(expectedAt({ base: one.base, facts: found }, AT)).toBe(one.balance);
      expect(new Set(changes.map((change) => change.number)).size).toBe(changes.length);
      expect(explained.size).toBe(1);
    }),
  );
});

test("what is new costs a question or two, what is old the logarithm of its age", async () => {
  for (const [block, most] of [
    [AT, 1],
    [AT - 1, 2],
    [AT - 8, 8],
    [1, 20],
  ] as const) {
    const moves = new Map([[block, 5n]]);
    const { readAt, asked } = reader(moves);
    await findChanges([watched(moves, AT)], AT, readAt);
    expect(asked()).toBeLessThanOrEqual(most);
  }
});

test("a budget that runs out leaves the rest unexplained and invents nothing", async () => {
  const moves = new Map([
    [100, 5n],
    [400, 7n],
  ]);
  const { readAt } = reader(moves, { budget: 3 });
  const { changes, explained } = await findChanges([watched(moves, AT)], AT, readAt);
  expect([changes, explained.size]).toEqual([[], 0]);
});
