import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { type Engine, startEngine } from "@/test/engine";
import { settleSessions } from "./settle-sessions";

/** More than one batch of those that are settled together. */
const SESSIONS = 450;

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  const { sql } = engine.database;
  await sql.unsafe(`
    create table statements (operation text);
    create function note_statement() returns trigger language plpgsql as
      'begin insert into statements values (tg_op); return null; end'`);
});
afterAll(() => engine?.stop());

/** Sessions that their shop has closed, of which no scan knew yet: to be settled, and to be put under watch with it. */
async function closedSessions(): Promise<string[]> {
  const { sql } = engine.database;
  const ids: string[] = [];
  for (let from = 0; from < SESSIONS; from += 50) {
    ids.push(...(await Promise.all(Array.from({ length: 50 }, () => engine.open("ETH")))).map(({ id }) => id));
  }
  await sql`update checkout_sessions set deactivated_at = now()`;
  await sql`delete from native_watches`;
  return ids.sort();
}

test("sessions of several batches are all locked before their first watch is written, and the watches at one stroke", async () => {
  const { sql } = engine.database;
  const ids = await closedSessions();
  await sql.unsafe(`create trigger note_statement after insert or update on native_watches
    for each statement execute function note_statement()`);
  const beside = testApp({ databaseUrl: engine.url });
  let settled: Promise<string[]> | undefined;
  await sql.begin(async (tx) => {
    await tx`select 1 from checkout_sessions where id = ${ids.at(-1) ?? ""} for update`;
    settled = beside.database.db.transaction((other) =>
      settleSessions(other, { sessionIds: [...ids].reverse(), now: Date.now(), baseUrl: "http://localhost:3000" }),
    );
    settled.catch(() => {});
    const waiting = () => sql`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query like '%from "checkout_sessions"%for update%'`;
    await expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBe(1);
    const [{ pid } = {}] = await waiting();
    const written = await sql<{ relname: string }[]>`
      select distinct relation::regclass::text as relname from pg_locks
      where pid = ${pid} and mode = 'RowExclusiveLock' and relation in ('checkout_sessions'::regclass, 'native_watches'::regclass)`;
    // The batches before it are written, and no watch of theirs.
    expect(written).toEqual([{ relname: "checkout_sessions" }]);
  });
  expect((await settled)?.sort()).toEqual(ids);
  await beside.database.close();
  const [row] = await sql`
    select count(*)::int as watched, (select count(*)::int from checkout_sessions where status = 'deactivated') as closed
    from native_watches where is_open and chain_id = 31337`;
  expect(row).toEqual({ watched: SESSIONS, closed: SESSIONS });
  expect((await sql`select operation from statements order by operation`).map(({ operation }) => operation)).toEqual([
    "INSERT",
    "UPDATE",
  ]);
});
