import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "@/test/database";
import type { ReceiverStore } from "./receiver-store.js";

/** The store that the README shows, as it stands there. */
let postgresStore: (sql: Sql) => ReceiverStore<TransactionSql>;
let own: TestDatabase;
let sql: Sql;

const readme = readFileSync("sdk/README.md", "utf8");
const blockOf = (head: string) => readme.split(`\`\`\`${head}\n`)[1]?.split("```")[0] ?? "";

beforeAll(async () => {
  own = await freshDatabase();
  sql = postgres(own.url, { max: 5, onnotice: () => {} });
  await sql.unsafe(`${blockOf("sql")} create table shipped (id text)`);
  const folder = mkdtempSync(join(tmpdir(), "florin-readme-"));
  writeFileSync(join(folder, "postgres-store.ts"), blockOf("ts postgres-store.ts"));
  ({ postgresStore } = await import(/* @vite-ignore */ join(folder, "postgres-store.ts")));
  rmSync(folder, { recursive: true });
});
afterAll(async () => {
  await sql.end();
  await own.drop();
});
beforeEach(() => sql`truncate florin_receiver, shipped`);

test("the README's store keeps what ended well, with what was written beside it", async () => {
  const store = postgresStore(sql);
  const done = await store.transaction("a", async (memory, tx) => {
    await memory.set("event:1", "1");
    await memory.set("event:1", "2");
    await tx`insert into shipped values ('cs_1')`;
    return memory.get("event:1");
  });
  expect(done).toBe("2");
  const failed = store.transaction("a", async (memory, tx) => {
    await memory.set("event:1", "3");
    await tx`insert into shipped values ('cs_2')`;
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await store.transaction("a", (memory) => memory.get("event:1"))).toBe("2");
  expect(await store.transaction("a", (memory) => memory.get("event:2"))).toBeNull();
  expect(await sql`select id from shipped`).toEqual([{ id: "cs_1" }]);
});

test("the README's store lets one work at a time", async () => {
  const store = postgresStore(sql);
  const count = () =>
    store.transaction("a", async (memory) => {
      const before = Number((await memory.get("n")) ?? 0);
      await new Promise((done) => setTimeout(done, 5));
      await memory.set("n", String(before + 1));
    });
  await Promise.all(Array.from({ length: 20 }, count));
  expect(await store.transaction("a", (memory) => memory.get("n"))).toBe("20");
});
