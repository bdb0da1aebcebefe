import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import { PUT_OFF } from "./projections";

/** Sessions that a window of this network may change: paid or unpaid by these blocks, or waiting for confirmations here. */
export async function findTouchedSessions(
  tx: Tx,
  { chainId, blockHashes }: { chainId: number; blockHashes: readonly string[] },
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select t.session_id as id from transfers t
    join (select jsonb_array_elements_text(${JSON.stringify(blockHashes)}::jsonb) as hash) given on given.hash = t.block_hash
    where t.chain_id = ${chainId} and t.session_id is not null
    union
    select s.id from checkout_sessions s
    where s.confirming and (
      exists (select 1 from session_quotes q where q.session_id = s.id and q.chain_id = ${chainId})
      or exists (select 1 from transfers t where t.session_id = s.id and t.chain_id = ${chainId}))`);
  return rows.map((row) => row.id);
}

type Due = { readonly chainId: number; readonly byBalances: readonly number[]; readonly now: number; readonly limit: number };

/**
 * Sessions of this network whose moment to be looked at has come: every network of the last quote is verified beyond it.
 * A network that stands still counts as passed for a session that is pending and past its time by the clock.
 *
 * @param byBalances networks whose native coin is found by balances alone: no session that takes it expires before its
 *   balance was compared at a block beyond its moment; one that was put off is only finished
 */
export async function findDueSessions(db: Tx, due: Due): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(await dueSessions(db, due));
  return rows.map((row) => row.id);
}

/** The same, locked until the transaction ends. What somebody else has locked is passed over and not waited for. */
export async function claimDueSessions(tx: Tx, due: Due): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`${await dueSessions(tx, due)} for update of s skip locked`);
  return rows.map((row) => row.id);
}

/** Of these, locked in the order of ids, those whose moment whoever had them has left as it was. */
export async function holdDueSessions(tx: Tx, { ids, now }: { ids: readonly string[]; now: number }): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select s.id from checkout_sessions s
    where s.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) and s.look_at < ${await latestMoment(tx, now)}::timestamptz
    order by s.id for update of s`);
  return rows.map((row) => row.id);
}

/** What has come, on the chain that is farthest or by the clock. */
async function latestMoment(db: Tx, now: number): Promise<string> {
  const at = new Date(now).toISOString();
  const [latest] = await db.execute<{ at: string }>(sql`
    select greatest(max(passed_time), ${at}::timestamptz)::text as at from network_cursors`);
  return latest?.at ?? at;
}

async function dueSessions(db: Tx, { chainId, byBalances, now, limit }: Due) {
  const at = new Date(now).toISOString();
  // Few sessions are due, however many are open: `look_at` goes in as a value, which the planner can estimate, and
  // `offset 0` has each condition looked up for those few instead of joined with all quotes that there are.
  return sql`
    select s.id from checkout_sessions s
    where s.look_at < ${await latestMoment(db, now)}::timestamptz
      and exists (select 1 from session_quotes q where q.session_id = s.id and q.chain_id = ${chainId} offset 0)
      and not exists (
        select 1 from session_quotes q
        left join network_cursors c on c.chain_id = q.chain_id
        where q.session_id = s.id
          and q.number = (select max(last.number) from session_quotes last where last.session_id = s.id)
          and not coalesce(c.passed_time > s.look_at, false)
          and not coalesce(c.stalled and s.status = 'pending' and s.look_at < ${at}::timestamptz, false) offset 0)
      and not exists (
        select 1 from session_quotes q
        left join network_cursors c on c.chain_id = q.chain_id
        left join native_watches w on w.chain_id = q.chain_id and w.address = lower(s.address)
        where s.look_at > ${PUT_OFF} and q.session_id = s.id and q.asset = 'native' and q.chain_id = any(${`{${byBalances.join()}}`}::integer[])
          and not coalesce(c.stalled, false) and not coalesce(w.checked_time > s.look_at, false) offset 0)
    order by s.look_at
    limit ${limit}`;
}
