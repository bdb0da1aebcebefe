import type { Tx } from "../client";
import { networkCursors } from "../schema";

export type NetworkLag = {
  readonly chainId: number;
  /** The newest block verified, or null where none is yet. */
  readonly scannedThrough: number | null;
  /** Since that block was made, and since a scan last got through. Whole seconds. */
  readonly behindSeconds: number | null;
  readonly lastScanSecondsAgo: number | null;
  /** For how long each scan has met a problem; null while they get through. */
  readonly failingSeconds: number | null;
  /** For how long balances, which show what contracts sent, could not be compared; null while they can be. */
  readonly balancesFailingSeconds: number | null;
  readonly stalled: boolean;
};

/** How far behind each network's scan is; a clock moved ahead on a local chain counts as not behind. */
export async function listNetworkLag(db: Tx, now: number): Promise<NetworkLag[]> {
  const since = (moment: Date | null) => moment && Math.max(0, Math.floor((now - moment.getTime()) / 1000));
  const cursors = await db.select().from(networkCursors);
  return cursors.map((cursor) => ({
    chainId: cursor.chainId,
    scannedThrough: cursor.number,
    behindSeconds: since(cursor.time),
    lastScanSecondsAgo: since(cursor.scannedAt),
    failingSeconds: since(cursor.problemSince),
    balancesFailingSeconds: since(cursor.balancesProblemSince),
    stalled: cursor.stalled,
  }));
}
