import { and, eq, lt, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { networkCursors } from "../schema";

/** How far a network is verified, and what stopped its last tick. Times are epoch milliseconds. */
export type NetworkState = {
  readonly chainId: number;
  /** Null: never scanned. */
  readonly cursor: { readonly number: number; readonly hash: string; readonly time: number } | null;
  readonly stalled: boolean;
  readonly problem: string | null;
  /** Since when every tick has met one. */
  readonly problemSince: number | null;
  /** What stopped the last comparison of balances. */
  readonly balancesProblem: string | null;
  readonly scannedAt: number | null;
};

export async function readNetworkState(db: Tx, chainId: number): Promise<NetworkState | null> {
  const [row] = await db.select().from(networkCursors).where(eq(networkCursors.chainId, chainId));
  return row ? toState(row) : null;
}

/**
 * Takes the network's lease where nobody holds it, by the database's clock. The fence is higher than that of every
 * holder before: whoever still believes to hold an older one can commit nothing any more.
 *
 * @returns null where somebody else holds it
 */
export async function takeNetworkLease(
  db: Tx,
  { chainId, holder, leaseMs }: { chainId: number; holder: string; leaseMs: number },
): Promise<{ readonly fence: number; readonly state: NetworkState } | null> {
  const lease = { leaseHolder: holder, leaseUntil: inFuture(leaseMs) };
  const [row] = await db
    .insert(networkCursors)
    .values({ chainId, fence: 1, ...lease })
    .onConflictDoUpdate({
      target: networkCursors.chainId,
      set: { fence: sql`${networkCursors.fence} + 1`, ...lease },
      setWhere: sql`${networkCursors.leaseUntil} is null or ${networkCursors.leaseUntil} < now()`,
    })
    .returning();
  return row ? { fence: row.fence, state: toState(row) } : null;
}

export async function releaseNetworkLease(db: Tx, { chainId, fence }: Fenced): Promise<void> {
  await db.update(networkCursors).set({ leaseHolder: null, leaseUntil: null }).where(isHeld({ chainId, fence }));
}

/** All that this holder has, at once: what it is still about to commit there is refused. */
export async function releaseNetworkLeases(db: Tx, holder: string): Promise<void> {
  await db
    .update(networkCursors)
    .set({ leaseHolder: null, leaseUntil: null, fence: sql`${networkCursors.fence} + 1` })
    .where(eq(networkCursors.leaseHolder, holder));
}

type Fenced = { chainId: number; fence: number };

/**
 * Moves the cursor under the fence, and locks its row until the transaction ends.
 *
 * @returns false where the lease has gone to somebody else: then nothing of this transaction may be committed
 */
export async function moveCursor(
  tx: Tx,
  input: Fenced & { to: { number: number; hash: string; time: number }; now: number; leaseMs: number },
): Promise<boolean> {
  const { to, now, leaseMs } = input;
  const time = new Date(to.time);
  const moved = await tx
    .update(networkCursors)
    .set({
      number: to.number,
      hash: to.hash,
      time,
      passedTime: sql`greatest(${networkCursors.passedTime}, ${time.toISOString()}::timestamptz)`,
      stalled: false,
      leaseUntil: inFuture(leaseMs),
      problem: null,
      problemSince: null,
      scannedAt: new Date(now),
    })
    .where(isHeld(input))
    .returning({ chainId: networkCursors.chainId });
  return moved.length === 1;
}

/** The cursor stays, and so does the problem that may stand there. False as in {@link moveCursor}. */
export async function keepCursor(tx: Tx, input: Fenced & { leaseMs: number }): Promise<boolean> {
  const kept = await tx
    .update(networkCursors)
    .set({ leaseUntil: inFuture(input.leaseMs) })
    .where(isHeld(input))
    .returning({ chainId: networkCursors.chainId });
  return kept.length === 1;
}

/** As {@link keepCursor}, after balances were compared: whatever stopped that before is over. */
export async function passBalances(tx: Tx, input: Fenced & { leaseMs: number }): Promise<boolean> {
  const passed = await tx
    .update(networkCursors)
    .set({ leaseUntil: inFuture(input.leaseMs), balancesProblem: null, balancesProblemSince: null })
    .where(isHeld(input))
    .returning({ chainId: networkCursors.chainId });
  return passed.length === 1;
}

/** There is nothing to compare any more, so nothing fails. */
export async function forgetBalancesProblem(db: Tx, chainId: number): Promise<void> {
  await db
    .update(networkCursors)
    .set({ balancesProblem: null, balancesProblemSince: null })
    .where(eq(networkCursors.chainId, chainId));
}

/** The cursor stays where the head is: says whether the chain stands still. False as in {@link moveCursor}. */
export async function holdCursor(tx: Tx, input: Fenced & { stalled: boolean; now: number }): Promise<boolean> {
  const held = await tx
    .update(networkCursors)
    .set({ stalled: input.stalled, problem: null, problemSince: null, scannedAt: new Date(input.now) })
    .where(isHeld(input))
    .returning({ chainId: networkCursors.chainId });
  return held.length === 1;
}

/** Locks the cursor's row until the transaction ends, and leaves it as it is. False as in {@link moveCursor}. */
export async function lockCursor(tx: Tx, fenced: Fenced): Promise<boolean> {
  const held = await tx.select({ chainId: networkCursors.chainId }).from(networkCursors).where(isHeld(fenced)).for("update");
  return held.length === 1;
}

/** The network answered and had nothing new. */
export async function touchCursor(db: Tx, { chainId, now }: { chainId: number; now: number }): Promise<void> {
  const at = new Date(now);
  await db
    .update(networkCursors)
    .set({ scannedAt: at })
    .where(and(eq(networkCursors.chainId, chainId), lt(networkCursors.scannedAt, at)));
}

/**
 * Written outside the transaction that failed. `problemSince` is when the network first had any problem in a row.
 *
 * @returns true where it is news
 */
export async function recordProblem(
  db: Tx,
  { chainId, problem, now }: { chainId: number; problem: string; now: number },
): Promise<boolean> {
  const at = new Date(now);
  const written = await db
    .insert(networkCursors)
    .values({ chainId, problem, problemSince: at })
    .onConflictDoUpdate({
      target: networkCursors.chainId,
      set: { problem, problemSince: sql`coalesce(${networkCursors.problemSince}, ${at.toISOString()}::timestamptz)` },
      setWhere: sql`${networkCursors.problem} is distinct from ${problem}`,
    })
    .returning({ chainId: networkCursors.chainId });
  return written.length === 1;
}

/**
 * The same for the comparison of balances, which stops no scan.
 *
 * @returns true where it is news
 */
export async function recordBalancesProblem(
  db: Tx,
  { chainId, problem, now }: { chainId: number; problem: string; now: number },
): Promise<boolean> {
  const written = await db
    .update(networkCursors)
    .set({
      balancesProblem: problem,
      balancesProblemSince: sql`coalesce(${networkCursors.balancesProblemSince}, ${new Date(now).toISOString()}::timestamptz)`,
    })
    .where(and(eq(networkCursors.chainId, chainId), sql`${networkCursors.balancesProblem} is distinct from ${problem}`))
    .returning({ chainId: networkCursors.chainId });
  return written.length === 1;
}

function isHeld({ chainId, fence }: Fenced) {
  return and(eq(networkCursors.chainId, chainId), eq(networkCursors.fence, fence));
}

function inFuture(ms: number) {
  return sql<Date>`now() + ${ms} * interval '1 millisecond'`;
}

function toState(row: typeof networkCursors.$inferSelect): NetworkState {
  const { chainId, number, hash, time, stalled, problem, problemSince, balancesProblem, scannedAt } = row;
  const isScanned = number !== null && hash !== null && time !== null;
  return {
    chainId,
    cursor: isScanned ? { number, hash, time: time.getTime() } : null,
    stalled,
    problem,
    problemSince: problemSince?.getTime() ?? null,
    balancesProblem,
    scannedAt: scannedAt?.getTime() ?? null,
  };
}
