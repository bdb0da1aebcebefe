import type { BalanceReader } from "./balance-reader";
import { type Change, expectedAt, type Unexplained } from "./find-changes";
import type { Doubts } from "./find-doubts";
import { groupBy } from "./group-by";

/**
 * What an address gained since its last check is agreed on with the balance at hand, as long as it lost nothing: it cannot be
 * more. Money that came and went again is in no balance that two nodes told. Where such is about to be written, the second
 * node is asked for each height in between.
 *
 * @param differing with the balance at hand, which two nodes tell
 * @param changes that were found of them; more may be left to find
 */
export async function doubtMixed(
  differing: readonly Unexplained[],
  changes: readonly Change[],
  { at, reader }: { at: number; reader: BalanceReader },
): Promise<Doubts> {
  const doubts = new Map<string, string>();
  if (reader.isAlone()) return doubts;
  const byAddress = groupBy(changes, ({ address }) => address);
  const mixed = new Map<string, Pick<Unexplained, "base" | "facts">>();
  for (const { address, base, facts, balance } of differing) {
    const own = byAddress.get(address) ?? [];
    const told = { base, facts: [...facts, ...own.map((change) => ({ ...change, key: null }))] };
    if (isMixed(own, balance - expectedAt(told, at))) mixed.set(address, told);
  }
  const inBetween = changes.filter(({ address, number }) => mixed.has(address) && number < at);
  for (const [number, group] of groupBy(inBetween, (change) => change.number)) {
    const addresses = group.map(({ address }) => address);
    const balances = await reader.readAt(addresses, number);
    const told = balances && (await reader.doubtsAt(balances, { number, addresses }));
    for (const address of addresses) {
      const one = mixed.get(address);
      const words = told?.get(address);
      if (!balances || !told) doubts.set(address, `No second node tells the balances at block ${number} yet.`);
      else if (words !== undefined) doubts.set(address, words);
      else if (one && expectedAt(one, number) !== balances.get(address)) {
        doubts.set(address, `The node's balances at block ${number} do not fit together.`);
      }
    }
  }
  return doubts;
}

/** @param rest what is left to find */
function isMixed(changes: readonly Change[], rest: bigint): boolean {
  const amounts = [...changes.map(({ amount }) => amount), rest];
  return amounts.some((amount) => amount > 0n) && amounts.some((amount) => amount < 0n);
}
