import { afterAll, beforeAll, expect, test } from "vitest";
import { startChain, type TestChain } from "./chain";
import { freshDatabase, type TestDatabase } from "./database";
import { startInbox } from "./inbox";
import { seedMerchant } from "./seed";

let own: TestDatabase;
let chain: TestChain;
beforeAll(async () => {
  [own, chain] = await Promise.all([freshDatabase(), startChain()]);
});
afterAll(() => Promise.all([own?.drop(), chain?.stop()]));

test("a test file's database is migrated and its own", async () => {
  const other = await freshDatabase();
  const { merchantId } = await seedMerchant(own.database.db);
  expect(await own.database.sql`select id from merchants`).toEqual([{ id: merchantId }]);
  expect(await other.database.sql`select id from merchants`).toEqual([]);
  await other.drop();
});

test("a test chain mines on demand, moves its clock and takes blocks back", async () => {
  const before = await chain.client.getBlock();
  await chain.mineAt(Number(before.timestamp) * 1000 + 3_600_000);
  const moved = await chain.client.getBlock();
  expect(moved.timestamp - before.timestamp).toBe(3_600n);
  await chain.reorg(1);
  const replaced = await chain.client.getBlock();
  expect(replaced.number).toBe(moved.number);
  expect(replaced.hash).not.toBe(moved.hash);
});

test("the inbox keeps the exact bytes and answers what it is told", async () => {
  const inbox = await startInbox();
  inbox.answer(() => ({ status: 410, body: "gone" }));
  const answer = await fetch(inbox.url, { method: "POST", body: '{"a": 1}', headers: { "x-test": "yes" } });
  expect([answer.status, await answer.text()]).toEqual([410, "gone"]);
  const { body, headers } = await inbox.waitFor((request) => request.path === "/webhooks");
  expect([body, headers["x-test"]]).toEqual(['{"a": 1}', "yes"]);
  await inbox.stop();
});
