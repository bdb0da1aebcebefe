import { sql } from "drizzle-orm";
import type { Tx } from "../client";

export type Counted = {
  readonly sessions: readonly { readonly livemode: boolean; readonly status: string; readonly count: number }[];
  readonly payments: readonly { readonly chainId: number; readonly count: number }[];
  readonly connections: readonly { readonly state: string; readonly count: number }[];
  readonly deliveries: { readonly pending: number; readonly overdueSeconds: number; readonly endpointsOff: number };
};

/** How many there are of what, over all merchants: for the operator alone. */
export async function countEverything(db: Tx, now: number): Promise<Counted> {
  const [sessions, payments, connections, [deliveries]] = await Promise.all([
    db.execute<Counted["sessions"][number]>(
      sql`select livemode, status, count(*)::int as count from checkout_sessions group by livemode, status`,
    ),
    db.execute<Counted["payments"][number]>(sql`
      select chain_id as "chainId", count(*)::int as count from transfers where session_id is not null group by chain_id`),
    db.execute<Counted["connections"][number]>(sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
      where application_name = 'florin' and datname = current_database() group by 1`),
    db.execute<Counted["deliveries"]>(sql`
      select count(*)::int as pending,
        coalesce(greatest(extract(epoch from ${new Date(now).toISOString()}::timestamptz - min(next_attempt_at)), 0), 0)::float8
          as "overdueSeconds",
        (select count(*)::int from webhook_endpoints where disabled_reason is not null and deleted_at is null) as "endpointsOff"
      from deliveries where status = 'pending'`),
  ]);
  if (!deliveries) throw new Error("a count has one row");
  return { sessions, payments, connections, deliveries };
}
