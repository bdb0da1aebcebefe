import { canonicalHashes } from "@/db/queries/blocks";
import { forgetBalancesProblem, readNetworkState } from "@/db/queries/cursors";
import {
  areUnwatched,
  type Checked,
  findDueWatches,
  loadNativeFacts,
  type NativeFact,
  type NativeWatch,
} from "@/db/queries/native-watches";
import { type BlockHeader, type BlockRef, type Chain, ChainEvidenceError, MAX_BALANCES } from "../chains/chain";
import { log } from "../log";
import type { App } from "./app";
import { commitBalances, commitDue, commitWatches, type Findings } from "./commit-window";
import { type Explained, explainChange } from "./explain-changes";
import { type Change, expectedAt, findChanges, type ReadAt, type Unexplained } from "./find-changes";
import { groupBy } from "./group-by";
import { LeaseLostError, type NetworkLease, withNetworkLease } from "./network-lease";
import { requireSecondBalances } from "./require-second-balances";
import { valueTransfers } from "./value-transfers";

/** Questions of one check to the node. What it does not reach is first in the next tick. */
const MAX_QUESTIONS = 60;
/** A block's body, its receipts and its traces, by the two names that nodes know them by. */
const ATTRIBUTION_QUESTIONS = 4;

/** What one check did; told apart from the scan's own report. */
export type BalanceReport = {
  /** Addresses that were compared. */
  readonly checked: number;
  /** Payments that only the balance showed. */
  readonly found: number;
  /** Questions to the node. */
  readonly questions: number;
};

type Tick = { readonly chain: Chain; readonly now: number; readonly isOver: () => boolean };
type Check = Tick & { readonly lease: NetworkLease; readonly at: Place };
type Place = BlockRef & { readonly time: number };

/**
 * Finds the native coin that no block body shows: sent by contracts, by a self-destruct, by the chain itself. Compares the
 * balances of at most 500 addresses at the cursor's block with what the stored facts say that they have; what differs is
 * traced to its block and written down, under the network's lease and fence. Facts are canonical
 * transfers and outflows and a balance to begin with, so a second run, a crash in between and a reorg write nothing twice.
 *
 * @returns null where there is nothing to compare, or another process has the network
 */
export async function checkBalances(app: App, { chain, now, isOver }: Tick): Promise<BalanceReport | null> {
  const { chainId, livemode } = chain.network;
  const { db } = app.database;
  const state = await readNetworkState(db, chainId);
  if (!state?.cursor) return null;
  const due = await findDueWatches(db, { chainId, at: state.cursor.number, now, limit: 1 });
  if (due.length === 0 && !(await areUnwatched(db, { chainId, livemode }))) {
    if (state.balancesProblem !== null) await forgetBalancesProblem(db, chainId);
    return null;
  }
  try {
    return await withNetworkLease(app, chainId, async (lease) => {
      const at = lease.state.cursor;
      return at === null ? null : check(app, { chain, lease, at, now, isOver });
    });
  } catch (error) {
    if (error instanceof LeaseLostError) return null;
    throw error;
  }
}

async function check(app: App, { chain, lease, at, now, isOver }: Check): Promise<BalanceReport | null> {
  const { db } = app.database;
  const { chainId } = chain.network;
  await commitWatches(app, { network: chain.network, lease });
  const watches = await findDueWatches(db, { chainId, at: at.number, now, limit: MAX_BALANCES });
  if (watches.length === 0) return null;
  const reader = await makeReader(app, { chain, at, lowest: lowestOf(watches, at.number) });
  const addresses = watches.map((watch) => watch.address);
  const balances = await reader.readAt(addresses, at.number);
  if (!balances) throw new ChainEvidenceError("The node cannot tell balances at the newest verified block.");

  const based = await takeBases(watches, { at: at.number, balances, reader });
  const facts = groupBy(await loadNativeFacts(db, { chainId, addresses }), (fact) => fact.address);
  const all = based.map((one): Unexplained => ({ ...one, facts: facts.get(one.address) ?? [] }));
  const differing = all.filter((one) => expectedAt(one, at.number) !== one.balance);
  const { changes, explained } = await findChanges(differing, at.number, reader.readAt);
  const { found, told } = await explainAll(changes, { chain, reader, facts });
  const paid = [...new Set(found.transfers.map((transfer) => transfer.to))];
  await requireSecondBalances({ chain, balances, block: at, addresses: paid });
  const differ = new Set(differing.map(({ address }) => address));
  const untold = new Set(changes.filter((change) => !told.includes(change)).map(({ address }) => address));
  const isDone = (address: string) => !differ.has(address) || (explained.has(address) && !untold.has(address));
  const findings: Findings = {
    blocks: reader.strangers([...found.transfers, ...found.outflows].map((one) => one.blockHash)),
    ...found,
    checked: all.map((one) => toChecked(one, { at, isDone: isDone(one.address), changes: told })),
  };
  const worths = await valueTransfers(app, { network: chain.network, transfers: found.transfers, now });
  const commit = { network: chain.network, lease, worths, now };
  let isMoreDue = await commitBalances(app, { ...commit, findings });
  while (isMoreDue && !isOver()) isMoreDue = await commitDue(app, commit);
  return { checked: watches.length, found: found.transfers.length, questions: reader.asked() };
}

/** Where the budget did not reach the end, the next check goes on from the last change that was told. */
function toChecked(
  { address, base, explained }: Unexplained,
  { at, isDone, changes }: { at: Place; isDone: boolean; changes: readonly Change[] },
): Checked {
  const own = { address, number: base.number, balance: base.balance };
  if (isDone) return { ...own, checkedNumber: at.number, checkedTime: at.time };
  const reached = changes.filter((change) => change.address === address).map((change) => change.number);
  return { ...own, checkedNumber: Math.max(explained, ...reached), checkedTime: null };
}

function lowestOf(watches: readonly NativeWatch[], at: number): number {
  return watches.reduce((lowest, { checkedNumber }) => Math.min(lowest, checkedNumber ?? at), at);
}

type Reader = Awaited<ReturnType<typeof makeReader>>;

/** Reads balances at heights of the verified chain, within the budget. */
async function makeReader(app: App, { chain, at, lowest }: { chain: Chain; at: Place; lowest: number }) {
  const { chainId } = chain.network;
  const ours = await canonicalHashes(app.database.db, { chainId, from: lowest, to: at.number });
  const headers = new Map<number, BlockHeader>();
  let questions = 0;

  const spend = (count: number): boolean => {
    if (questions + count > MAX_QUESTIONS) return false;
    questions += count;
    return true;
  };
  /** Undefined: the budget is spent. */
  const headerAt = async (number: number): Promise<BlockHeader | undefined> => {
    const known = headers.get(number);
    if (known) return known;
    if (!spend(1)) return undefined;
    const header = await chain.headerAt(number);
    const our = ours.get(number);
    if (header === null || (our !== undefined && our !== header.hash)) {
      throw new ChainEvidenceError("The node's chain is not the one that was scanned.");
    }
    headers.set(number, header);
    return header;
  };
  const readAt: ReadAt = async (addresses, number) => {
    const our = ours.get(number);
    const hash = our ?? (await headerAt(number))?.hash;
    if (hash === undefined || !spend(1)) return undefined;
    return chain.balances(addresses, { number, hash });
  };
  return {
    readAt,
    headerAt,
    spend,
    asked: () => questions,
    /** Of the blocks of these hashes, those that are not kept. */
    strangers: (hashes: readonly string[]): BlockHeader[] =>
      [...headers.values()].filter(({ number, hash }) => !ours.has(number) && hashes.includes(hash)),
  };
}

type Based = Omit<Unexplained, "facts">;

/** Where the sums of each address begin. A state that no node keeps any more is replaced by the one at hand, and that is told. */
async function takeBases(
  watches: readonly NativeWatch[],
  { at, balances, reader }: { at: number; balances: ReadonlyMap<string, bigint>; reader: Reader },
): Promise<Based[]> {
  const missing = groupBy(
    watches.filter(({ number, balance }) => balance === null && number !== null && number < at),
    ({ number }) => number as number,
  );
  const read = new Map<string, bigint>();
  const postponed = new Set<string>();
  for (const [number, group] of missing) {
    const addresses = group.map((watch) => watch.address);
    const then = await reader.readAt(addresses, number);
    if (then === undefined) for (const address of addresses) postponed.add(address);
    else if (then === null)
      log.warn({ number, addresses }, "no node tells what these addresses held when they were first watched");
    for (const [address, balance] of then ?? []) read.set(address, balance);
  }
  return watches.flatMap((watch): Based[] => {
    const { address } = watch;
    const balance = balances.get(address) ?? 0n;
    if (postponed.has(address)) return [];
    const then = watch.balance ?? read.get(address);
    if (then === undefined || watch.number === null) {
      return [{ address, balance, base: { number: at, balance }, explained: at }];
    }
    return [{ address, balance, base: { number: watch.number, balance: then }, explained: watch.checkedNumber ?? watch.number }];
  });
}

/** Each block that holds a change is read once, for all its addresses. */
async function explainAll(
  changes: readonly Change[],
  { chain, reader, facts }: { chain: Chain; reader: Reader; facts: ReadonlyMap<string, readonly NativeFact[]> },
): Promise<{ found: Explained; told: readonly Change[] }> {
  const { chainId } = chain.network;
  const found: Explained[] = [];
  const told: Change[] = [];
  const untold = new Set<string>();
  const blocks = [...groupBy(changes, (change) => change.number)].sort(([a], [b]) => a - b);
  for (const [number, group] of blocks) {
    const inReach = group.filter(({ address }) => !untold.has(address));
    const block = inReach.length === 0 ? undefined : await reader.headerAt(number);
    if (block === undefined || !reader.spend(ATTRIBUTION_QUESTIONS)) {
      for (const { address } of inReach) untold.add(address);
      continue;
    }
    const shown = await chain.attribute(new Set(inReach.map(({ address }) => address)), block);
    for (const change of inReach) {
      const here = (facts.get(change.address) ?? []).filter((fact) => fact.number === number);
      found.push(explainChange(change, { chainId, block, facts: here, shown }));
      told.push(change);
    }
  }
  return {
    found: { transfers: found.flatMap((one) => one.transfers), outflows: found.flatMap((one) => one.outflows) },
    told,
  };
}
