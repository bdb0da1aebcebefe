import type { Tx } from "@/db/client";
import { canonicalHashes, insertBlocks, insertForgottenBlock, orphanBlocks } from "@/db/queries/blocks";
import { holdCursor, keepCursor, lockCursor, moveCursor } from "@/db/queries/cursors";
import { findOwnAddresses, insertTransfers } from "@/db/queries/found-transfers";
import {
  type Checked,
  insertOutflows,
  markChecked,
  type Outflow,
  rewindWatches,
  scheduleWatches,
} from "@/db/queries/native-watches";
import { notifySessions } from "@/db/queries/outbox";
import { putOff } from "@/db/queries/projections";
import { findDueSessions, findTouchedSessions } from "@/db/queries/waiting-sessions";
import type { BlockHeader, FoundTransfer, ScanResult } from "../chains/chain";
import type { Cursor } from "../chains/window";
import type { Network } from "../checkout/networks";
import { newId } from "../ids";
import type { App } from "./app";
import { networksByBalance } from "./configured-chains";
import { LEASE_MS, LeaseLostError, type NetworkLease } from "./network-lease";
import { wakeDeliverer } from "./run-deliverer";
import { settleSessions } from "./settle-sessions";
import type { Worths } from "./value-transfers";

/** Sessions that one transaction settles because its blocks touch them. What is more is put off, in the same transaction. */
const MAX_TOUCHED = 500;
/** Sessions that one transaction settles because their moment has come. What is more waits for the next. */
const MAX_DUE = 500;

type Window = {
  readonly network: Network;
  readonly lease: NetworkLease;
  readonly now: number;
};

/**
 * One window, in one transaction: the cursor moves exactly if its blocks and transfers stand, with the settlements and
 * events of what they touch; of very many sessions, with the word that the rest is to be settled next.
 *
 * @param rewind set where the window does not grow from the cursor: the common ancestor, and the cursor left behind
 * @returns true where more sessions are due than one transaction settles
 * @throws {LeaseLostError} and writes nothing, where another process has taken over
 */
export function commitWindow(
  app: App,
  input: Window & { result: ScanResult; worths: Worths; rewind: { ancestor: number; cursor: Cursor } | null },
): Promise<boolean> {
  const { network, lease, result, worths, rewind, now } = input;
  const { chainId } = network;
  const to = result.blocks.at(-1);
  if (!to) throw new Error("a window has at least one block");
  return transact(app, async (tx) => {
    const isOurs = await moveCursor(tx, { chainId, fence: lease.fence, to, now, leaseMs: LEASE_MS });
    if (!isOurs) throw new LeaseLostError();
    const orphaned = rewind ? await orphanBlocks(tx, { chainId, above: rewind.ancestor, at: rewind.cursor.number }) : [];
    await insertBlocks(tx, chainId, result.blocks);
    await storeTransfers(tx, { network, transfers: result.transfers, worths, now });
    const blockHashes = [...orphaned, ...result.blocks.map((block) => block.hash)];
    const touched = await findTouchedSessions(tx, { chainId, blockHashes });
    if (!rewind) return settleWith(app, tx, { chainId, touched, now });
    // What is due waits for its balances to be compared again; and sessions are locked before their watches.
    const settled = await settleWith(app, tx, { chainId, touched, now, withDue: false });
    await rewindWatches(tx, { chainId, above: rewind.ancestor });
    return settled;
  });
}

/** No new block: settles what only time has changed, and says whether the chain stands still. Returns and throws as above. */
export function commitIdle(app: App, { network, lease, stalled, now }: Window & { stalled: boolean }): Promise<boolean> {
  const { chainId } = network;
  return transact(app, async (tx) => {
    const isOurs = await holdCursor(tx, { chainId, fence: lease.fence, stalled, now });
    if (!isOurs) throw new LeaseLostError();
    return settleWith(app, tx, { chainId, touched: [], now });
  });
}

/**
 * What a second reading found, below the cursor, which stays.
 *
 * @param anchor the block of ours that the window's blocks lead up to
 * @returns how many transfers were missing; null, and nothing is written, where a reorg has taken the anchor away
 * @throws as {@link commitWindow}
 */
export async function commitRescan(
  app: App,
  input: Window & { result: ScanResult; worths: Worths; anchor: { number: number; hash: string } },
): Promise<number | null> {
  const { network, lease, result, worths, anchor, now } = input;
  const { chainId } = network;
  let added: number | null = null;
  await transact(app, async (tx) => {
    if (!(await lockCursor(tx, { chainId, fence: lease.fence }))) throw new LeaseLostError();
    const [first, last] = [result.blocks[0]?.number ?? 0, result.blocks.at(-1)?.number ?? 0];
    const kept = await canonicalHashes(tx, { chainId, from: Math.min(first, anchor.number), to: Math.max(last, anchor.number) });
    if (kept.get(anchor.number) !== anchor.hash) return { sessions: 0, isMoreDue: false };
    const own = await findOwnAddresses(tx, {
      addresses: [...new Set(result.transfers.map((transfer) => transfer.to))],
      livemode: network.livemode,
    });
    for (const header of result.blocks) {
      const inBlock = result.transfers.filter((transfer) => transfer.blockHash === header.hash);
      if (inBlock.length === 0 || kept.has(header.number)) continue;
      const sessionIds = inBlock.flatMap((transfer) => own.get(transfer.to) ?? []);
      await insertForgottenBlock(tx, { chainId, header, sessionIds });
    }
    added = await storeTransfers(tx, { network, transfers: result.transfers, worths, now });
    const blockHashes = [...new Set(result.transfers.map((transfer) => transfer.blockHash))];
    const touched = added === 0 ? [] : await findTouchedSessions(tx, { chainId, blockHashes });
    return settleWith(app, tx, { chainId, touched, now });
  });
  return added;
}

/** What a balance check found, with the blocks it lies in and through which block each address is now explained. */
export type Findings = {
  /** Blocks that are not kept any more, or not yet. */
  readonly blocks: readonly BlockHeader[];
  readonly transfers: readonly FoundTransfer[];
  readonly outflows: readonly Outflow[];
  readonly checked: readonly Checked[];
};

/**
 * A balance check, in steps that each stand alone: what was found, with what it settles; then how far each address is
 * explained; then the sessions that waited for that. A death in between leaves facts that the next check finds again.
 * Never in one transaction: whoever settles locks sessions and then their watches, so that a holder of watches must not
 * wait for sessions. Returns and throws as above.
 */
export async function commitBalances(app: App, input: Window & { findings: Findings; worths: Worths }): Promise<boolean> {
  const { network, lease, findings, worths, now } = input;
  const { blocks, transfers, outflows, checked } = findings;
  const { chainId } = network;
  const assertOurs = async (tx: Tx) => {
    if (!(await keepCursor(tx, { chainId, fence: lease.fence, leaseMs: LEASE_MS }))) throw new LeaseLostError();
  };
  const isMoreDue = await transact(app, async (tx) => {
    await assertOurs(tx);
    if (blocks.length > 0) await insertBlocks(tx, chainId, blocks);
    await storeTransfers(tx, { network, transfers, worths, now });
    await insertOutflows(tx, chainId, outflows);
    const blockHashes = transfers.map((transfer) => transfer.blockHash);
    // Balances confirm nothing: without a payment found, no session is touched.
    const touched = blockHashes.length === 0 ? [] : await findTouchedSessions(tx, { chainId, blockHashes });
    return settleWith(app, tx, { chainId, touched, now });
  });
  if (checked.length === 0) return isMoreDue;
  await app.database.db.transaction(async (tx) => {
    await assertOurs(tx);
    await markChecked(tx, { chainId, checked });
    await scheduleWatches(tx, { chainId, addresses: checked.map(({ address }) => address), now });
  });
  if (isMoreDue || !networksByBalance(app).includes(chainId)) return isMoreDue;
  return transact(app, async (tx) => {
    await assertOurs(tx);
    return settleWith(app, tx, { chainId, touched: [], now });
  });
}

type Settled = { readonly sessions: number; readonly isMoreDue: boolean };

async function transact(app: App, work: (tx: Tx) => Promise<Settled>): Promise<boolean> {
  const { sessions, isMoreDue } = await app.database.db.transaction(work);
  if (sessions > 0) wakeDeliverer();
  return isMoreDue;
}

async function storeTransfers(
  tx: Tx,
  { network, transfers, worths, now }: { network: Network; transfers: readonly FoundTransfer[]; worths: Worths; now: number },
): Promise<number> {
  if (transfers.length === 0) return 0;
  const addresses = [...new Set(transfers.map((transfer) => transfer.to))];
  const own = await findOwnAddresses(tx, { addresses, livemode: network.livemode });
  const rows = transfers.map((transfer) => ({
    ...transfer,
    id: newId("payment"),
    sessionId: own.get(transfer.to) ?? null,
    fiatAtReceipt: worths.get(transfer) ?? null,
  }));
  return insertTransfers(tx, rows, now);
}

async function settleWith(
  app: App,
  tx: Tx,
  { chainId, touched, now, withDue = true }: { chainId: number; touched: readonly string[]; now: number; withDue?: boolean },
): Promise<Settled> {
  const sorted = [...touched].sort();
  const rest = sorted.slice(MAX_TOUCHED);
  // With a rest nothing else is settled here: row locks are taken in the order of ids, from the first to the last.
  const due =
    rest.length > 0 || !withDue
      ? []
      : await findDueSessions(tx, { chainId, byBalances: networksByBalance(app), now, limit: MAX_DUE });
  const sessionIds = [...new Set([...sorted.slice(0, MAX_TOUCHED), ...due])];
  if (sessionIds.length > 0) {
    await settleSessions(tx, { sessionIds, now, baseUrl: app.config.APP_URL });
    await notifySessions(tx, sessionIds);
  }
  await putOff(tx, rest);
  return { sessions: sessionIds.length, isMoreDue: rest.length > 0 || due.length === MAX_DUE };
}
