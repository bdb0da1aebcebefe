import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "../test/database";
import { type Database, openDatabase, type Tx } from "./client";
import { MOST_TEXTS } from "./preparing";

let own: TestDatabase;
beforeAll(async () => {
  own = await freshDatabase();
});
afterAll(() => own.drop());

/** On one connection, so that what the server keeps of it is what was asked. */
async function withOne(work: (database: Database) => Promise<void>, options: { prepare?: boolean } = {}): Promise<void> {
  const database = openDatabase(own.url, { max: 1, ...options });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const ask = (db: Tx, mark: string) => db.execute(query`select ${query.raw(`'${mark}'`)} as mark, ${7}::int as value`);

async function kept({ sql }: Database, mark: string): Promise<number> {
  const rows = await sql.unsafe(`select statement from pg_prepared_statements where statement like '%''${mark}''%'`);
  return rows.filter(({ statement }) => !statement.includes("pg_prepared_statements")).length;
}

test("a statement of drizzle's is kept by its connection when it is asked again, and answers the same", async () => {
  await withOne(async (database) => {
    const first = await ask(database.db, "again");
    expect(await kept(database, "again")).toBe(0);
    const second = await ask(database.db, "again");
    expect(await kept(database, "again")).toBe(1);
    expect([...(await ask(database.db, "again"))]).toEqual([...first]);
    expect([...second]).toEqual([...first]);
  });
});

test("in a transaction, and in one within it, as well", async () => {
  await withOne(async (database) => {
    await database.db.transaction(async (tx) => {
      await ask(tx, "outer");
      await ask(tx, "outer");
      await tx.transaction(async (inner) => {
        await ask(inner, "inner");
        await ask(inner, "inner");
      });
    });
    expect([await kept(database, "outer"), await kept(database, "inner")]).toEqual([1, 1]);
  });
});

test("a text without values, which may hold several statements, is sent as it is", async () => {
  await withOne(async (database) => {
    for (let turn = 0; turn < 3; turn += 1) await database.sql.unsafe("select 1 as one; select 'several' as two");
    expect(await kept(database, "several")).toBe(0);
  });
});

test("a pool that prepares nothing goes on so", async () => {
  await withOne(
    async (database) => {
      for (let turn = 0; turn < 3; turn += 1) await ask(database.db, "never");
      expect(await kept(database, "never")).toBe(0);
    },
    { prepare: false },
  );
});

test("however many texts there are, a connection keeps no more than the limit, and all are answered", async () => {
  await withOne(async (database) => {
    for (let place = 0; place < MOST_TEXTS + 20; place += 1) {
      for (let turn = 0; turn < 2; turn += 1) expect(await ask(database.db, `many ${place}`)).toHaveLength(1);
    }
    const rows = await database.sql.unsafe("select 1 from pg_prepared_statements where statement like '%many %'");
    expect(rows).toHaveLength(MOST_TEXTS);
  });
});
