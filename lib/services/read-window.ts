import { canonicalHashes } from "@/db/queries/blocks";
import { findOwnAddresses } from "@/db/queries/found-transfers";
import {
  type BlockHeader,
  type Chain,
  ChainBusyError,
  ChainEvidenceError,
  ChainLimitError,
  type ScanResult,
} from "../chains/chain";
import { commonAncestor } from "../chains/common-ancestor";
import { type Cursor, narrower, planScan, wider, windowAbove } from "../chains/window";
import type { App } from "./app";

/** Blocks of one window, and so of one transaction. */
export const MAX_BLOCKS = 20;

/** A window of verified blocks that grows from the cursor, or from the common ancestor. */
export type ReadWindow = {
  readonly result: ScanResult;
  readonly rewind: { readonly ancestor: number; readonly cursor: Cursor } | null;
};

type Place = { readonly chain: Chain; readonly head: BlockHeader; readonly cursor: Cursor };

/** What the chain's provider has been found to answer, in blocks; forgotten with the chain. */
const reaches = new WeakMap<Chain, number>();

/** Reads the next window above the cursor with its evidence, or nothing where there is none. */
export async function readWindow(app: App, { chain, head, cursor }: Place): Promise<ReadWindow | null> {
  const { chainId } = chain.network;
  const maxBlocks = reaches.get(chain) ?? MAX_BLOCKS;
  const oursAtHead = await ourHash(app, { chainId, cursor, height: head.number });
  const plan = planScan(cursor, head, { maxBlocks, oursAtHead });
  if (plan.kind === "idle") return null;
  if (plan.kind === "advance") {
    const result = await readBlocks(app, chain, plan);
    if (result.blocks[0]?.parentHash === cursor.hash) return { result, rewind: null };
  }
  const ancestor = await findAncestor(app, { chain, cursor }, plan.kind === "rewind" ? plan.from : cursor.number);
  const result = await readBlocks(app, chain, windowAbove(ancestor.number, head.number, maxBlocks));
  if (result.blocks[0]?.parentHash !== ancestor.hash) {
    throw new ChainEvidenceError("The node's chain changed while it was read.");
  }
  return { result, rewind: { ancestor: ancestor.number, cursor } };
}

/**
 * Reads blocks and the transfers to our addresses in them. A window that fails is asked for smaller the next time; one that
 * the provider calls too large, at once. May return fewer blocks than were asked for, never none.
 */
export async function readBlocks(app: App, chain: Chain, window: { from: number; to: number }): Promise<ScanResult> {
  const { livemode } = chain.network;
  const blocks = window.to - window.from + 1;
  try {
    const result = await chain.scan(window, async (addresses) => {
      const own = await findOwnAddresses(app.database.db, { addresses, livemode });
      return new Set(own.keys());
    });
    reaches.set(chain, wider(Math.max(blocks, reaches.get(chain) ?? MAX_BLOCKS), MAX_BLOCKS));
    return result;
  } catch (error) {
    if (error instanceof ChainBusyError) throw error;
    const limit = error instanceof ChainLimitError ? error : null;
    const smaller = narrower(blocks, limit?.blocks ?? null);
    reaches.set(chain, smaller);
    if (limit === null || blocks === 1) throw error;
    return readBlocks(app, chain, { from: window.from, to: window.from + smaller - 1 });
  }
}

async function findAncestor(app: App, { chain, cursor }: Omit<Place, "head">, from: number): Promise<BlockHeader> {
  const { chainId, finalityDepth } = chain.network;
  const floor = Math.max(0, cursor.number - finalityDepth);
  const ours = await canonicalHashes(app.database.db, { chainId, from: floor, to: cursor.number });
  // Less is kept where a reorg took the cursor back soon after the network began: the policy reaches down from its head then.
  let lowest = from;
  while (ours.has(lowest - 1)) lowest -= 1;
  return commonAncestor({ chain, ours, from, lowest });
}

/** Our hash at that height; null above the cursor, and where it is not kept any more. */
export async function ourHash(
  app: App,
  { chainId, cursor, height }: { chainId: number; cursor: Cursor; height: number },
): Promise<string | null> {
  if (height > cursor.number) return null;
  if (height === cursor.number) return cursor.hash;
  return (await canonicalHashes(app.database.db, { chainId, from: height, to: height })).get(height) ?? null;
}
