import { type BlockHeader, type Chain, ChainEvidenceError } from "./chain";

/** A reorg goes deeper than the hashes we keep. Nothing is guessed: the scan stops until a person has looked. */
export class DeepReorgError extends Error {
  override name = "DeepReorgError";
}

type Search = {
  chain: Chain;
  /** Our canonical hashes by height, without a gap from `lowest` up to `from`. */
  ours: ReadonlyMap<number, string>;
  /** A height at which the node's block differs from ours. */
  from: number;
  /** The deepest height that may still be the ancestor. */
  lowest: number;
};

/**
 * The highest block that our chain and the node's have in common. Steps back by 1, 2, 4 … and then halves the gap: a
 * reorg of one block costs one question, one beyond `lowest` about log2 of the depth.
 *
 * Agreement at a height implies agreement below it, because a hash covers its parent's. A node that changes its mind
 * between two questions is caught by the caller: the next window must grow from the block returned here.
 *
 * @throws {DeepReorgError} where not even `lowest` is common
 */
export async function commonAncestor({ chain, ours, from, lowest }: Search): Promise<BlockHeader> {
  let different = from;
  let common: BlockHeader | null = null;
  for (let step = 1; common === null; step *= 2) {
    if (different <= lowest) throw new DeepReorgError(`The chain differs from what was scanned, deeper than block ${lowest}.`);
    const number = Math.max(lowest, different - step);
    const header = await headerAt(chain, number);
    if (header.hash === ours.get(number)) common = header;
    else different = number;
  }
  while (different - common.number > 1) {
    const header = await headerAt(chain, Math.floor((common.number + different) / 2));
    if (header.hash === ours.get(header.number)) common = header;
    else different = header.number;
  }
  return common;
}

async function headerAt(chain: Chain, number: number): Promise<BlockHeader> {
  const header = await chain.headerAt(number);
  if (header === null) throw new ChainEvidenceError(`The node has no block ${number}, though it has later ones.`);
  return header;
}
