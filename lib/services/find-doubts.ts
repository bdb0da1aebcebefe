import type { BlockRef, Chain } from "../chains/chain";

/** Why a balance is not believed yet, by lower-case address. Plain words for the operator. */
export type Doubts = ReadonlyMap<string, string>;

type Told = {
  /** Native coin of compared addresses at the end of `block`, as one node tells it. */
  readonly balances: ReadonlyMap<string, bigint>;
  readonly block: BlockRef;
  /** Those of them from which something is about to be concluded. */
  readonly addresses: readonly string[];
};

/**
 * S28: a balance stands in no block body, and two nodes that agree on a block's hash need not agree on it. So nothing is
 * written down that a balance alone shows, neither what an address has to begin with nor what it gained or lost, before
 * two nodes tell the same, where a network has several; however little it is. One question, and none for no addresses.
 *
 * @returns the addresses that have to wait: those that the two differ on, or all where no second node has that state;
 *   null where the network has one node
 */
export async function findDoubts(chain: Chain, { balances, block, addresses }: Told): Promise<Doubts | null> {
  if (addresses.length === 0) return new Map();
  const theirs = await chain.secondBalances(balances, { addresses, block });
  if (theirs === "alone") return null;
  if (theirs === "silent") {
    const words = `No second node tells the balances at block ${block.number} yet.`;
    return new Map(addresses.map((address) => [address, words]));
  }
  const disputed = addresses.filter((address) => theirs.get(address) !== balances.get(address));
  return new Map(disputed.map((address) => [address, `Two nodes disagree about balances at block ${block.number}.`]));
}
