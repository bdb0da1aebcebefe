import type { NativeFact, NativeWatch } from "@/db/queries/native-watches";
import type { BalanceReader } from "./balance-reader";
import type { Unexplained } from "./find-changes";
import type { Doubts } from "./find-doubts";
import { groupBy } from "./group-by";

type Based = Omit<Unexplained, "facts">;

type Read = {
  readonly at: number;
  /** At that height. */
  readonly balances: ReadonlyMap<string, bigint>;
  readonly reader: BalanceReader;
  readonly facts: ReadonlyMap<string, readonly NativeFact[]>;
};

/**
 * Where the sums of each address begin. What the budget does not reach is left out. Where no node keeps that state any more,
 * an address had nothing if what is known explains all that it has; else nobody can say whether the rest was there before or
 * was paid, so it waits for a node that can.
 *
 * @returns `fresh`: those that begin with the balance at hand, which is one node's word yet; `doubts`: those left out because
 *   nodes do not tell their beginning, or not the same
 */
export async function takeBases(
  watches: readonly NativeWatch[],
  { at, balances, reader, facts }: Read,
): Promise<{ based: readonly Based[]; fresh: readonly string[]; doubts: Doubts }> {
  const read = new Map<string, bigint>();
  const postponed = new Set<string>();
  const doubts = new Map<string, string>();
  for (const [number, group] of groupBy(watches.filter(isMissing), (watch) => watch.number as number)) {
    const addresses = group.map(({ address }) => address);
    const then = await reader.readAt(addresses, number);
    if (then === null) {
      for (const address of addresses) {
        const held = (balances.get(address) ?? 0n) - gainedSince(number, facts.get(address) ?? []);
        if (held === 0n) read.set(address, 0n);
        else doubts.set(address, `No node keeps what addresses held at block ${number}. One that does is needed.`);
      }
      continue;
    }
    const doubted = then && (await reader.doubtsAt(then, { number, addresses }));
    if (then === undefined || doubted === undefined) {
      for (const address of addresses) postponed.add(address);
      continue;
    }
    for (const [address, words] of doubted) doubts.set(address, words);
    for (const [address, balance] of then) if (!doubted.has(address)) read.set(address, balance);
  }
  const fresh: string[] = [];
  const based = watches.flatMap((watch): Based[] => {
    const { address } = watch;
    if (postponed.has(address) || doubts.has(address)) return [];
    const balance = balances.get(address) ?? 0n;
    const then = watch.balance ?? read.get(address);
    if (then === undefined || watch.number === null) {
      fresh.push(address);
      return [{ address, balance, base: { number: at, balance }, explained: at, known: at }];
    }
    const explained = watch.checkedNumber ?? watch.number;
    return [{ address, balance, base: { number: watch.number, balance: then }, explained, known: explained }];
  });
  return { based, fresh, doubts };

  function isMissing({ number, balance }: NativeWatch): boolean {
    return balance === null && number !== null && number < at;
  }
}

function gainedSince(number: number, facts: readonly NativeFact[]): bigint {
  return facts.filter((fact) => fact.number > number).reduce((sum, { amount }) => sum + amount, 0n);
}
