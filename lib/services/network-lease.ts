import type { Tx } from "@/db/client";
import { type NetworkState, releaseNetworkLease, takeNetworkLease } from "@/db/queries/cursors";
import type { App } from "./app";

/**
 * How long a holder that died keeps others out. Far longer than clocks differ, though only the database's clock is asked;
 * each committed window begins it anew.
 */
export const LEASE_MS = 30_000;

/**
 * The right to move one network's cursor. The time limit only lets others in after a crash; what keeps two holders from
 * writing is `fence`, which every commit compares with the row's.
 */
export type NetworkLease = { readonly chainId: number; readonly fence: number; readonly state: NetworkState };

/** Somebody else took the lease over. Nothing of the transaction at hand may be committed. */
export class LeaseLostError extends Error {
  override name = "LeaseLostError";
}

/**
 * Runs `work` as the network's only scanner.
 *
 * @returns what `work` returns, or null where another process scans it now
 */
export async function withNetworkLease<T>(
  app: App,
  chainId: number,
  work: (lease: NetworkLease) => Promise<T>,
): Promise<T | null> {
  const { db }: { db: Tx } = app.database;
  const taken = await takeNetworkLease(db, { chainId, holder: app.instance, leaseMs: LEASE_MS });
  if (taken === null) return null;
  const lease = { chainId, ...taken };
  try {
    return await work(lease);
  } finally {
    await releaseNetworkLease(db, lease);
  }
}
