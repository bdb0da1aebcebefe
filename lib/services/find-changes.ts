import type { NativeFact } from "@/db/queries/native-watches";
import { groupBy } from "./group-by";

/** One address whose balance is not what the facts say. */
export type Unexplained = {
  readonly address: string;
  /** Where its sums begin, and what it had there. */
  readonly base: { readonly number: number; readonly balance: bigint };
  readonly facts: readonly NativeFact[];
  /** Through this block the facts explain the balance. */
  readonly explained: number;
  /** What is missing came above this block: `explained`, or below it, where a fact in between may stand later than it happened. */
  readonly known: number;
  /** Its balance at the block that it is compared at. */
  readonly balance: bigint;
};

/** In block `number` the balance of `address` changed by so much more than the facts say; below 0: less. */
export type Change = {
  readonly address: string;
  readonly number: number;
  readonly amount: bigint;
  /** The highest block through which the facts are known to explain the balance: below `number - 1` where no state was kept. */
  readonly after: number;
};

/** Balances at a height: null where no node keeps that state, undefined where the budget is spent. */
export type ReadAt = (addresses: readonly string[], number: number) => Promise<ReadonlyMap<string, bigint> | null | undefined>;

/** What a search asks, within a budget. */
export type SearchReader = {
  readonly readAt: ReadAt;
  /** Questions that are left to the search. */
  readonly left: () => number;
  /** Keeps {@link BLOCK_QUESTIONS} back for a block in which a change was found; false: that is more than is left. */
  readonly keepFor: (number: number) => boolean;
};

/** To tell what happened in a block: its header, its body, its receipts, its traces by two names, and a second node's word. */
export const BLOCK_QUESTIONS = 7;

/** Changes of one address that one check finds; the next check goes on from there. */
const MAX_ROUNDS = 8;

/** What the facts say that an address has at the end of a block. */
export function expectedAt({ base, facts }: Pick<Unexplained, "base" | "facts">, number: number): bigint {
  return facts
    .filter((fact) => fact.number > base.number && fact.number <= number)
    .reduce((sum, fact) => sum + fact.amount, base.balance);
}

/**
 * The changes of balance through block `at` that the facts do not explain, each at the first block where it shows: found by
 * bisection, all addresses at once, so that a thousand of them paid in one block cost what one costs. Where no node keeps
 * the state in between, the earliest block that one can answer for stands in, at worst `at` itself. However little budget
 * there is, some are found: where it does not do for all, they are searched for one after the other.
 *
 * @returns the changes, and the addresses whose every change was found
 */
export async function findChanges(
  unexplained: readonly Unexplained[],
  at: number,
  reader: SearchReader,
): Promise<{ changes: readonly Change[]; explained: ReadonlySet<string> }> {
  const changes: Change[] = [];
  const explained = new Set<string>();
  let left = unexplained.map((one) => ({ ...one }));
  for (let round = 0; round < MAX_ROUNDS && left.length > 0; round += 1) {
    const found = await firstChanges(left, at, reader);
    changes.push(...found);
    const byAddress = new Map(found.map((change) => [change.address, change]));
    left = left.flatMap((one) => {
      const change = byAddress.get(one.address);
      if (!change) return [];
      const next = { ...one, facts: [...one.facts, { ...change, key: null }], explained: change.number, known: change.number };
      if (expectedAt(next, at) !== one.balance) return next;
      explained.add(one.address);
      return [];
    });
  }
  return { changes, explained };
}

/** `low` is explained, as far as `known` by what was read; `high` is not. `stride`: how far below `at` to look next; null once a `low` was met on the way down. */
type Search = { readonly one: Unexplained; low: number; known: number; high: number; amount: bigint; stride: number | null };

/** Down from `at` in doubling strides, which all addresses share, then by halves: what is new costs least. */
async function firstChanges(unexplained: readonly Unexplained[], at: number, reader: SearchReader): Promise<Change[]> {
  let open = unexplained.map(
    (one): Search => ({
      one,
      low: one.explained,
      known: one.known,
      high: at,
      amount: one.balance - expectedAt(one, at),
      stride: 1,
    }),
  );
  const found: Change[] = [];
  while (open.length > 0) {
    const done = open.filter(({ low, high }) => high - low <= 1 && reader.keepFor(high));
    found.push(...done.map(({ one, high, amount, known }) => ({ address: one.address, number: high, amount, after: known })));
    open = open.filter(({ low, high }) => high - low > 1);
    const questions = withinBudget(
      groupBy(open, (search) => nextHeight(search, at)),
      reader.left(),
    );
    const givenUp = await Promise.all(questions.map(([height, group]) => narrowAll(group, height, reader.readAt)));
    const lost = new Set(givenUp.flat());
    open = open.filter((search) => !lost.has(search));
  }
  return found;
}

/** Those whose searches can be brought to their end, the shortest first; at least one. */
function withinBudget(questions: ReadonlyMap<number, readonly Search[]>, left: number): [number, readonly Search[]][] {
  const costOf = (group: readonly Search[]) =>
    Math.ceil(Math.log2(Math.max(...group.map(({ low, high }) => high - low)))) + BLOCK_QUESTIONS;
  const cheapest = [...questions].sort(([, a], [, b]) => costOf(a) - costOf(b));
  let spent = 0;
  return cheapest.filter(([, group], place) => {
    spent += costOf(group);
    return place === 0 || spent <= left;
  });
}

function nextHeight({ low, high, stride }: Search, at: number): number {
  const middle = Math.floor((low + high) / 2);
  return stride === null ? middle : Math.max(middle, at - stride);
}

/** @returns those that the budget did not reach */
async function narrowAll(group: readonly Search[], height: number, readAt: ReadAt): Promise<readonly Search[]> {
  const addresses = group.map(({ one }) => one.address);
  const balances = await readAt(addresses, height);
  if (balances === undefined) return group;
  for (const search of group) {
    const balance = balances?.get(search.one.address);
    const difference = balance === undefined ? 0n : balance - expectedAt(search.one, height);
    if (difference === 0n)
      Object.assign(search, { low: height, stride: null, known: balance === undefined ? search.known : height });
    else Object.assign(search, { high: height, amount: difference, stride: search.stride && search.stride * 2 });
  }
  return [];
}
