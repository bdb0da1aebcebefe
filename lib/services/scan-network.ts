import { pruneBlocks } from "@/db/queries/blocks";
import { type NetworkState, readNetworkState, touchCursor } from "@/db/queries/cursors";
import { findDueSessions } from "@/db/queries/waiting-sessions";
import { type BlockHeader, type Chain, ChainEvidenceError, type ScanResult } from "../chains/chain";
import { type Cursor, planScan } from "../chains/window";
import type { Network } from "../checkout/networks";
import type { App } from "./app";
import { beginNetwork } from "./begin-network";
import { commitIdle, commitWatches, commitWindow } from "./commit-window";
import { networksByBalance } from "./configured-chains";
import { LeaseLostError, type NetworkLease, withNetworkLease } from "./network-lease";
import { MAX_BLOCKS, ourHash, readWindow } from "./read-window";
import { requireSecondWord } from "./require-second-word";
import { valueTransfers } from "./value-transfers";

/** A tick is bounded; the next one goes on where it stopped. */
const MAX_WINDOWS = 50;
/** A node's clock, or this server's, is wrong beyond this; expiry looks at block times, so such a block is not believed. */
const MAX_AHEAD_MS = 300_000;
const TOUCH_MS = 10_000;
/** Hashes kept behind the cursor, in finality depths: a chain that is rewound twice still finds its own blocks. */
const KEPT_DEPTHS = 2;

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
    findDueSessions(db, { chainId, byBalances: networksByBalance(app), now, limit: 1 }),
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
  const { chain, network, lease, head, now } = scan;
  const start = lease.state.cursor;
  if (start === null) {
    await beginNetwork(app, scan);
    return { outcome: "scanned", from: head.number, to: head.number };
  }
  // Before any of them can expire.
  if (networksByBalance(app).includes(network.chainId)) await commitWatches(app, { network, lease });
  let cursor: Cursor = start;
  let from: number | null = null;
  for (let windows = 0; windows < MAX_WINDOWS && !(windows > 0 && isOver()); windows += 1) {
    // Before the block that a session began at can be forgotten.
    if (head.number - cursor.number > network.finalityDepth) await commitWatches(app, { network, lease });
    const next = await readWindow(app, { chain, head, cursor });
    if (next === null) break;
    const { result, rewind } = next;
    const to = lastOf(result);
    assertNotAhead(to, network, now);
    await requireSecondWord(app, { chain, result, problemSince: lease.state.problemSince, now });
    const worths = await valueTransfers(app, { network, transfers: result.transfers, now });
    await commitWindow(app, { network, lease, now, result, worths, rewind });
    await prune(app, network, { from: cursor.number, to: to.number });
    from ??= result.blocks[0]?.number ?? to.number;
    cursor = to;
  }
  // Also where no time was left: what a long way to the head put off would wait till its end.
  const stalled = isStalled({ network, cursor, head, now });
  while ((await commitIdle(app, { ...scan, stalled })) && !isOver());
  return from === null ? { outcome: "idle", at: cursor.number } : { outcome: "scanned", from, to: cursor.number };
}

/** What has sunk below the kept depth while the cursor moved, and as much again, should a tick have died before this. */
async function prune(app: App, network: Network, moved: { from: number; to: number }): Promise<void> {
  const depth = network.finalityDepth * KEPT_DEPTHS;
  const [from, to] = [moved.from - depth - MAX_BLOCKS, moved.to - depth - 1];
  if (to >= 0 && to >= from) await pruneBlocks(app.database.db, { chainId: network.chainId, from, to });
}

type Standing = { network: Network; cursor: Cursor; head: BlockHeader; now: number };

function isStalled({ network, cursor, head, now }: Standing): boolean {
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
