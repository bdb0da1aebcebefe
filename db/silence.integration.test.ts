import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { startSilentNetwork } from "@/test/silent-network";
import { type Database, openDatabase } from "./client";
import { LIMITS } from "./pool";

/** Short, but as they are told apart: the server ends what it can, and only then the pool. */
const SHORT = { statementMs: 2_000, lockMs: 1_000, idleMs: 2_000, answerMs: 6_000, beatMs: LIMITS.beatMs };
const LONG_SECONDS = 30;

let own: TestDatabase;
let network: Awaited<ReturnType<typeof startSilentNetwork>>;

beforeAll(async () => {
  own = await freshDatabase();
  await own.database.sql`create table notes (text text primary key)`;
  await own.database.sql`insert into notes values ('shared')`;
  network = await startSilentNetwork(own.url);
});
afterAll(async () => {
  network.stop();
  await own.drop();
});

async function withDatabase(limits: typeof LIMITS, work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase(network.url, { max: 1, limits });
  try {
    await work(database);
  } finally {
    network.cut();
    await database.close();
  }
}

const code = (error: unknown): unknown => {
  const { cause = error } = error as { cause?: unknown };
  return (cause as { code?: unknown }).code;
};

test("a statement whose answer never comes fails, and what comes after it is served", async () => {
  await withDatabase(SHORT, async ({ sql, db }) => {
    await sql`select 1`;
    network.goSilent();
    const asked = [sql`select text from notes`, db.execute(query`select text from notes`)];
    const ends = await Promise.allSettled(asked);
    expect(ends.map((end) => end.status === "rejected" && code(end.reason))).toEqual(Array(2).fill("CONNECTION_DESTROYED"));
    expect(await db.execute(query`select text from notes`)).toHaveLength(1);
  });
});

test("a transaction that falls silent with a lock in hand lets go of it, and commits nothing", async () => {
  await withDatabase(SHORT, async ({ db }) => {
    let tell = () => {};
    const locked = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const running = db.transaction(async (tx) => {
      await tx.execute(query`update notes set text = 'mine' where text = 'shared'`);
      network.goSilent();
      tell();
      await tx.execute(query`select 1`);
    });
    const ended = running.catch(code);
    await locked;
    // Waits for the row until the server ends the silent one.
    await own.database.sql`update notes set text = 'shared' where text in ('shared', 'mine')`;
    expect(await ended).toBe("CONNECTION_DESTROYED");
    expect(await own.database.sql`select text from notes`).toEqual([{ text: "shared" }]);
    expect(await db.execute(query`select 1`)).toHaveLength(1);
  });
});

test("the server ends a statement that takes too long, and a wait for a lock that does", async () => {
  await withDatabase({ ...SHORT, answerMs: LIMITS.answerMs }, async ({ sql }) => {
    expect(await sql`select pg_sleep(${LONG_SECONDS})`.catch(code)).toBe("57014");
    await own.database.sql.begin(async (tx) => {
      await tx`select 1 from notes for update`;
      expect(await sql`select 1 from notes for update`.catch(code)).toBe("55P03");
    });
    expect(await sql`select 1 from notes for update`).toHaveLength(1);
  });
});

test("each connection has its limits, but for one through a pooler that refuses them", async () => {
  const settings = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "tcp_keepalives_idle"];
  const read = async ({ sql }: Database) =>
    (
      await sql`select name, setting::int from pg_settings where name = any(${settings}) order by array_position(${settings}, name)`
    ).map(({ setting }) => setting);
  expect(await read(own.database)).toEqual([LIMITS.statementMs, LIMITS.lockMs, LIMITS.idleMs, 30]);
  const pooled = openDatabase(own.url, { max: 1, tellLimits: false });
  expect((await read(pooled)).slice(0, 3)).toEqual([0, 0, 0]);
  await pooled.close();
});
