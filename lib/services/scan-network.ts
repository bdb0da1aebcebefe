import { canonicalHashes, insertBlocks, pruneBlocks } from "@/db/queries/blocks";
import { moveCursor, type NetworkState, readNetworkState, touchCursor } from "@/db/queries/cursors";
import { findOwnAddresses } from "@/db/queries/found-transfers";
import { findDueSessions } from "@/db/queries/waiting-sessions";
import { type BlockHeader, type Chain, ChainEvidenceError, type ScanResult } from "../chains/chain";
import { commonAncestor } from "../chains/common-ancestor";
import { type Cursor, narrower, planScan, wider, windowAbove } from "../chains/window";
import type { Network } from "../checkout/networks";
import type { App } from "./app";
import { commitIdle, commitWindow } from "./commit-window";
import { LEASE_MS, LeaseLostError, type NetworkLease, withNetworkLease } from "./network-lease";
import { valueTransfers } from "./value-transfers";

/** Blocks of one window, and so of one transaction. */
const MAX_BLOCKS = 20;
/** A tick is bounded; the next one goes on where it stopped. */
const MAX_WINDOWS = 50;
/** A node's clock, or this server's, is wrong beyond this; expiry looks at block times, so such a block is not believed. */
const MAX_AHEAD_MS = 300_000;
const TOUCH_MS = 10_000;
/** Hashes kept behind the cursor, in finality depths: a chain that is rewound twice still finds its own blocks. */
const KEPT_DEPTHS = 2;
const HEADERS_AT_ONCE = 50;

export type NetworkScan =
  | { readonly outcome: "scanned"; readonly from: number; readonly to: number }
  | { readonly outcome: "idle"; readonly at: number }
  /** Another process scans it now. */
  | { readonly outcome: "skipped" };

type Scan = {
  readonly chain: Chain;
  readonly network: Network;
  readonly lease: NetworkLease;
  readonly head: BlockHeader;
  readonly now: number;
};

/** What the chain's provider has been found to answer, in blocks; forgotten with the chain. */
const reaches = new WeakMap<Chain, number>();

/**
 * Brings one network's cursor towards its head: window by window, each verified, each committed as a whole. Stops at the
 * first thing that does not fit, with the cursor before it.
 *
 * @param isOver asked between windows: no time is left
 * @throws what stopped it: a ChainError, a DeepReorgError, or an error of the database
 */
export async function scanNetwork(
  app: App,
  { chain, now, isOver }: { chain: Chain; now: number; isOver: () => boolean },
): Promise<NetworkScan> {
  const { db } = app.database;
  const { network } = chain;
  const { chainId } = network;
  const [head, state, due] = await Promise.all([
    chain.head(),
    readNetworkState(db, chainId),
    findDueSessions(db, { chainId, now, limit: 1 }),
  ]);
  assertNotAhead(head, network, now);
  if (state?.cursor && due.length === 0 && (await isQuiet(app, { network, state, head, now }))) {
    return { outcome: "idle", at: state.cursor.number };
  }
  try {
    const scanned = await withNetworkLease(app, chainId, (lease) => run(app, { chain, network, lease, head, now }, isOver));
    return scanned ?? { outcome: "skipped" };
  } catch (error) {
    if (error instanceof LeaseLostError) return { outcome: "skipped" };
    throw error;
  }
}

/** The usual tick between two blocks: one question to the node, two to the database, nothing written. */
async function isQuiet(
  app: App,
  { network, state, head, now }: { network: Network; state: NetworkState; head: BlockHeader; now: number },
): Promise<boolean> {
  const { cursor } = state;
  if (cursor === null || head.number > cursor.number) return false;
  const oursAtHead = await ourHash(app, { chainId: network.chainId, cursor, height: head.number });
  if (planScan(cursor, head, { maxBlocks: 1, oursAtHead }).kind !== "idle") return false;
  if (state.problem !== null || state.stalled !== isStalled({ network, cursor, head, now })) return false;
  if (state.scannedAt === null || now - state.scannedAt > TOUCH_MS) {
    await touchCursor(app.database.db, { chainId: network.chainId, now });
  }
  return true;
}

async function run(app: App, scan: Scan, isOver: () => boolean): Promise<NetworkScan> {
  const { lease, network, head, now } = scan;
  const start = lease.state.cursor;
  if (start === null) return begin(app, scan);
  let cursor: Cursor = start;
  let from: number | null = null;
  for (let windows = 0; windows < MAX_WINDOWS && !(windows > 0 && isOver()); windows += 1) {
    const step = await readWindow(app, scan, cursor);
    if (step === null) {
      await settleDue(app, { ...scan, stalled: isStalled({ network, cursor, head, now }) }, isOver);
      break;
    }
    const { result, rewind } = step;
    const to = lastOf(result);
    assertNotAhead(to, network, now);
    const worths = await valueTransfers(app, { network, transfers: result.transfers, now });
    await commitWindow(app, { network, lease, now, result, worths, rewind });
    await prune(app, network, { from: cursor.number, to: to.number });
    from ??= result.blocks[0]?.number ?? to.number;
    cursor = to;
  }
  return from === null ? { outcome: "idle", at: cursor.number } : { outcome: "scanned", from, to: cursor.number };
}

type Step = { readonly result: ScanResult; readonly rewind: { readonly ancestor: number; readonly cursor: Cursor } | null };

/** The next window with its evidence, or null where there is none. */
async function readWindow(app: App, scan: Scan, cursor: Cursor): Promise<Step | null> {
  const { chain, network, head } = scan;
  const maxBlocks = reaches.get(chain) ?? MAX_BLOCKS;
  const oursAtHead = await ourHash(app, { chainId: network.chainId, cursor, height: head.number });
  const plan = planScan(cursor, head, { maxBlocks, oursAtHead });
  if (plan.kind === "idle") return null;
  if (plan.kind === "advance") {
    const result = await readBlocks(app, chain, plan);
    if (result.blocks[0]?.parentHash === cursor.hash) return { result, rewind: null };
  }
  const ancestor = await findAncestor(app, scan, { cursor, from: plan.kind === "rewind" ? plan.from : cursor.number });
  const result = await readBlocks(app, chain, windowAbove(ancestor.number, head.number, maxBlocks));
  if (result.blocks[0]?.parentHash !== ancestor.hash) {
    throw new ChainEvidenceError("The node's chain changed while it was read.");
  }
  return { result, rewind: { ancestor: ancestor.number, cursor } };
}

/** Reads blocks and the transfers to our addresses in them; a window that fails is asked for smaller the next time. */
async function readBlocks(app: App, chain: Chain, window: { from: number; to: number }): Promise<ScanResult> {
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
    reaches.set(chain, narrower(blocks));
    throw error;
  }
}

async function findAncestor(app: App, scan: Scan, { cursor, from }: { cursor: Cursor; from: number }): Promise<BlockHeader> {
  const { chain, network } = scan;
  const lowest = Math.max(0, cursor.number - network.finalityDepth);
  const ours = await canonicalHashes(app.database.db, { chainId: network.chainId, from: lowest, to: cursor.number });
  return commonAncestor({ chain, ours, from, lowest });
}

/** More sessions may be due than one transaction takes. */
async function settleDue(app: App, input: Scan & { stalled: boolean }, isOver: () => boolean): Promise<void> {
  while ((await commitIdle(app, input)) && !isOver());
}

/**
 * A network's first tick: the cursor begins at the head, because no session can be older. The blocks before it are kept as
 * well, as far as a reorg may reach: a fork right after the start must find its ancestor.
 */
async function begin(app: App, { chain, network, lease, head, now }: Scan): Promise<NetworkScan> {
  const { chainId } = network;
  const headers: BlockHeader[] = [head];
  for (let lowest = head.number; lowest > Math.max(0, head.number - network.finalityDepth); ) {
    const count = Math.min(HEADERS_AT_ONCE, lowest - Math.max(0, head.number - network.finalityDepth));
    const heights = Array.from({ length: count }, (_, place) => lowest - 1 - place);
    headers.push(...(await Promise.all(heights.map((height) => headerAt(chain, height)))));
    lowest -= count;
  }
  for (const [place, header] of headers.entries()) {
    const parent = headers[place + 1];
    if (parent && header.parentHash !== parent.hash) throw new ChainEvidenceError("The node's chain changed while it was read.");
  }
  await app.database.db.transaction(async (tx) => {
    if (!(await moveCursor(tx, { chainId, fence: lease.fence, to: head, now, leaseMs: LEASE_MS }))) throw new LeaseLostError();
    await insertBlocks(tx, chainId, headers);
  });
  return { outcome: "scanned", from: head.number, to: head.number };
}

async function headerAt(chain: Chain, height: number): Promise<BlockHeader> {
  const header = await chain.headerAt(height);
  if (header === null) throw new ChainEvidenceError(`The node has no block ${height}, though it has later ones.`);
  return header;
}

/** What has sunk below the kept depth while the cursor moved, and as much again, should a tick have died before this. */
async function prune(app: App, network: Network, moved: { from: number; to: number }): Promise<void> {
  const depth = network.finalityDepth * KEPT_DEPTHS;
  const [from, to] = [moved.from - depth - MAX_BLOCKS, moved.to - depth - 1];
  if (to >= 0 && to >= from) await pruneBlocks(app.database.db, { chainId: network.chainId, from, to });
}

async function ourHash(
  app: App,
  { chainId, cursor, height }: { chainId: number; cursor: Cursor; height: number },
): Promise<string | null> {
  if (height > cursor.number) return null;
  if (height === cursor.number) return cursor.hash;
  return (await canonicalHashes(app.database.db, { chainId, from: height, to: height })).get(height) ?? null;
}

function isStalled({
  network,
  cursor,
  head,
  now,
}: {
  network: Network;
  cursor: Cursor;
  head: BlockHeader;
  now: number;
}): boolean {
  return network.maxStallMs !== null && head.hash === cursor.hash && now - head.time > network.maxStallMs;
}

function assertNotAhead(header: BlockHeader, network: Network, now: number): void {
  if (network.local || header.time <= now + MAX_AHEAD_MS) return;
  throw new ChainEvidenceError(`Block ${header.number} lies in the future: the node's clock or this server's is wrong.`);
}

function lastOf(result: ScanResult): BlockHeader {
  const last = result.blocks.at(-1);
  if (!last) throw new Error("a window has at least one block");
  return last;
}
