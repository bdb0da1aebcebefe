import { setTimeout as sleep } from "node:timers/promises";
import { canonicalHashes } from "@/db/queries/blocks";
import { readNetworkState } from "@/db/queries/cursors";
import { type BlockHeader, type Chain, ChainEvidenceError, type ScanResult } from "../chains/chain";
import type { App } from "./app";
import { commitRescan } from "./commit-window";
import { withNetworkLease } from "./network-lease";
import { MAX_BLOCKS, readBlocks } from "./read-window";
import { valueTransfers } from "./value-transfers";

const HEADERS_AT_ONCE = 50;
/** The resident scan holds the lease for moments; a stranger's that lasts is told. */
const LEASE_TRIES = 50;
const LEASE_PAUSE_MS = 200;

/** Why a range cannot be read again. The message is for the operator. */
export class RescanError extends Error {
  override name = "RescanError";
}

type Range = { readonly from: number; readonly to: number };
type Line = { readonly hashes: ReadonlyMap<number, string>; readonly anchor: Pick<BlockHeader, "number" | "hash"> };

/**
 * Reads blocks again that were scanned once, and adds what is missing: transfers, with their blocks where those are not
 * kept any more, and what follows for the sessions. The cursor stays. Each window is committed by itself under the lease
 * and the fence, so it may be stopped anywhere and run again; where nothing is missing it writes nothing (I13).
 *
 * Only blocks of the chain that was scanned are read: each hash is ours at that height, or leads up to one of ours by its
 * children's parent hashes.
 *
 * @param onWindow after each window: its last block, and the transfers added so far
 * @returns how many transfers were missing
 * @throws {RescanError} where the range was never scanned, or the node's chain is not ours there (the scan rewinds first)
 */
export async function rescanNetwork(
  app: App,
  input: { chain: Chain; range: Range; now: number; onWindow?: (to: number, added: number) => void },
): Promise<number> {
  const { chain, range, now } = input;
  const line = await proveLine(app, chain, range);
  let added = 0;
  for (let from = range.from; from <= range.to; ) {
    const window = { from, to: Math.min(range.to, from + MAX_BLOCKS - 1) };
    const result = await readBlocks(app, chain, window);
    const wrong = result.blocks.find((block) => block.hash !== line.hashes.get(block.number));
    if (wrong) throw notOurs(wrong.number);
    if (result.transfers.length + result.sweeps.length > 0) added += await store(app, { chain, result, line, now });
    from += result.blocks.length;
    input.onWindow?.(from - 1, added);
  }
  return added;
}

/** Our hashes of the whole range: as kept, else told by the node and linked, child by child, to the next that is kept. */
async function proveLine(app: App, chain: Chain, { from, to }: Range): Promise<Line> {
  const { chainId, name } = chain.network;
  const state = await readNetworkState(app.database.db, chainId);
  if (!state?.cursor) throw new RescanError(`${name} was never scanned.`);
  const { cursor } = state;
  if (from < 0 || from > to) throw new RescanError("The range is empty.");
  if (to > cursor.number) throw new RescanError(`${name} is scanned through block ${cursor.number} only.`);
  const kept = await canonicalHashes(app.database.db, { chainId, from, to: cursor.number });
  const anchor = Math.min(...[...kept.keys()].filter((number) => number >= to));
  const anchored = { number: anchor, hash: kept.get(anchor) as string };
  const isKept = Array.from({ length: to - from + 1 }, (_, place) => kept.has(from + place)).every(Boolean);
  if (isKept) return { hashes: kept, anchor: anchored };
  const hashes = new Map<number, string>();
  let expected = anchored.hash;
  for (let top = anchor; top >= from; top -= HEADERS_AT_ONCE) {
    const count = Math.min(HEADERS_AT_ONCE, top - from + 1);
    const headers = await Promise.all(Array.from({ length: count }, (_, place) => headerAt(chain, top - place)));
    for (const { number, hash, parentHash } of headers) {
      if (hash !== expected || hash !== (kept.get(number) ?? hash)) throw notOurs(number);
      hashes.set(number, hash);
      expected = parentHash;
    }
  }
  return { hashes, anchor: anchored };
}

async function headerAt(chain: Chain, number: number): Promise<BlockHeader> {
  const header = await chain.headerAt(number);
  if (header === null) throw new ChainEvidenceError(`The node has no block ${number}, though it has later ones.`);
  return header;
}

type Found = { readonly chain: Chain; readonly result: ScanResult; readonly line: Line; readonly now: number };

async function store(app: App, { chain, result, line, now }: Found): Promise<number> {
  const { network } = chain;
  const highest = Math.max(...[...result.transfers, ...result.sweeps].map(({ blockNumber }) => blockNumber));
  const word = await chain.secondWord(result, highest);
  if (word === "disagrees") throw new ChainEvidenceError(`Two nodes disagree about block ${highest}.`);
  if (word === "silent") throw new ChainEvidenceError(`No second node confirms block ${highest} yet.`);
  const worths = await valueTransfers(app, { network, transfers: result.transfers, now });
  for (let turn = 0; turn < LEASE_TRIES; turn += 1) {
    const added = await withNetworkLease(app, network.chainId, async (lease) => {
      const stored = await commitRescan(app, { network, lease, now, result, worths, anchor: line.anchor });
      if (stored === null) throw notOurs(line.anchor.number);
      return stored;
    });
    if (added !== null) return added;
    await sleep(LEASE_PAUSE_MS);
  }
  throw new RescanError(`Another process has been scanning ${network.name} all the while. Try again.`);
}

function notOurs(number: number): RescanError {
  return new RescanError(`Block ${number} of the node is not the one that was scanned. Let the scan catch up first.`);
}
