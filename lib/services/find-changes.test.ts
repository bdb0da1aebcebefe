import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_QUESTIONS, expectedAt, findChanges, type ReadAt, type SearchReader, type Unexplained } from "./find-changes";

/** Blocks 0 to `at`; what an address gains or loses in each. */
type Moves = ReadonlyMap<number, bigint>;

const balanceAt = (moves: Moves, number: number) =>
  [...moves].filter(([block]) => block <= number).reduce((sum, [, amount]) => sum + amount, 0n);

function reader(moves: Moves, options: { stateFrom?: number; budget?: number } = {}) {
  return readerOf(() => moves, options);
}

function readerOf(movesOf: (address: string) => Moves, { stateFrom = 0, budget = Number.POSITIVE_INFINITY } = {}) {
  let questions = 0;
  const kept = new Set<number>();
  const left = () => budget - questions - kept.size * BLOCK_QUESTIONS;
  const readAt: ReadAt = async (addresses, number) => {
    if (left() <= 0) return undefined;
    questions += 1;
    if (number < stateFrom) return null;
    return new Map(addresses.map((address) => [address, balanceAt(movesOf(address), number)]));
  };
  const keepFor = (number: number) => {
    if (kept.has(number)) return true;
    if (left() < BLOCK_QUESTIONS) return false;
    kept.add(number);
    return true;
  };
  const search: SearchReader = { readAt, left, keepFor };
  return { search, asked: () => questions };
}

const watched = (moves: Moves, at: number): Unexplained => ({
  address: "0xa",
  base: { number: 0, balance: 0n },
  facts: [],
  explained: 0,
  known: 0,
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
        reader(moves).search,
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
      const { changes, explained } = await findChanges([one], AT, reader(moves, { stateFrom }).search);
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
    const { search, asked } = reader(moves);
    await findChanges([watched(moves, AT)], AT, search);
    expect(asked()).toBeLessThanOrEqual(most);
  }
});

test("a budget that runs out leaves the rest unexplained and invents nothing", async () => {
  const moves = new Map([
    [100, 5n],
    [400, 7n],
  ]);
  const { search } = reader(moves, { budget: 3 });
  const { changes, explained } = await findChanges([watched(moves, AT)], AT, search);
  expect([changes, explained.size]).toEqual([[], 0]);
});

test("a budget that does not do for all addresses does for some of them, and each that is found was kept room for", async () => {
  const block = (place: number) => 3 + place * 23;
  const all = Array.from({ length: 20 }, (_, place) => ({
    ...watched(new Map([[block(place), 5n]]), AT),
    address: `0x${place}`,
  }));
  const { search, asked } = readerOf((address) => new Map([[block(Number(address.slice(2))), 5n]]), { budget: 60 });
  const { changes } = await findChanges(all, AT, search);
  expect(changes.length).toBeGreaterThanOrEqual(2);
  for (const { address, number } of changes) expect(number).toBe(block(Number(address.slice(2))));
  expect(asked() + changes.length * BLOCK_QUESTIONS).toBeLessThanOrEqual(60);
});
