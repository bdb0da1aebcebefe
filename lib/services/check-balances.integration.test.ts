import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { type ContractMoney, startContractMoney, sum } from "@/test/contract-money";
import { type Engine, type OpenSession, startEngine, tick, withChain } from "@/test/engine";
import { startGatedNode } from "@/test/gated-node";
import type { Chain } from "../chains/chain";
import type { App } from "./app";
import { checkBalances } from "./check-balances";
import { deactivateSession } from "./deactivate-session";
import { fillAddressPool } from "./fill-address-pool";

const CHAIN_ID = 31337;
const CONFIRMATIONS = 3;
const TRACES = ["debug_traceBlockByHash", "trace_block"];

type Node = Awaited<ReturnType<typeof startGatedNode>>;

let engine: Engine;
/** Traces and keeps all state; does not trace; keeps the state of the head alone, and does not trace. */
let nodes: Record<"full" | "traceless" | "headOnly", Node>;
let apps: Record<"full" | "traceless" | "headOnly", App>;
let money: ContractMoney;

beforeAll(async () => {
  engine = await startEngine();
  const { chain, url } = engine;
  const [full, traceless, headOnly] = await Promise.all([1, 2, 3].map(() => startGatedNode(chain.rpcUrl)));
  if (!full || !traceless || !headOnly) throw new Error("three nodes");
  traceless.refuse(({ method }) => TRACES.includes(method));
  headOnly.refuse(({ method, params }) => TRACES.includes(method) || (method === "eth_call" && isOld(params[1])));
  nodes = { full, traceless, headOnly };
  const appOf = (node: Node) =>
    testApp({
      databaseUrl: url,
      rpcUrls: { [CHAIN_ID]: [node.url] },
      env: { NATIVE_WATCH_31337: process.env.TEST_NATIVE_WATCH ?? "blocks" },
    });
  apps = { full: appOf(full), traceless: appOf(traceless), headOnly: appOf(headOnly) };
  money = await startContractMoney(engine);
  await mine();
  await tick(apps.full);
});
let head = "";
afterEach(async () => {
  await mine();
  await tick(apps.full);
});
afterAll(async () => {
  await Promise.all(Object.values(apps).map((app) => app.database.close()));
  await Promise.all(Object.values(nodes).map((node) => node.stop()));
  await engine.stop();
});

function isOld(block: { blockHash?: string } | string): boolean {
  return typeof block === "string" ? true : block.blockHash !== head;
}

async function mine(blocks = 1): Promise<void> {
  await engine.chain.mine(blocks);
  head = (await engine.chain.client.getBlock()).hash;
}

/** Every row that a check may add. */
async function counts() {
  const [row] = await engine.database.sql`
    select (select count(*) from transfers) as transfers, (select count(*) from native_outflows) as outflows,
      (select count(*) from events) as events, (select count(*) from native_watches) as watches,
      (select sum(version) from checkout_sessions) as versions`;
  return row;
}

test.each(["full", "traceless"] as const)("a batch payout pays its sessions, once, on a %s node", async (name) => {
  const sessions = [await engine.open("ETH"), await engine.open("ETH"), await engine.open("ETH")];
  const txHash = await money.payOut(sessions.map((session) => [session, session.due]));
  await mine();
  const block = await money.height();
  await tick(apps[name]);
  for (const session of sessions) {
    const expected = { kind: "internal", amount: session.due, block, txHash: name === "full" ? txHash : null };
    expect(await money.payments(session)).toMatchObject([expected]);
    expect((await engine.session(session.id)).status).toBe("detected");
  }
  await mine(CONFIRMATIONS);
  await tick(apps[name]);
  for (const session of sessions) {
    const { status, received, events } = await engine.session(session.id);
    expect([status, received]).toEqual(["paid", session.due]);
    expect(events.filter((type) => type === "payment.received")).toHaveLength(1);
  }
});

test("a contract that pays one address twice in a transaction has paid it twice", async () => {
  const session = await engine.open("ETH");
  const half = session.due / 2n;
  await money.payOut([
    [session, half],
    [session, session.due - half],
  ]);
  await mine();
  await tick(apps.full);
  expect((await money.payments(session)).map(({ amount }) => amount)).toEqual([half, session.due - half]);
  expect(new Set((await money.payments(session)).map(({ position }) => position)).size).toBe(2);
});

test("a smart wallet's call, a delegated payout and a self-destruct are payments of kind internal", async () => {
  const [one, two, three] = [await engine.open("ETH"), await engine.open("ETH"), await engine.open("ETH")];
  await money.send({ to: money.payers.wallet, data: money.call("SmartWallet", "execute", [one.address, one.due, "0x"]) });
  await money.payOut([[two, two.due]], "delegator");
  await money.send({ data: `0x73${three.address.slice(2)}ff`, value: three.due });
  await mine();
  await tick(apps.full);
  for (const session of [one, two, three]) {
    expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due }]);
    expect((await money.payments(session))[0]?.txHash).not.toBeNull();
  }
});

test("value that a failing call takes back pays nothing", async () => {
  const session = await engine.open("ETH");
  await money.send({ to: money.payers.wallet, data: money.call("SmartWallet", "payAndRevert", [session.address, session.due]) });
  await mine();
  await tick(apps.full);
  expect(await money.payments(session)).toEqual([]);
});

test.each(["full", "traceless"] as const)(
  "a top-level send and a payout in one block are two payments on a %s node",
  async (name) => {
    const session = await engine.open("ETH");
    const third = session.due / 3n;
    const sent = await money.send({ to: session.address, value: third });
    await money.payOut([[session, session.due - third]]);
    await mine();
    await tick(apps[name]);
    expect(await money.payments(session)).toMatchObject([
      { kind: "native", amount: third, txHash: sent, position: "tx" },
      { kind: "internal", amount: session.due - third },
    ]);
    expect(await engine.session(session.id)).toMatchObject({ status: "detected", received: session.due });
  },
);

test("the merchant's sweep between two checks is an outflow, and what comes after it counts again", async () => {
  const session = await engine.open("ETH");
  const half = session.due / 2n;
  await money.payOut([[session, half]]);
  await mine();
  await tick(apps.traceless);
  await money.sweep(session);
  await mine(2);
  await tick(apps.traceless);
  expect(await money.outflows(session)).toEqual([half]);
  await money.payOut([[session, session.due - half]]);
  await mine();
  await tick(apps.traceless);
  expect(await money.outflows(session)).toEqual([half]);
  expect(await engine.session(session.id)).toMatchObject({ status: "detected", received: session.due });
});

test("a sweep and a payout between the same two checks are both found, each in its block", async () => {
  const session = await engine.open("ETH");
  const third = session.due / 3n;
  await money.send({ to: session.address, value: third });
  await mine();
  await tick(apps.traceless);
  await mine(5);
  await money.sweep(session);
  await mine(3);
  const swept = await money.height();
  await money.payOut([[session, session.due - third]]);
  await mine();
  const paid = await money.height();
  await mine(9);
  await tick(apps.traceless);
  expect(await money.outflows(session)).toEqual([third]);
  expect((await money.payments(session)).map(({ amount }) => amount)).toEqual([third, session.due - third]);
  expect((await money.payments(session))[1]?.block).toBe(paid);
  expect(swept).toBeLessThan(paid);
});

test.each(["full", "traceless"] as const)("a sweep and a payout in one block are both found on a %s node", async (name) => {
  const session = await engine.open("ETH");
  const half = session.due / 2n;
  await money.send({ to: session.address, value: half });
  await mine();
  await tick(apps[name]);
  await money.sweep(session);
  await money.payOut([[session, session.due]]);
  await mine();
  await tick(apps[name]);
  expect(await money.outflows(session)).toEqual([half]);
  expect((await money.payments(session)).map(({ amount }) => amount)).toEqual([half, session.due]);
});

test.each([0, 3])("a sweep and a payout of the same amount do not cancel out, %d blocks apart", async (apart) => {
  const session = await engine.open("ETH");
  const half = session.due / 2n;
  await money.send({ to: session.address, value: half });
  await mine();
  await tick(apps.traceless);
  await money.sweep(session);
  if (apart > 0) await mine(apart);
  await money.payOut([[session, half]]);
  await mine();
  const block = await money.height();
  await tick(apps.traceless);
  expect(await money.outflows(session)).toEqual([half]);
  expect(await money.payments(session)).toMatchObject([
    { amount: half },
    { kind: "internal", amount: half, txHash: null, block },
  ]);
});

test("what another contract says of a sweep is no sweep, and pays nothing", async () => {
  const session = await engine.open("ETH");
  const half = session.due / 2n;
  await money.send({ to: session.address, value: half });
  await mine();
  await tick(apps.traceless);
  const treasury = engine.merchant.treasury;
  const data = money.call("FalseFactory", "claim", [treasury, BigInt(await money.indexOf(session)), half]);
  await money.send({ to: money.payers.falseFactory, data });
  await mine();
  await tick(apps.traceless);
  expect(await money.outflows(session)).toEqual([]);
  expect((await money.payments(session)).map(({ amount }) => amount)).toEqual([half]);
});

test("a payment among many blocks that nobody looked at is found in its block", async () => {
  const session = await engine.open("ETH");
  await tick(apps.traceless);
  await mine(30);
  await money.payOut([[session, session.due]]);
  await mine();
  const block = await money.height();
  await mine(17);
  await tick(apps.traceless);
  expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due, block }]);
});

test("a node that keeps no old state finds the same money, in the earliest block that it can answer for", async () => {
  await fillAddressPool(apps.headOnly);
  await mine();
  await tick(apps.headOnly);
  const session = await engine.open("ETH");
  await mine(4);
  await money.payOut([[session, session.due]]);
  await mine(6);
  const block = await money.height();
  await tick(apps.headOnly);
  expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due, txHash: null, block }]);
  expect(await engine.session(session.id)).toMatchObject({ status: "detected", received: session.due });
});

test("a reorg takes an internal payment away and gives it back, and it is told so", async () => {
  const session = await engine.open("ETH");
  await tick(apps.traceless);
  await money.payOut([[session, session.due]]);
  await mine(2);
  await tick(apps.traceless);
  expect((await engine.session(session.id)).status).toBe("detected");
  await money.rollBack(2);
  await mine(3);
  await tick(apps.traceless);
  expect(await engine.session(session.id)).toMatchObject({ status: "pending", received: 0n, flags: ["reverted"] });
  expect(await money.canonical(session)).toEqual([]);
  await money.payOut([[session, session.due]]);
  await mine(CONFIRMATIONS);
  await tick(apps.traceless);
  const { status, received, events } = await engine.session(session.id);
  expect([status, received]).toEqual(["paid", session.due]);
  expect(events.filter((type) => type === "payment.reverted")).toHaveLength(1);
  expect(sum(await money.canonical(session))).toBe(session.due);
});

test("a payment lies above the fork that took away the block at which its session began, and is found", async () => {
  await mine(3);
  await tick(apps.traceless);
  const session = await engine.open("ETH");
  // As for an address that did not come through the pool: its sums begin with the session.
  await engine.database.sql`delete from native_watches where address = ${session.address.toLowerCase()}`;
  await money.rollBack(3);
  await money.payOut([[session, session.due]]);
  await mine();
  const block = await money.height();
  await mine(6);
  await tick(apps.traceless);
  expect(await money.canonical(session)).toMatchObject([{ kind: "internal", amount: session.due, block }]);
});

test("a check that runs again, alone or fifty at once, writes nothing", async () => {
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine();
  await tick(apps.traceless);
  const before = await counts();
  await engine.database.sql`update native_watches set checked_number = checked_number - 5 where checked_number > 5`;
  await Promise.all(Array.from({ length: 50 }, () => tick(apps.full)));
  await tick(apps.full);
  expect(await counts()).toEqual(before);
});

test("a check that dies between finding and writing leaves nothing behind, and the next one finds it", async () => {
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine();
  const chain = apps.full.chains.get(CHAIN_ID) as Chain;
  const dying: Chain = {
    ...chain,
    attribute: async (addresses, block) => {
      const shown = await chain.attribute(addresses, block);
      await engine.database.sql`update network_cursors set fence = fence + 1, lease_until = null`;
      return shown;
    },
  };
  await tick(withChain(apps.full, dying));
  expect(await money.payments(session)).toEqual([]);
  await tick(apps.full);
  expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due }]);
});

test("a send that was overlooked and found by its balance is not counted again when the block is read again", async () => {
  const session = await engine.open("ETH");
  await tick(apps.traceless);
  const start = await money.height();
  await money.send({ to: session.address, value: session.due });
  await mine();
  const chain = apps.traceless.chains.get(CHAIN_ID) as Chain;
  const blind: Chain = {
    ...chain,
    scan: async (window, matcher) => ({ ...(await chain.scan(window, matcher)), transfers: [] }),
    attribute: async () => ({ sends: [], inside: null }),
  };
  await tick(withChain(apps.traceless, blind));
  expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due, txHash: null }]);
  const [earlier] = await engine.database.sql`select hash, time from blocks where number = ${start} and orphaned_at is null`;
  await engine.database.sql`update network_cursors set number = ${start}, hash = ${earlier?.hash}, time = ${earlier?.time}`;
  await tick(apps.traceless);
  expect(sum(await money.payments(session))).toBe(session.due);
  expect(await engine.session(session.id)).toMatchObject({ status: "detected", received: session.due });
});

test("money that comes by a contract after the session is over is found too, at a slower pace", async () => {
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine(CONFIRMATIONS);
  await tick(apps.full);
  expect((await engine.session(session.id)).status).toBe("paid");
  await money.payOut([[session, 5n]]);
  await mine();
  await tick(apps.full);
  expect(sum(await money.payments(session))).toBe(session.due);
  const { sql } = engine.database;
  await sql`update native_watches set next_at = to_timestamp(0) where address = ${session.address.toLowerCase()}`;
  await tick(apps.full);
  const { status, flags } = await engine.session(session.id);
  expect([status, flags, sum(await money.payments(session))]).toEqual(["paid", ["surplus"], session.due + 5n]);
});

const [SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  { when: "each five seconds at first", changed: 9 * MINUTE_MS, graceLeft: HOUR_MS, age: HOUR_MS, pace: 5 * SECOND_MS },
  { when: "each minute in grace", changed: 11 * MINUTE_MS, graceLeft: HOUR_MS, age: HOUR_MS, pace: MINUTE_MS },
  { when: "then hourly", changed: DAY_MS, graceLeft: -1, age: 30 * DAY_MS - HOUR_MS, pace: HOUR_MS },
  { when: "after a month daily", changed: DAY_MS, graceLeft: -1, age: 30 * DAY_MS + HOUR_MS, pace: DAY_MS },
])("the address of a session that is over is looked at $when, and not before", async ({ changed, graceLeft, age, pace }) => {
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine(CONFIRMATIONS);
  await tick(apps.full);
  const { sql } = engine.database;
  const now = Date.now();
  const address = session.address.toLowerCase();
  const iso = (moment: number) => new Date(moment).toISOString();
  await sql`
    update checkout_sessions
    set created_at = ${iso(now - age)}, updated_at = ${iso(now - changed)}, grace_until = ${iso(now + graceLeft)}
    where id = ${session.id}`;
  await sql`update native_watches set next_at = ${iso(now + 400 * DAY_MS)} where next_at is not null`;
  await sql`update native_watches set next_at = ${iso(now)} where address = ${address}`;
  const checkAt = async (moment: number) => {
    const chain = apps.full.chains.get(CHAIN_ID) as Chain;
    return (await checkBalances(apps.full, { chain, now: moment, isOver: () => false }))?.checked ?? 0;
  };
  expect(await checkAt(now)).toBe(1);
  expect([await checkAt(now + pace - 1), await checkAt(now + pace)]).toEqual([0, 1]);
});

test("money that a contract sends to a session which was switched off before any scan met it is told of", async () => {
  await fillAddressPool(apps.full);
  for (let turn = 0; turn < 3; turn += 1) {
    await tick(apps.full);
    await mine();
  }
  const session = await engine.open("ETH");
  const { merchantId, livemode } = engine.merchant;
  await apps.full.database.db.transaction((tx) =>
    deactivateSession(
      tx,
      { merchantId, livemode },
      { id: session.id, force: false, now: Date.now(), baseUrl: "http://localhost" },
    ),
  );
  await money.payOut([[session, session.due]]);
  await mine();
  await tick(apps.full);
  const { status, events } = await engine.session(session.id);
  expect([status, sum(await money.payments(session))]).toEqual(["deactivated", session.due]);
  expect(events).toContain("payment.received");
});

test("where a network has two nodes, money that only a balance shows waits for the word of the second", async () => {
  const two = testApp({
    databaseUrl: engine.url,
    rpcUrls: { [CHAIN_ID]: [nodes.full.url, nodes.traceless.url] },
    env: { NATIVE_WATCH_31337: process.env.TEST_NATIVE_WATCH ?? "blocks" },
  });
  const session = await engine.open("ETH");
  // What it has to begin with is agreed on before: the rest is about what it gains.
  await mine();
  await tick(two);
  await money.payOut([[session, session.due]]);
  await mine();
  nodes.traceless.refuse(({ method }) => TRACES.includes(method) || method === "eth_call");
  const [silent] = await tick(two);
  expect(silent?.balances).toEqual({ problem: expect.stringContaining("No second node tells the balances") });
  expect(await money.payments(session)).toEqual([]);
  nodes.traceless.refuse(({ method }) => TRACES.includes(method));
  nodes.traceless.takeAsked();
  const [agreed] = await tick(two);
  expect(agreed?.balances).toMatchObject({ found: 1 });
  expect(sum(await money.payments(session))).toBe(session.due);
  expect(nodes.traceless.takeAsked().filter((method) => method === "eth_call")).toHaveLength(1);
  await two.database.close();
});

test("the questions of a tick are bounded, however many addresses are stored", async () => {
  const { sql } = engine.database;
  await sql`
    insert into native_watches (chain_id, address, number, balance, checked_number, checked_time, is_open, next_at)
    select ${CHAIN_ID}, '0xee' || lpad(to_hex(n), 38, '0'), 1, 0, 1, now(), n % 2 = 0, to_timestamp(0)
    from generate_series(1, 100000) n`;
  await mine();
  nodes.traceless.takeAsked();
  const [report] = await tick(apps.traceless);
  expect(report?.balances).toMatchObject({ checked: 500, found: 0, questions: 1 });
  expect(nodes.traceless.takeAsked().filter((method) => method === "eth_call")).toHaveLength(1);
  await sql`delete from native_watches where address like '0xee00%'`;
});

test("a thousand payments of one block cost the questions of one", async () => {
  const sessions: OpenSession[] = [];
  for (let count = 0; count < 40; count += 1) sessions.push(await engine.open("ETH"));
  await tick(apps.traceless);
  await mine(8);
  await money.payOut(sessions.map((session) => [session, session.due]));
  await mine(8);
  const [report] = await tick(apps.traceless);
  expect(report?.balances).toMatchObject({ found: 40 });
  expect(JSON.stringify(report)).toMatch(/"questions":1?\d[,}]/);
  await mine(CONFIRMATIONS);
  await tick(apps.traceless);
  for (const session of sessions) expect((await engine.session(session.id)).status).toBe("paid");
});

test("what an address held before its session had it is never a payment", async () => {
  await fillAddressPool(apps.full);
  const free = await engine.database.sql`select address from receive_addresses where session_id is null`;
  for (const { address } of free.slice(0, 100)) await money.send({ to: address, value: 777n });
  await mine();
  for (let turn = 0; turn < 12; turn += 1) {
    await tick(apps.full);
    await mine();
  }
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine();
  await tick(apps.full);
  expect((await engine.session(session.id)).received).toBe(session.due);
});

test("nothing is asked while nothing is due", async () => {
  await tick(apps.full);
  await tick(apps.full);
  nodes.full.takeAsked();
  expect(
    await checkBalances(apps.full, { chain: apps.full.chains.get(CHAIN_ID) as Chain, now: Date.now(), isOver: () => false }),
  ).toBeNull();
  expect(nodes.full.takeAsked()).toEqual([]);
});
