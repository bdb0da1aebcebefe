import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase } from "@/test/database";
import { type Engine, type Money, type OpenSession, open, readSession, startEngine, tick } from "@/test/engine";
import { startFakeNode } from "@/test/fake-node";
import { judge } from "@/test/judge";
import { seedMerchant } from "@/test/seed";

const CHAIN_ID = 31337;
const CONFIRMATIONS = 3;
const HOLD_BLOCKS = 20;
const SECOND_MS = 1_000;

let engine: Engine;
let from: number;
beforeAll(async () => {
  engine = await startEngine();
  from = (await cursorNumber()) + 1;
});
afterAll(() => engine?.stop());

async function cursorNumber(): Promise<number> {
  const [row] = await engine.database.sql`select number from network_cursors where chain_id = ${CHAIN_ID}`;
  return Number(row?.number);
}

async function verdict() {
  const { database, chain } = engine;
  return judge({ sql: database.sql, rpcUrl: chain.rpcUrl, chainId: CHAIN_ID, from, tokens: [chain.usdc, chain.usdt] });
}

const mine = (blocks: number) => engine.chain.mine(blocks);

/** Takes the newest blocks away, with their transactions. */
async function rollBack(depth: number): Promise<void> {
  await engine.chain.client.request({ method: "anvil_rollback" as never, params: [depth] as never });
  await engine.chain.client.request({ method: "anvil_dropAllTransactions" as never, params: [] as never });
}

async function headTime(): Promise<number> {
  return Number((await engine.chain.client.getBlock()).timestamp) * SECOND_MS;
}

async function payments(session: OpenSession) {
  const rows = await engine.database.sql`
    select t.tx_hash, b.orphaned_at from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash
    where t.session_id = ${session.id} order by b.serial`;
  return rows.map((row) => ({ txHash: row.tx_hash as string, isOrphaned: row.orphaned_at !== null }));
}

/** A session that was paid in a block which `depth` blocks of reorg would take, as far as a scan has seen. */
async function paidAtDepth(depth: number, asset: Money = "ETH"): Promise<{ session: OpenSession; nonce: number }> {
  const session = await engine.open(asset);
  const nonce = await engine.chain.client.getTransactionCount({ address: engine.chain.accounts[0], blockTag: "pending" });
  await engine.pay.one(asset, session.address, session.due, nonce);
  await mine(depth);
  await engine.tick();
  expect((await engine.session(session.id)).status).toBe(depth >= CONFIRMATIONS ? "paid" : "detected");
  return { session, nonce };
}

const DEPTHS = [1, 2, 3, 4, 5, 6, 7];

test.each(DEPTHS)("a payment that a reorg of %i blocks mines again elsewhere is one payment, told as such", async (depth) => {
  const { session, nonce } = await paidAtDepth(depth, depth % 2 === 0 ? "USDT" : "ETH");
  const before = await payments(session);
  await rollBack(depth);
  await mine(1);
  await engine.pay.one(depth % 2 === 0 ? "USDT" : "ETH", session.address, session.due, nonce);
  await mine(depth);
  await engine.tick();
  const [lost, again] = await payments(session);
  expect([lost?.isOrphaned, again?.isOrphaned]).toEqual([true, false]);
  expect(again?.txHash).toBe(before[0]?.txHash);
  await mine(CONFIRMATIONS);
  await engine.tick();
  const { status, received, events } = await engine.session(session.id);
  expect([status, received]).toEqual(["paid", session.due]);
  expect(events.filter((type) => type === "session.paid")).toHaveLength(1);
  expect(events.filter((type) => type === "payment.reverted")).toHaveLength(1);
  expect(await verdict()).toEqual([]);
});

test.each(DEPTHS.filter((depth) => depth < CONFIRMATIONS))(
  "a payment that a reorg of %i blocks drops before it is confirmed leaves the session open",
  async (depth) => {
    const { session } = await paidAtDepth(depth);
    await rollBack(depth);
    await mine(depth + 1);
    await engine.tick();
    const { status, received, flags, events } = await engine.session(session.id);
    expect([status, received, flags]).toEqual(["pending", 0n, ["reverted"]]);
    expect(events.at(-1)).toBe("payment.reverted");
    expect(await verdict()).toEqual([]);
  },
);

test.each(DEPTHS)("blocks that come back after a reorg of %i, with the same hashes, count as if never gone", async (depth) => {
  const node = await startFakeNode({ chainId: CHAIN_ID, startTime: Math.floor(Date.now() / SECOND_MS) });
  const own = await freshDatabase();
  const app = testApp({ databaseUrl: own.url, rpcUrls: { [CHAIN_ID]: [node.url] } });
  await tick(app);
  const session = await open(app, { merchant: await seedMerchant(own.database.db), asset: "ETH", amount: "10.00" });
  node.mine([{ to: session.address.toLowerCase(), amount: session.due }]);
  for (let block = 1; block < depth; block += 1) node.mine();
  await tick(app);
  const gone = node.fork(depth);
  for (let block = 0; block <= depth; block += 1) node.mine();
  await tick(app);
  const orphans = () => own.database.sql`
    select b.number, b.orphaned_at from blocks b join transfers t on t.block_hash = b.hash where b.orphaned_at is not null`;
  expect(await orphans()).toHaveLength(1);
  node.restore(depth + 1, gone);
  for (let block = 0; block < CONFIRMATIONS; block += 1) node.mine();
  await tick(app);
  expect(await orphans()).toHaveLength(0);
  const { status, received, events } = await readSession(own, session.id);
  expect([status, received]).toEqual(["paid", session.due]);
  expect(events.filter((type) => type === "session.paid")).toHaveLength(1);
  expect(events.filter((type) => type === "payment.confirmed")).toHaveLength(1);
  await app.database.close();
  await Promise.all([own.drop(), node.stop()]);
});

test("a head that goes back on its own chain is waited for", async () => {
  await mine(3);
  await engine.tick();
  const at = await cursorNumber();
  await rollBack(2);
  expect(await engine.tick()).toMatchObject([{ chainId: CHAIN_ID, outcome: "idle", at }]);
  await mine(4);
  await engine.tick();
  expect(await cursorNumber()).toBe(at + 2);
  expect(await verdict()).toEqual([]);
});

test("a shorter chain that differs is followed, and the latest time ever verified does not fall", async () => {
  for (let block = 0; block < 5; block += 1) await engine.chain.mineAt((await headTime()) + 10 * SECOND_MS);
  await engine.tick();
  const at = await cursorNumber();
  const passed = async () => (await engine.database.sql`select passed_time from network_cursors`)[0]?.passed_time;
  const before = await passed();
  await rollBack(4);
  await engine.chain.mineAt((await headTime()) + SECOND_MS);
  const reports = await engine.tick();
  expect(reports).toMatchObject([{ chainId: CHAIN_ID, outcome: "scanned", from: at - 3, to: at - 3 }]);
  expect(await passed()).toBe(before);
  await mine(6);
  await engine.tick();
  expect(await verdict()).toEqual([]);
});

test("a payment that a merchant was told is paid, and that a reorg takes for good, fails after the hold", async () => {
  const { session } = await paidAtDepth(CONFIRMATIONS);
  await rollBack(CONFIRMATIONS);
  await mine(CONFIRMATIONS + 1);
  await engine.tick();
  const held = await engine.session(session.id);
  expect([held.status, held.confirming, held.events.at(-1)]).toEqual(["paid", true, "payment.reverted"]);
  await mine(HOLD_BLOCKS);
  await engine.tick();
  const { status, events } = await engine.session(session.id);
  expect([status, events.at(-1)]).toEqual(["failed", "session.failed"]);
});

test("a reorg deeper than finality stops the scan with plain words, and writes nothing else", async () => {
  const { session } = await paidAtDepth(1);
  await mine(80);
  await engine.tick();
  const at = await cursorNumber();
  const before = await engine.session(session.id);
  await rollBack(70);
  await engine.chain.mineAt((await headTime()) + 100 * SECOND_MS);
  await mine(75);
  const [report] = await engine.tick();
  const problem = `The chain differs from what was scanned, deeper than block ${at - 64}.`;
  expect(report).toEqual({ chainId: CHAIN_ID, outcome: "problem", problem });
  const [row] = await engine.database.sql`select number, problem from network_cursors`;
  expect([Number(row?.number), row?.problem]).toEqual([at, problem]);
  expect(await engine.session(session.id)).toEqual(before);
});
