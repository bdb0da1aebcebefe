import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { type Engine, type OpenSession, startEngine, tick } from "@/test/engine";
import { plansOf } from "@/test/plans";
import type { Database } from "../client";
import { takeNetworkLease } from "./cursors";
import { areUnwatched, findDueWatches, putBehind, watchEndedSessions, watchOpenSessions } from "./native-watches";

const CHAIN_ID = 31337;
const NETWORK = { chainId: CHAIN_ID, livemode: false };
const SESSIONS = 24;

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Their addresses are under watch no more, as if they had not come through the pool. Lowest address first. */
async function openUnwatched(): Promise<OpenSession[]> {
  const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => engine.open("ETH")));
  await engine.database.sql`delete from native_watches`;
  return sessions.sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
}

async function waitUntilBlocked(database: Database): Promise<void> {
  const waiting = async () => {
    const [row] = await database.sql`
      select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into native_watches%'`;
    return row?.count;
  };
  await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
}

test("two that put the same sessions under watch wait for each other in one order, and neither is sent away", async () => {
  const [lowest, ...others] = await openUnwatched();
  const { db } = engine.database;
  const beside = testApp({ databaseUrl: engine.url });
  let watching: Promise<void> | undefined;
  await db.transaction(async (tx) => {
    await watchEndedSessions(tx, { ids: [lowest?.id ?? ""], chainIds: [CHAIN_ID] });
    watching = beside.database.db.transaction((other) => watchOpenSessions(other, NETWORK));
    watching.catch(() => {});
    await waitUntilBlocked(engine.database);
    await watchEndedSessions(tx, { ids: others.map(({ id }) => id), chainIds: [CHAIN_ID] });
  });
  await watching;
  await beside.database.close();
  const [row] = await engine.database.sql`select count(*)::integer as count from native_watches where is_open`;
  expect(row?.count).toBe(SESSIONS);
});

test("a process that does not have the network puts nothing under watch there", async () => {
  await openUnwatched();
  const { db } = engine.database;
  await takeNetworkLease(db, { chainId: CHAIN_ID, holder: "another process", leaseMs: 60_000 });
  expect(await engine.tick()).toEqual([{ chainId: CHAIN_ID, outcome: "idle", at: expect.any(Number) }]);
  expect(await engine.database.sql`select 1 from native_watches where is_open`).toHaveLength(0);
  expect(await areUnwatched(db, NETWORK)).toBe(true);
  await engine.database.sql`update network_cursors set lease_until = null`;
  await tick(engine.app);
  expect(await areUnwatched(db, NETWORK)).toBe(false);
});

test("a check writes each address once", async () => {
  await engine.database.sql.unsafe(`
    create table written (address text);
    create function note_write() returns trigger language plpgsql as
      'begin insert into written values (new.address); return null; end';
    create trigger note_write after update on native_watches for each row execute function note_write()`);
  await engine.chain.mine(1);
  const [report] = await engine.tick();
  const checked = report?.balances && "checked" in report.balances ? report.balances.checked : 0;
  const [row] = await engine.database
    .sql`select count(*)::integer as writes, count(distinct address)::integer as addresses from written`;
  expect(checked).toBeGreaterThanOrEqual(SESSIONS);
  expect({ ...row }).toEqual({ writes: checked, addresses: checked });
});

test("sessions that are not under watch are found by grouping, though statistics come from before the rush", async () => {
  const { db } = engine.database;
  await db.execute(sql`delete from native_watches`);
  await db.execute(sql`alter table native_watches set (autovacuum_enabled = false)`);
  await db.execute(sql`alter table checkout_sessions set (autovacuum_enabled = false)`);
  await db.execute(sql`analyze native_watches, checkout_sessions`);
  await db.execute(sql`
    insert into native_watches (chain_id, address, number, checked_number, is_open)
    select ${CHAIN_ID}, '0x' || lpad(to_hex(n), 40, '0'), 1, 1, true from generate_series(1, 5000) n`);
  const plans = await plansOf(db, (tx) => areUnwatched(tx, NETWORK));
  expect(plans).toHaveLength(1);
  expect(plans[0]).toContain("Aggregate");
  expect(plans[0]).not.toMatch(/Join|Nested Loop/);
});

test("addresses that wait for a second node's word hold up no others, nor others them", async () => {
  const { sql: query, db } = engine.database;
  await query`delete from native_watches`;
  const add = (prefix: string, count: number, row: { isOpen: boolean; checked: number }) => query`
    insert into native_watches (chain_id, address, number, balance, checked_number, is_open, next_at)
    select ${CHAIN_ID}, ${`0x${prefix}`} || lpad(to_hex(n), 38, '0'), 1, 0, ${row.checked}, ${row.isOpen},
      case when ${row.isOpen} then null else to_timestamp(0) end
    from generate_series(1, ${count}::int) n`;
  await add("aa", 700, { isOpen: true, checked: 1 });
  await add("bb", 300, { isOpen: true, checked: 2 });
  await add("cc", 100, { isOpen: false, checked: 1 });
  const dueAt = async (now: number) => {
    const due = await findDueWatches(db, { chainId: CHAIN_ID, at: 9, now, limit: 500 });
    return {
      addresses: due.map(({ address }) => address),
      of: (prefix: string) => due.filter((one) => one.address.startsWith(`0x${prefix}`)).length,
    };
  };
  const first = await dueAt(1);
  expect([first.of("aa"), first.of("bb"), first.of("cc")]).toEqual([450, 0, 50]);
  const all = await query<{ address: string }[]>`select address from native_watches where address like '0xaa%'`;
  await putBehind(db, { chainId: CHAIN_ID, addresses: all.map(({ address }) => address), now: 1 });
  const second = await dueAt(2);
  expect([second.of("aa"), second.of("bb"), second.of("cc")]).toEqual([100, 300, 100]);
  await putBehind(db, { chainId: CHAIN_ID, addresses: second.addresses, now: 2 });
  const third = await dueAt(3);
  expect(third.of("aa")).toBeGreaterThanOrEqual(50);
  expect(third.addresses.filter((address) => address.startsWith("0xaa") && second.addresses.includes(address))).toEqual([]);
  await add("dd", 700, { isOpen: true, checked: 3 });
  const fourth = await dueAt(4);
  expect([fourth.of("aa"), fourth.of("cc")]).toEqual([50, 50]);
});
