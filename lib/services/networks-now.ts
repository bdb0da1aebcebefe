import { setTimeout as sleep } from "node:timers/promises";
import { loadView } from "@/db/queries/view";
import type { Chain } from "../chains/chain";
import type { View } from "../checkout/view";
import type { App } from "./app";
import { remembered } from "./remembered";

/** How far the networks are scanned, and what time it is on the local ones. */
export type NetworksNow = {
  readonly view: View;
  /** Local chain id → epoch milliseconds of its head: its clock may have been moved ahead. */
  readonly localTimes: ReadonlyMap<number, number>;
};

/**
 * Creates read this from memory. An older answer is safe: a session's start block may lie before the scan's cursor
 * (its address is fresh, nothing came before), never behind it.
 */
const REMEMBER_MS = 100;
/** Where many sessions are created none of them waits for the nodes: the next answer comes meanwhile. */
const WHILE_ASKING_MS = 150;
/** A local node that is slower than this does not hold up a sale. */
const HEAD_LIMIT_MS = 500;

export function networksNow(app: App, now: number): Promise<NetworksNow> {
  return remembered(app, "networks", {
    now,
    forMs: REMEMBER_MS,
    whileLoadingMs: WHILE_ASKING_MS,
    load: () => askNetworks(app, now),
  });
}

/** The later of the wall clock and the local chains' own: from here a session's time runs. */
export function sessionClock({ view, localTimes }: NetworksNow, chainIds: readonly number[], now: number): number {
  const times = chainIds.flatMap((chainId) => {
    const head = localTimes.get(chainId);
    return head === undefined ? [] : [head, view.networks.get(chainId)?.passedTime ?? 0];
  });
  return Math.max(now, ...times);
}

/** The same, never from memory. */
export async function askNetworks(app: App, now: number): Promise<NetworksNow> {
  const local = [...app.chains.values()].filter((chain) => chain.network.local);
  const [view, ...heads] = await Promise.all([loadView(app.database.db, now), ...local.map(headTime)]);
  return { view, localTimes: new Map(local.map((chain, index) => [chain.network.chainId, heads[index] ?? 0])) };
}

/** 0 where the node does not say: then the scan's own cursor counts. */
async function headTime(chain: Chain): Promise<number> {
  const limit = new AbortController();
  try {
    return await Promise.race([chain.head().then((head) => head.time), sleep(HEAD_LIMIT_MS, 0, { signal: limit.signal })]);
  } catch {
    return 0;
  } finally {
    limit.abort();
  }
}
