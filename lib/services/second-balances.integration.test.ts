import type { Hex } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { bentBalances } from "@/test/bent-balances";
import { type ContractMoney, startContractMoney, sum } from "@/test/contract-money";
import { type Engine, type OpenSession, startEngine, tick } from "@/test/engine";
import { startGatedNode } from "@/test/gated-node";
import type { App } from "./app";
import { fillAddressPool } from "./fill-address-pool";

const CHAIN_ID = 31337;
const MADE_UP = 10n ** 18n;
const TRACES = ["debug_traceBlockByHash", "trace_block"];

let engine: Engine;
let money: ContractMoney;
/** The one that is asked first, and the one whose word must be had. */
let first: Awaited<ReturnType<typeof startGatedNode>>;
let second: typeof first;
let app: App;
beforeAll(async () => {
  engine = await startEngine();
  [first, second] = await Promise.all([startGatedNode(engine.chain.rpcUrl), startGatedNode(engine.chain.rpcUrl)]);
  const rpcUrls = { [CHAIN_ID]: [first.url, second.url] };
  app = testApp({ databaseUrl: engine.url, rpcUrls, env: { NATIVE_WATCH_31337: process.env.TEST_NATIVE_WATCH ?? "blocks" } });
  money = await startContractMoney(engine);
});
beforeEach(async () => {
  first.lie();
  first.refuse(({ method }) => TRACES.includes(method));
  second.refuse(() => false);
  await engine.chain.mine();
  await tick(app);
});
afterEach(async () => expect(await problem()).toBeNull());
afterAll(async () => {
  await app.database.close();
  await Promise.all([first.stop(), second.stop()]);
  await engine.stop();
});

async function problem(): Promise<string | null> {
  const [row] = await engine.database.sql`select balances_problem from network_cursors`;
  return row?.balances_problem;
}

/** As of an address that did not come through the pool: what it had to begin with is read when it is compared first. */
async function openUnread(): Promise<OpenSession> {
  const session = await engine.open("ETH");
  await engine.database.sql`delete from native_watches where address = ${session.address.toLowerCase()}`;
  return session;
}

const hashNow = async () => (await engine.chain.client.getBlock()).hash;

/** The first node tells that the session's address has so much, in the blocks that are meant. */
function lieOf(session: OpenSession, told: (hash: Hex) => bigint | null): void {
  const address = session.address.toLowerCase();
  first.lie(({ method, params }, result) =>
    method === "eth_call"
      ? bentBalances(params[0].data, result, (one) => (one === address ? told(params[1].blockHash) : null))
      : result,
  );
}

const paid = async (session: OpenSession) => sum(await money.canonical(session));
const balancesOf = async () => (await tick(app))[0]?.balances;

/**
 * Paid by one contract in one block: one whose beginning is still to be read, and one that is known.
 *
 * @returns `before`: whether a block lies before that one
 */
async function payBoth() {
  const other = await engine.open("ETH");
  await engine.chain.mine();
  await tick(app);
  const doubted = await openUnread();
  await money.payOut([
    [doubted, doubted.due],
    [other, other.due],
  ]);
  const since = new Set<string>();
  const mine = async () => {
    await engine.chain.mine();
    since.add(await hashNow());
  };
  for (let block = 0; block < 4; block += 1) await mine();
  return { before: (hash: string) => !since.has(hash), mine, doubted, other };
}

test("a beginning that one node makes up swallows no payment, and holds up no other", async () => {
  const { before, mine, doubted, other } = await payBoth();
  lieOf(doubted, (hash) => (before(hash) ? doubted.due : null));
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await balancesOf()).toEqual({ problem: expect.stringContaining("Two nodes disagree about balances at block") });
    expect([await paid(doubted), await paid(other)]).toEqual([0n, other.due]);
    expect(await problem()).toContain("Two nodes disagree");
    await mine();
  }
  first.lie();
  expect(await balancesOf()).toMatchObject({ found: 1 });
  expect([await paid(doubted), await paid(other)]).toEqual([doubted.due, other.due]);
});

test("a second node without the state of the beginning postpones those that began there, and no others", async () => {
  const { before, mine, doubted, other } = await payBoth();
  const isGone = (block: string | { blockHash: string }) => typeof block === "string" || before(block.blockHash);
  second.refuse(({ method, params }) => method === "eth_call" && isGone(params[1]));
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await balancesOf()).toEqual({ problem: expect.stringContaining("No second node tells the balances at block") });
    expect([await paid(doubted), await paid(other)]).toEqual([0n, other.due]);
    expect(await problem()).toContain("No second node");
    await mine();
  }
  expect((await engine.session(other.id)).status).toBe("paid");
  second.refuse(() => false);
  expect(await balancesOf()).toMatchObject({ found: 1 });
  expect([await paid(doubted), await paid(other)]).toEqual([doubted.due, other.due]);
});

test("what an address has when it is put under watch is believed on two nodes' word", async () => {
  const { sql } = engine.database;
  await fillAddressPool(app);
  const free = await sql`select address from receive_addresses where session_id is null`;
  for (const { address } of free) await money.send({ to: address, value: 777n });
  await engine.chain.mine();
  await sql`update native_watches set number = null, balance = null, checked_number = null, next_at = to_timestamp(0)
    where address in (select address from receive_addresses where session_id is null)`;
  first.lie(({ method, params }, result) => (method === "eth_call" ? bentBalances(params[0].data, result, () => 0n) : result));
  expect(await balancesOf()).toEqual({ problem: expect.stringContaining("Two nodes disagree") });
  first.lie();
  await engine.chain.mine();
  for (let turn = 0; turn < 5; turn += 1) await tick(app);
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await engine.chain.mine();
  await tick(app);
  expect(await paid(session)).toBe(session.due);
});

test("a loss that one node makes up is no sweep, and is not credited when the money is back", async () => {
  const session = await engine.open("ETH");
  await money.send({ to: session.address, value: session.due / 2n });
  await engine.chain.mine();
  await tick(app);
  await engine.chain.mine();
  lieOf(session, () => 0n);
  expect(await balancesOf()).toEqual({ problem: expect.stringContaining("Two nodes disagree") });
  first.lie();
  await engine.chain.mine();
  await tick(app);
  expect([await money.outflows(session), await paid(session)]).toEqual([[], session.due / 2n]);
});

test("money that came and went again by one node's word alone is not credited", async () => {
  const session = await engine.open("ETH");
  await tick(app);
  await money.payOut([[session, session.due]]);
  const lying = new Set<string>();
  for (let block = 0; block < 14; block += 1) {
    await engine.chain.mine();
    if (block < 7) lying.add(await hashNow());
  }
  lieOf(session, (hash) => (lying.has(hash) ? session.due + MADE_UP : null));
  expect(await balancesOf()).toEqual({ problem: expect.stringContaining("Two nodes disagree") });
  expect([await paid(session), await money.outflows(session)]).toEqual([0n, []]);
  first.lie();
  await tick(app);
  expect([await paid(session), await money.outflows(session)]).toEqual([session.due, []]);
});
