import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { sharedCounts } from "../schema";

/** What is counted, and for whom. */
export type Counted = { readonly what: "login account" | "login address" | "question"; readonly whose: string };

/** Old counts that go with each new one. */
const SWEPT = 20;

/**
 * Counts one more, in a window that begins with its first; by the database's clock. Old windows are cleared on the way.
 *
 * @returns how many there are now, and how long the window lasts on
 */
export async function countOne(db: Tx, counted: Counted, seconds: number): Promise<{ count: number; restMs: number }> {
  const key = keyOf(counted);
  const rows = await db.execute<{ count: number; rest_ms: number }>(sql`
    with swept as (
      delete from shared_counts where key in (
        select key from shared_counts where ends_at < now() and key <> ${key} order by ends_at limit ${SWEPT} for update skip locked
      )
    )
    insert into shared_counts as c (key, count, ends_at) values (${key}, 1, now() + ${seconds} * interval '1 second')
    on conflict (key) do update set
      count = case when c.ends_at < now() then 1 else c.count + 1 end,
      ends_at = case when c.ends_at < now() then excluded.ends_at else c.ends_at end
    returning count, (extract(epoch from ends_at - now()) * 1000)::int as rest_ms`);
  const [row] = rows;
  if (!row) throw new Error("a count always has a row");
  return { count: row.count, restMs: row.rest_ms };
}

/** One that turned out not to count. */
export async function giveBackOne(db: Tx, counted: Counted): Promise<void> {
  await db
    .update(sharedCounts)
    .set({ count: sql`greatest(${sharedCounts.count} - 1, 0)` })
    .where(eq(sharedCounts.key, keyOf(counted)));
}

export async function forgetCount(db: Tx, counted: Counted): Promise<void> {
  await db.delete(sharedCounts).where(eq(sharedCounts.key, keyOf(counted)));
}

function keyOf({ what, whose }: Counted): string {
  return createHash("sha256").update(`${what} ${whose}`).digest("hex");
}
