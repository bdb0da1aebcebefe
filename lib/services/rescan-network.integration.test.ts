import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { open, readSession, withChain } from "@/test/engine";
import { startFakeNode, type Wire } from "@/test/fake-node";
import type { FakeNode } from "@/test/fake-truth";
import { bend, refuse, refuseLogs } from "@/test/lies";
import { seedMerchant } from "@/test/seed";
import type { Chain } from "../chains/chain";
import { evmChain } from "../chains/evm/evm-chain";
import { LOCAL_USDC } from "../checkout/assets";
import { networkOf } from "../checkout/networks";
import type { App } from "./app";
import { fillAddressPool } from "./fill-address-pool";
import { RescanError, rescanNetwork } from "./rescan-network";
import { scanNetworks } from "./scan-networks";

const CHAIN_ID = 31337;
const STRANGER = `0x${"77".repeat(20)}`;
/** Twice the finality depth, and some: a block so deep is not kept. */
const FORGOTTEN = 200;

let own: TestDatabase;
let node: FakeNode;
let chain: Chain;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;
beforeAll(async () => {
  [own, node] = await Promise.all([
    freshDatabase(),
    startFakeNode({ chainId: CHAIN_ID, startTime: Math.floor(Date.now() / 1000) }),
  ]);
  chain = evmChain(networkOf(CHAIN_ID), [node.url]);
  app = withChain(testApp({ databaseUrl: own.url }), chain);
  merchant = await seedMerchant(own.database.db);
  await fillAddressPool(app);
  await tick();
});
afterAll(async () => {
  await app.database.close();
  await Promise.all([own.drop(), node.stop()]);
});
beforeEach(() => node.tellTheTruth());

const height = () => node.blocks().length - 1;
const rescan = (from: number, to = from, of = app) =>
  rescanNetwork(of, { chain: of.chains.get(CHAIN_ID) as Chain, range: { from, to }, now: Date.now() });

async function tick(): Promise<void> {
  const reports = await scanNetworks(app, { now: Date.now(), isOver: () => false });
  expect(reports.map((report) => report.outcome)).not.toContain("problem");
}

async function mine(blocks: number): Promise<void> {
  for (let block = 0; block < blocks; block += 1) node.mine();
  await tick();
}

/** The node leaves our logs out of a block with others in it, where neither bloom nor emptiness tells. */
function hideLogsTo(addresses: readonly string[]): void {
  const isHidden = (log: Wire) => addresses.some((address) => log.topics[2].endsWith(address.slice(2).toLowerCase()));
  node.lie(bend("eth_getLogs", (logs) => logs.filter((log: Wire) => !isHidden(log))));
}

/** Pays these in one block, which the scan passes without seeing it. Returns its height. */
async function payUnseen(payments: readonly { address: string; due: bigint }[]): Promise<number> {
  hideLogsTo(payments.map(({ address }) => address));
  node.mine([
    { to: STRANGER, amount: 5n, token: LOCAL_USDC },
    ...payments.map(({ address, due }) => ({ to: address.toLowerCase(), amount: due, token: LOCAL_USDC })),
  ]);
  await tick();
  node.tellTheTruth();
  return height();
}

async function openSession() {
  return open(app, { merchant, asset: "USDC", amount: "10.00" });
}

/** All that a scan or a settlement writes, and the cursor, but for the lease. */
async function everything() {
  const { sql } = own.database;
  const cursor = await sql`select number, hash, time, passed_time, problem, scanned_at from network_cursors`;
  const [counts] = await sql`
    select (select jsonb_agg(b order by b.hash) from blocks b) as blocks, (select jsonb_agg(t order by t.id) from transfers t) as transfers,
      (select count(*) from events) as events, (select count(*) from deliveries) as deliveries,
      (select jsonb_agg(s order by s.id) from checkout_sessions s) as sessions`;
  return { cursor: cursor[0], ...counts };
}

test("a payment that the node left out is found by reading the block again, and paid", async () => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(3);
  expect((await readSession(own, session.id)).status).toBe("pending");
  const { cursor } = await everything();
  expect(await rescan(at - 1, at + 1)).toBe(1);
  expect(await readSession(own, session.id)).toMatchObject({ status: "paid", received: session.due });
  expect((await everything()).cursor).toEqual(cursor);
});

test("one that had expired, in a block that is not kept any more, is corrected to paid", async () => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(FORGOTTEN);
  expect((await readSession(own, session.id)).status).toBe("expired");
  expect(await own.database.sql`select 1 from blocks where number = ${at}`).toHaveLength(0);
  expect(await rescan(at - 5, at + 5)).toBe(1);
  const { status, events } = await readSession(own, session.id);
  expect(status).toBe("paid");
  expect(events).toEqual(expect.arrayContaining(["session.expired", "session.corrected", "payment.received", "session.paid"]));
  const back = await own.database.sql`select number from blocks where number between ${at - 3} and ${at + 5}`;
  expect(back.map((row) => Number(row.number))).toEqual([at]);
});

test("money from before a session is found and does not pay it, though its block was forgotten", async () => {
  const pool = await own.database.sql`select address from receive_addresses where session_id is null`;
  const at = await payUnseen(pool.map(({ address }) => ({ address, due: 10_000_000n })));
  await mine(6);
  const session = await openSession();
  expect(pool.map(({ address }) => address)).toContain(session.address.toLowerCase());
  await mine(FORGOTTEN);
  expect(await rescan(at)).toBe(pool.length);
  expect(await readSession(own, session.id)).toMatchObject({ status: "expired", received: 0n });
});

test("reading any range again writes nothing more (I13)", async () => {
  const before = await everything();
  expect(await rescan(0, height())).toBe(0);
  expect(await rescan(height() - 3, height())).toBe(0);
  expect(await everything()).toEqual(before);
});

test("stopped in the middle, it is run again for the rest", async () => {
  const sessions = [await openSession(), await openSession()];
  const at = await payUnseen(sessions.slice(0, 1));
  await mine(30);
  await payUnseen(sessions.slice(1));
  await mine(5);
  const dying: Chain = {
    ...chain,
    scan: (window, matcher) => (window.from > at + 10 ? Promise.reject(new Error("stopped")) : chain.scan(window, matcher)),
  };
  await expect(rescan(at - 5, height(), withChain(app, dying))).rejects.toThrow("stopped");
  expect((await readSession(own, sessions[0]?.id ?? "")).status).toBe("paid");
  expect((await readSession(own, sessions[1]?.id ?? "")).status).toBe("pending");
  expect(await rescan(at - 5, height())).toBe(1);
  expect((await readSession(own, sessions[1]?.id ?? "")).status).toBe("paid");
});

test("a provider's limits are kept to here as well", async () => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(20);
  node.lie(refuseLogs((blocks) => blocks > 3, "Max range: 3"));
  expect(await rescan(at - 10, at + 10)).toBe(1);
});

test.each([5, FORGOTTEN])("where the node's chain is another, %i blocks deep, nothing is written", async (depth) => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(depth);
  const before = await everything();
  const gone = node.fork(depth + 1);
  for (const { payments } of gone) node.mine(payments);
  await expect(rescan(at, at + 2)).rejects.toThrow(RescanError);
  expect(await everything()).toEqual(before);
  node.restore(gone.length, gone);
});

test("a reorg between reading and writing is noticed", async () => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(4);
  let gone: ReturnType<typeof node.fork> = [];
  const slow: Chain = {
    ...chain,
    scan: async (window, matcher) => {
      const result = await chain.scan(window, matcher);
      gone = node.fork(5);
      await mine(6);
      return result;
    },
  };
  await expect(rescan(at, at + 4, withChain(app, slow))).rejects.toThrow(RescanError);
  expect(gone).toHaveLength(5);
  expect(await readSession(own, session.id)).toMatchObject({ received: 0n });
});

test("where the network has two nodes, nothing is added without the word of the second", async () => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(4);
  const second = await startFakeNode({ chainId: CHAIN_ID, startTime: 0 });
  second.restore(second.blocks().length, node.blocks());
  const byTwo = () => rescan(at, at, withChain(app, evmChain(networkOf(CHAIN_ID), [node.url, second.url])));
  const before = await everything();
  second.lie(bend("eth_getBlockByNumber", (block) => block && { ...block, hash: `0x${"ab".repeat(32)}` }));
  await expect(byTwo()).rejects.toThrow(`Two nodes disagree about block ${at}.`);
  second.lie(refuse(503));
  await expect(byTwo()).rejects.toThrow(`No second node confirms block ${at} yet.`);
  expect(await everything()).toEqual(before);
  second.tellTheTruth();
  expect(await byTwo()).toBe(1);
  expect((await readSession(own, session.id)).status).toBe("paid");
  await second.stop();
});

test("while another process holds the network, it waits", async () => {
  const session = await openSession();
  const at = await payUnseen([session]);
  await mine(4);
  await own.database.sql`update network_cursors set lease_holder = 'another', lease_until = now() + interval '1 second'`;
  expect(await rescan(at)).toBe(1);
  expect((await readSession(own, session.id)).status).toBe("paid");
});

test.each([
  ["above the cursor", () => [height() - 1, height() + 1], "only"],
  ["that is empty", () => [9, 8], "The range is empty."],
] as const)("a range %s is refused", async (_, range, message) => {
  const [from, to] = range();
  await expect(rescan(from as number, to as number)).rejects.toThrow(message);
});
