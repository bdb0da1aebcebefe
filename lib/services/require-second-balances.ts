import { type BlockRef, type Chain, ChainEvidenceError } from "../chains/chain";

type Found = {
  readonly chain: Chain;
  /** Native coin of the compared addresses at the end of `block`. */
  readonly balances: ReadonlyMap<string, bigint>;
  readonly block: BlockRef;
  /** Addresses with money that only their balances show. */
  readonly addresses: readonly string[];
};

/**
 * S28: a balance stands in no block body, and two nodes that agree on a block's hash need not agree on it. So money that
 * only a balance shows is written down on the word of two nodes, where a network has several; until then it waits, however
 * little it is. One question to the second node, and none where no such money was found.
 *
 * @throws {ChainEvidenceError} the findings may not be committed yet
 */
export async function requireSecondBalances({ chain, balances, block, addresses }: Found): Promise<void> {
  if (addresses.length === 0) return;
  const word = await chain.secondBalances(balances, { addresses, block });
  switch (word) {
    case "alone":
    case "agrees":
      return;
    case "disagrees":
      throw new ChainEvidenceError(`Two nodes disagree about balances at block ${block.number}.`);
    case "silent":
      throw new ChainEvidenceError(`No second node tells the balances at block ${block.number} yet.`);
    default:
      word satisfies never;
  }
}
