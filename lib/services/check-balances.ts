import { forgetBalancesProblem, readNetworkState } from "@/db/queries/cursors";
import {
  areUnwatched,
  type Checked,
  findDueWatches,
  loadNativeFacts,
  type NativeFact,
  type NativeWatch,
} from "@/db/queries/native-watches";
import { type BlockRef, type Chain, ChainEvidenceError, MAX_BALANCES } from "../chains/chain";
import type { App } from "./app";
import { type BalanceReader, makeBalanceReader } from "./balance-reader";
import { commitBalances, commitDue, commitWatches, type Findings } from "./commit-window";
import { doubtMixed } from "./doubt-mixed";
import { type Explained, explainChange } from "./explain-changes";
import { type Change, expectedAt, findChanges, type Unexplained } from "./find-changes";
import type { Doubts } from "./find-doubts";
import { groupBy } from "./group-by";
import { LeaseLostError, type NetworkLease, withNetworkLease } from "./network-lease";
import { takeBases } from "./take-bases";
import { valueTransfers } from "./value-transfers";

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
 * traced to its block and written down, under the network's lease and fence, on the word of two nodes where there are two. Facts are canonical
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
  const reader = await makeBalanceReader(app, { chain, at, lowest: lowestOf(watches, at.number) });
  const addresses = watches.map((watch) => watch.address);
  const balances = await reader.readAt(addresses, at.number);
  if (!balances) throw new ChainEvidenceError("The node cannot tell balances at the newest verified block.");

  const facts = groupBy(await loadNativeFacts(db, { chainId, addresses }), (fact) => fact.address);
  const { based, fresh, doubts: ofBases } = await takeBases(watches, { at: at.number, balances, reader, facts });
  const isDiffering = (one: Unexplained) => expectedAt(one, at.number) !== one.balance;
  const read = based.map((one) => aboveLateFacts(one, facts.get(one.address) ?? []));
  const concluded = [...fresh, ...read.filter(isDiffering).map(({ address }) => address)];
  const ofBalances = await reader.doubtsAt(balances, { number: at.number, addresses: concluded });
  if (ofBalances === undefined) throw new Error("a question was kept back for the second word");
  const agreed = read.filter(({ address }) => !ofBalances.has(address));
  const differing = agreed.filter(isDiffering);
  // What is missing at a gain's own block shows in the next one.
  const searchable = differing.filter(({ explained }) => explained < at.number);
  const searched = await findChanges(searchable, at.number, reader);
  reader.release();
  const ofChanges = await doubtMixed(differing, searched.changes, { at: at.number, reader });
  const doubts: Doubts = new Map([...ofBases, ...ofBalances, ...ofChanges]);
  const all = agreed.filter(({ address }) => !doubts.has(address));
  const compared = new Set(all.map(({ address }) => address));
  const changes = searched.changes.filter(({ address }) => compared.has(address));
  const { found, told } = await explainAll(changes, { chain, reader, facts });
  const untold = new Set(changes.filter((change) => !told.includes(change)).map(({ address }) => address));
  const isDone = (one: Unexplained) => !isDiffering(one) || (searched.explained.has(one.address) && !untold.has(one.address));
  const findings: Findings = {
    blocks: reader.strangers([...found.transfers, ...found.outflows].map((one) => one.blockHash)),
    ...found,
    checked: all.map((one) => toChecked(one, { at, isDone: isDone(one), changes: told })),
    doubted: [...doubts.keys()],
  };
  const worths = await valueTransfers(app, { network: chain.network, transfers: found.transfers, now });
  const commit = { network: chain.network, lease, worths, now };
  let isMoreDue = await commitBalances(app, { ...commit, findings });
  while (isMoreDue && !isOver()) isMoreDue = await commitDue(app, commit);
  const [problem] = doubts.values();
  if (problem !== undefined) throw new ChainEvidenceError(problem);
  return { checked: all.length, found: found.transfers.length, questions: reader.asked() };
}

/**
 * What only a balance showed may have happened earlier than it stands, where no node kept the state in between. So what is
 * missing at the end of an address that is compared again is looked for above it: below, the same money would be found again.
 */
function aboveLateFacts(one: Omit<Unexplained, "facts">, facts: readonly NativeFact[]): Unexplained {
  const late = facts.filter(({ number, cameAfter = number }) => number > one.explained && cameAfter < number - 1);
  const explained = Math.max(one.explained, ...late.map(({ number }) => number));
  return { ...one, facts, explained, known: Math.min(one.known, ...late.map(({ cameAfter = one.known }) => cameAfter)) };
}

/** Where the budget did not reach the end, the next check goes on from the last change that was told. */
function toChecked(
  { address, base, known }: Unexplained,
  { at, isDone, changes }: { at: Place; isDone: boolean; changes: readonly Change[] },
): Checked {
  const own = { address, number: base.number, balance: base.balance };
  if (isDone) return { ...own, checkedNumber: at.number, checkedTime: at.time };
  const reached = changes.filter((change) => change.address === address).map((change) => change.number);
  return { ...own, checkedNumber: Math.max(known, ...reached), checkedTime: null };
}

function lowestOf(watches: readonly NativeWatch[], at: number): number {
  return watches.reduce((lowest, { checkedNumber }) => Math.min(lowest, checkedNumber ?? at), at);
}

/** Each block that holds a change is read once, for all its addresses. */
async function explainAll(
  changes: readonly Change[],
  { chain, reader, facts }: { chain: Chain; reader: BalanceReader; facts: ReadonlyMap<string, readonly NativeFact[]> },
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
