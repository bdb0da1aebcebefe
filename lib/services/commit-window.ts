import type { Tx } from "@/db/client";
import { canonicalHashes, insertBlocks, insertForgottenBlock, orphanBlocks } from "@/db/queries/blocks";
import { holdCursor, keepCursor, lockCursor, moveCursor, passBalances } from "@/db/queries/cursors";
import { type Added, findOwnAddresses, insertTransfers } from "@/db/queries/found-transfers";
import { forgetConcluded, forgetOrphaned, insertOutflows, type Outflow } from "@/db/queries/native-outflows";
import {
  type Checked,
  putBehind,
  recheckFrom,
  rewindWatches,
  watchOpenSessions,
  writeChecked,
} from "@/db/queries/native-watches";
import { findTouchedSessions } from "@/db/queries/waiting-sessions";
import type { BlockHeader, FoundTransfer, ScanResult } from "../chains/chain";
import type { Cursor } from "../chains/window";
import { NATIVE } from "../checkout/assets";
import type { Network } from "../checkout/networks";
import { newId } from "../ids";
import type { App } from "./app";
import { networksByBalance } from "./configured-chains";
import { LEASE_MS, LeaseLostError, type NetworkLease } from "./network-lease";
import { ownOutflows } from "./own-outflows";
import { wakeDeliverer } from "./run-deliverer";
import { type Settled, settleDue, settleTouched } from "./settle-waiting";
import type { Worths } from "./value-transfers";

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
 * @throws {LeaseLostError} and writes nothing, where another process has taken over
 */
export async function commitWindow(
  app: App,
  input: Window & { result: ScanResult; worths: Worths; rewind: { ancestor: number; cursor: Cursor } | null },
): Promise<void> {
  const { network, lease, result, worths, rewind, now } = input;
  const { chainId } = network;
  const to = result.blocks.at(-1);
  if (!to) throw new Error("a window has at least one block");
  await transact(app, async (tx) => {
    const isOurs = await moveCursor(tx, { chainId, fence: lease.fence, to, now, leaseMs: LEASE_MS });
    if (!isOurs) throw new LeaseLostError();
    const orphaned = rewind ? await orphanBlocks(tx, { chainId, above: rewind.ancestor, at: rewind.cursor.number }) : [];
    if (orphaned.length > 0) await forgetOrphaned(tx, { chainId, hashes: orphaned });
    await insertBlocks(tx, chainId, result.blocks);
    await storeTransfers(tx, { network, transfers: result.transfers, worths, now });
    const outflows = await ownOutflows(tx, { sweeps: result.sweeps, livemode: network.livemode });
    await insertOutflows(tx, { chainId, outflows, isLogged: true });
    const blockHashes = [...orphaned, ...result.blocks.map((block) => block.hash)];
    const touched = await findTouchedSessions(tx, { chainId, blockHashes });
    const settled = await settleTouched(app, tx, { touched, now });
    // Sessions are locked before their watches.
    if (rewind) await rewindWatches(tx, { chainId, above: rewind.ancestor });
    return settled;
  });
}

/**
 * Where the scan has come to rest: settles what only time has changed, and says whether the chain stands still.
 *
 * @returns true where more sessions are due than one transaction settles
 * @throws as {@link commitWindow}
 */
export function commitIdle(app: App, { network, lease, stalled, now }: Window & { stalled: boolean }): Promise<boolean> {
  const { chainId } = network;
  return transact(app, async (tx) => {
    const isOurs = await holdCursor(tx, { chainId, fence: lease.fence, stalled, now });
    if (!isOurs) throw new LeaseLostError();
    return settleDue(app, tx, { chainId, now });
  });
}

/** What only time has changed, where nothing is to be said of the cursor. Returns and throws as {@link commitIdle}. */
export function commitDue(app: App, { network, lease, now }: Window): Promise<boolean> {
  const { chainId } = network;
  return transact(app, async (tx) => {
    if (!(await keepCursor(tx, { chainId, fence: lease.fence, leaseMs: LEASE_MS }))) throw new LeaseLostError();
    return settleDue(app, tx, { chainId, now });
  });
}

/**
 * What a second reading found, below the cursor, which stays. Coin that is new there is a fact in the past: its address is
 * compared again from that block on.
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
    if (kept.get(anchor.number) !== anchor.hash) return { sessions: 0, isMore: false };
    const own = await findOwnAddresses(tx, {
      addresses: [...new Set(result.transfers.map((transfer) => transfer.to))],
      livemode: network.livemode,
    });
    const swept = await ownOutflows(tx, { sweeps: result.sweeps, livemode: network.livemode });
    for (const header of result.blocks) {
      const inBlock = result.transfers.filter((transfer) => transfer.blockHash === header.hash);
      const left = swept.filter(({ blockHash }) => blockHash === header.hash);
      if (inBlock.length + left.length === 0 || kept.has(header.number)) continue;
      const sessionIds = [...inBlock.map(({ to }) => own.get(to)), ...left.map(({ sessionId }) => sessionId)];
      await insertForgottenBlock(tx, { chainId, header, sessionIds: sessionIds.flatMap((id) => id ?? []) });
    }
    const news = await storeTransfers(tx, { network, transfers: result.transfers, worths, now });
    const left = await insertOutflows(tx, { chainId, outflows: swept, isLogged: true });
    const blockHashes = [...new Set(result.transfers.map((transfer) => transfer.blockHash))];
    const touched = news.length === 0 ? [] : await findTouchedSessions(tx, { chainId, blockHashes });
    const settled = await settleTouched(app, tx, { touched, now });
    const coins = news
      .filter(({ asset }) => asset === NATIVE)
      .map(({ to, blockNumber }) => ({ address: to, number: blockNumber }));
    const places = [...coins, ...left];
    if (places.length > 0) {
      await forgetConcluded(tx, { chainId, places });
      await recheckFrom(tx, { chainId, places });
    }
    added = news.length;
    return settled;
  });
  return added;
}

/**
 * Puts the sessions that wait for money under watch. Under the lease, with the cursor's row locked: whoever else writes many
 * watches of this network at once locks it as well, and so waits here, with none of them in hand.
 *
 * @throws as {@link commitWindow}
 */
export function commitWatches(app: App, { network, lease }: Omit<Window, "now">): Promise<void> {
  const { chainId, livemode } = network;
  return app.database.db.transaction(async (tx) => {
    if (!(await keepCursor(tx, { chainId, fence: lease.fence, leaseMs: LEASE_MS }))) throw new LeaseLostError();
    await watchOpenSessions(tx, { chainId, livemode });
  });
}

/** What a balance check found, with the blocks it lies in and through which block each address is now explained. */
export type Findings = {
  /** Blocks that are not kept any more, or not yet. */
  readonly blocks: readonly BlockHeader[];
  readonly transfers: readonly FoundTransfer[];
  readonly outflows: readonly Outflow[];
  readonly checked: readonly Checked[];
  /** Addresses of which two nodes do not tell the same: what stopped this check is not over. */
  readonly doubted: readonly string[];
};

/**
 * A balance check, in steps that each stand alone: what was found, with what it settles; then how far each address is
 * explained. A death in between leaves facts that the next check finds again. Never in one transaction: whoever settles
 * locks sessions and then their watches, so that a holder of watches must not wait for sessions.
 *
 * @returns true where sessions may have become due: those that waited for the word on their balance, or were put off
 * @throws as {@link commitWindow}
 */
export async function commitBalances(app: App, input: Window & { findings: Findings; worths: Worths }): Promise<boolean> {
  const { network, lease, findings, worths, now } = input;
  const { blocks, transfers, outflows, checked, doubted } = findings;
  const { chainId } = network;
  const blockHashes = transfers.map((transfer) => transfer.blockHash);
  let isPutOff = false;
  if (transfers.length > 0 || outflows.length > 0) {
    isPutOff = await transact(app, async (tx) => {
      if (!(await keepCursor(tx, { chainId, fence: lease.fence, leaseMs: LEASE_MS }))) throw new LeaseLostError();
      if (blocks.length > 0) await insertBlocks(tx, chainId, blocks);
      await storeTransfers(tx, { network, transfers, worths, now });
      await insertOutflows(tx, { chainId, outflows, isLogged: false });
      // Balances confirm nothing: without a payment found, no session is touched.
      const touched = blockHashes.length === 0 ? [] : await findTouchedSessions(tx, { chainId, blockHashes });
      return settleTouched(app, tx, { touched, now });
    });
  }
  await app.database.db.transaction(async (tx) => {
    const keep = doubted.length === 0 ? passBalances : keepCursor;
    if (!(await keep(tx, { chainId, fence: lease.fence, leaseMs: LEASE_MS }))) throw new LeaseLostError();
    await writeChecked(tx, { chainId, checked, now });
    await putBehind(tx, { chainId, addresses: doubted, now });
  });
  return isPutOff || networksByBalance(app).includes(chainId);
}

async function transact(app: App, work: (tx: Tx) => Promise<Settled>): Promise<boolean> {
  const { sessions, isMore } = await app.database.db.transaction(work);
  if (sessions > 0) wakeDeliverer();
  return isMore;
}

async function storeTransfers(
  tx: Tx,
  { network, transfers, worths, now }: { network: Network; transfers: readonly FoundTransfer[]; worths: Worths; now: number },
): Promise<readonly Added[]> {
  if (transfers.length === 0) return [];
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
