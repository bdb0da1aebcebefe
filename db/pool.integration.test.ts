import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql as query } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../scripts/embedded-postgres";
import { startGuard } from "../scripts/guard";
import { type Database, openDatabase } from "./client";

const POOL = 3;
const guard = startGuard();
const folder = mkdtempSync(join(tmpdir(), "florin-pool-"));
let server: Postgres;
let database: Database;
const uncaught: unknown[] = [];
const keep = (error: unknown) => void uncaught.push(error);

beforeAll(async () => {
  server = await startPostgres({ folder, password: "florin", guard, durable: true });
  process.on("uncaughtException", keep);
});
afterAll(async () => {
  process.off("uncaughtException", keep);
  await server.stop();
  guard.release();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  uncaught.length = 0;
  database = openDatabase(server.url, { max: POOL });
  await database.sql`create table if not exists notes (text text)`;
  await database.sql`truncate notes`;
});
afterEach(async () => {
  await database.close();
  expect(uncaught).toEqual([]);
});

async function endEveryConnection(): Promise<void> {
  const other = openDatabase(server.url, { max: 1 });
  await other.sql`select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  await other.close();
}

async function untilLost(): Promise<void> {
  await endEveryConnection();
  await wait(50);
}

const notes = async () => (await database.sql`select text from notes order by text`).map(({ text }) => text);

test("a transaction whose connection is taken between two statements fails, and what it still wants to say is not said", async () => {
  const running = database.db.transaction(async (tx) => {
    await tx.execute(query`insert into notes values ('before')`);
    await untilLost();
    // The place in the pool is connected again before the transaction goes on.
    await Promise.all(Array.from({ length: POOL }, () => database.sql`select 1`));
    await tx.execute(query`insert into notes values ('after')`);
  });
  await expect(running).rejects.toThrow();
  await wait(50);
  expect(await notes()).toEqual([]);
});

test("one that is told of it, and goes on all the same, does not commit", async () => {
  const running = database.db.transaction(async (tx) => {
    await tx.execute(query`insert into notes values ('before')`);
    await tx.execute(query`select pg_terminate_backend(pg_backend_pid())`).catch(() => {});
    await wait(50);
    await tx.execute(query`insert into notes values ('after')`).catch(() => {});
  });
  await expect(running).rejects.toThrow();
  expect(await notes()).toEqual([]);
});

test("no place of the pool is lost, however often connections are taken in the middle of things", async () => {
  for (let round = 0; round < 20; round += 1) {
    const busy = Array.from({ length: 4 * POOL }, (_, place) =>
      place % 2 === 0
        ? database.sql`select pg_sleep(0.01)`
        : database.sql.begin((tx) => [tx`insert into notes values ('busy')`, tx`select pg_sleep(0.01)`]),
    );
    const ended = Promise.allSettled(busy);
    await endEveryConnection();
    await ended;
  }
  const together = await Promise.all(
    Array.from({ length: POOL }, () => database.sql`select pg_backend_pid() as pid, pg_sleep(0.1)`),
  );
  expect(new Set(together.map(([row]) => row?.pid)).size).toBe(POOL);
});

test("a place whose connection is taken while something waits to be written to it serves again", async () => {
  const narrow = openDatabase(server.url, { max: 1 });
  await narrow.sql`select 1`;
  let isOver = false;
  const asked: Promise<string | null>[] = [];
  const spin = () => {
    if (isOver) return;
    asked.push(narrow.sql`select 1`.then(() => null).catch(({ code }) => code));
    setImmediate(spin);
  };
  spin();
  await endEveryConnection();
  await wait(20);
  isOver = true;
  // A jammed place connects in vain until its time is up, again and again.
  expect(await Promise.all(asked)).not.toContain("CONNECT_TIMEOUT");
  expect(await narrow.sql`select 1 as one`).toEqual([{ one: 1 }]);
  await narrow.close();
});

test("nothing is asked while it connects but what was to be asked", async () => {
  let said = "";
  const { port } = new URL(server.url);
  const between = createServer((client) => {
    const there = connect(Number(port), "127.0.0.1");
    client.on("data", (bytes) => {
      said += bytes.toString("latin1");
    });
    client.pipe(there).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  const url = new URL(server.url);
  url.port = String((between.address() as AddressInfo).port);
  const through = openDatabase(url.href, { max: 1 });
  const [row] =
    await through.sql`select ${["a", 'b "c", d']}::text[] as words, array[1, 2] as numbers, array[true, false] as answers`;
  await through.close();
  between.close();
  expect(row).toEqual({ words: ["a", 'b "c", d'], numbers: [1, 2], answers: [true, false] });
  expect(said).toContain("as words");
  expect(said).not.toContain("pg_type");
});

test("an error of the work itself is told as it is, and rolled back", async () => {
  const own = new Error("no");
  await expect(
    database.sql.begin(async (tx) => {
      await tx`insert into notes values ('never')`;
      throw own;
    }),
  ).rejects.toBe(own);
  await expect(database.sql.begin((tx) => [tx`insert into notes values ('x')`, tx`select 1/0`])).rejects.toThrow("division");
  expect(await notes()).toEqual([]);
});

test("without prepared statements, as a pooler between needs it, the server keeps none", async () => {
  const plain = openDatabase(server.url, { max: 1, prepare: false });
  const [row] = await plain.sql`select count(*)::int as count from pg_prepared_statements where ${1} = 1`;
  const [same] = await plain.sql.unsafe("select count(*)::int as count from pg_prepared_statements where $1 = 1", [1], {
    prepare: true,
  });
  await plain.close();
  expect([row?.count, same?.count]).toEqual([0, 0]);
});
