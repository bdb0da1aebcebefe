import type { Sql } from "postgres";

/** Leases are compared with the database's clock, expiry with ours (engine.md 2.7): further apart, neither holds. */
const MAX_APART_MS = 5_000;

export class ClockError extends Error {
  override name = "ClockError";
}

/**
 * @param clock this process's clock, epoch milliseconds
 * @throws {ClockError} where it is more than five seconds from the database's, beyond what the question itself took
 */
export async function checkClock(sql: Sql, clock: () => number): Promise<void> {
  const asked = clock();
  const [row] = await sql<{ now: string }[]>`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`;
  const answered = clock();
  const theirs = Number(row?.now);
  if (asked - theirs <= MAX_APART_MS && theirs - answered <= MAX_APART_MS) return;
  const apart = Math.round(Math.abs(answered - theirs) / 1000);
  throw new ClockError(`this machine's clock and the database's are ${apart} s apart; Florin needs them within 5 s`);
}
