import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testApp } from "@/test/app";
import { bentBalances } from "@/test/bent-balances";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { type Money, open, readSession, withChain } from "@/test/engine";
import { type FakePayment, startFakeNode } from "@/test/fake-node";
import { bend, refuse } from "@/test/lies";
import { seedMerchant } from "@/test/seed";
import { evmChain } from "../chains/evm/evm-chain";
import { LOCAL_USDC } from "../checkout/assets";
import { networkOf } from "../checkout/networks";
import { log } from "../log";
import type { App } from "./app";
import { fillAddressPool } from "./fill-address-pool";
import { type NetworkReport, scanNetworks } from "./scan-networks";

const CHAIN_ID = 31337;
const DEAD = refuse(503);

let own: TestDatabase;
let nodes: Awaited<ReturnType<typeof startFakeNode>>[];
let app: App;
let alone: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;
let clock = Date.now();
beforeAll(async () => {
  const recipe = { chainId: CHAIN_ID, startTime: Math.floor(clock / 1000) };
  [own, ...nodes] = await Promise.all([freshDatabase(), startFakeNode(recipe), startFakeNode(recipe)]);
  const plain = testApp({ databaseUrl: own.url, rpcUrls: { [CHAIN_ID]: [first().url] } });
  const chain = (urls: string[]) => evmChain(networkOf(CHAIN_ID), urls, { now: () => clock });
  app = withChain(plain, chain([first().url, second().url]));
  alone = withChain(plain, chain([first().url]));
  merchant = await seedMerchant(own.database.db);
  await fillAddressPool(app);
  await tick();
});
afterAll(async () => {
  await app.database.close();
  await Promise.all([own.drop(), ...nodes.map((node) => node.stop())]);
});
beforeEach(async () => {
  for (const node of nodes) node.tellTheTruth();
  clock += 120_000;
  mine();
  expect(await tick()).toMatchObject({ outcome: "scanned", to: height() });
  for (const node of nodes) node.takeAsked();
});

const first = () => nodes[0] as (typeof nodes)[number];
const second = () => nodes[1] as (typeof nodes)[number];

/** The same block on the same chain at both nodes. */
function mine(payments: readonly FakePayment[] = []): void {
  for (const node of nodes) node.mine(payments);
}

async function tick(of: App = app): Promise<NetworkReport> {
  const [report] = await scanNetworks(of, { now: clock, isOver: () => false });
  return report as NetworkReport;
}

/** A session of that price, paid in a block that lacks two more to be confirmed. */
async function openPaid(amount = "10.00", asset: Money = "ETH") {
  const session = await open(app, { merchant, asset, amount, expiresIn: 86_400 });
  const payment = { to: session.address.toLowerCase(), amount: session.due, ...(asset === "ETH" ? {} : { token: LOCAL_USDC }) };
  mine([payment]);
  mine();
  await tick();
  return session.id;
}

const statusOf = async (id: string) => (await readSession(own, id)).status;
const height = () => first().blocks().length - 1;
const asked = (node = second()) => node.takeAsked().map(({ method, params }) => [method, params[0]]);

async function problem(): Promise<string | null> {
  const [row] = await own.database.sql`select problem from network_cursors`;
  return row?.problem;
}

test.each<Money>(["ETH", "USDC"])(
  "a payment in %s costs the second node one question, in the block that confirms it",
  async (asset) => {
    const id = await openPaid("10.00", asset);
    expect(asked()).toEqual([]);
    mine();
    await tick();
    expect(await statusOf(id)).toBe("paid");
    expect(asked().filter(([method]) => method !== "eth_chainId")).toEqual([
      ["eth_getBlockByNumber", `0x${height().toString(16)}`],
    ]);
    mine();
    mine();
    await tick();
    expect(asked()).toEqual([]);
  },
);

test("money that is found already deep costs one question too, about the block that confirmed it", async () => {
  const session = await open(app, { merchant, asset: "ETH", amount: "10.00", expiresIn: 86_400 });
  mine([{ to: session.address.toLowerCase(), amount: session.due }]);
  const paidAt = height();
  for (let block = 0; block < 12; block += 1) mine();
  await tick();
  expect(await statusOf(session.id)).toBe("paid");
  expect(asked().at(-1)).toEqual(["eth_getBlockByNumber", `0x${(paidAt + 2).toString(16)}`]);
});

test("while two nodes disagree nothing is confirmed, however small and however long", async () => {
  const id = await openPaid("1.00");
  const before = height();
  mine();
  const another = bend("eth_getBlockByNumber", (block) => block && { ...block, hash: `0x${"ab".repeat(32)}` });
  second().lie(another);
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await tick()).toMatchObject({ outcome: "problem", problem: `Two nodes disagree about block ${height()}.` });
    expect(await statusOf(id)).toBe("detected");
    clock += 600_000;
  }
  expect(await problem()).toBe(`Two nodes disagree about block ${height()}.`);
  const [cursor] = await own.database.sql`select number from network_cursors`;
  expect(Number(cursor?.number)).toBe(before);
  second().tellTheTruth();
  await tick();
  expect([await statusOf(id), await problem()]).toEqual(["paid", null]);
});

test("a payment on a fork that only the first node follows is never confirmed", async () => {
  const session = await open(app, { merchant, asset: "ETH", amount: "10.00", expiresIn: 86_400 });
  const fork = first().blocks().length - 1;
  first().fork(1);
  first().mine([{ to: session.address.toLowerCase(), amount: session.due }]);
  first().mine();
  first().mine();
  for (let block = 0; block < 4; block += 1) second().mine();
  expect(await tick()).toMatchObject({ problem: `Two nodes disagree about block ${fork + 2}.` });
  expect(await statusOf(session.id)).toBe("pending");
  first().restore(first().blocks().length - fork, second().blocks().slice(fork));
  // From here on both mine the same blocks again.
  second().restore(0, second().fork(1));
  await tick();
  expect([await statusOf(session.id), await problem()]).toEqual(["pending", null]);
});

test("a second node that is a block behind is waited for", async () => {
  const id = await openPaid();
  first().mine();
  expect(await tick()).toMatchObject({ problem: `No second node confirms block ${height()} yet.` });
  expect(await statusOf(id)).toBe("detected");
  second().mine();
  await tick();
  expect(await statusOf(id)).toBe("paid");
});

test("while no second node answers, what is new is seen and small money goes on after a while, told in the log", async () => {
  const warn = vi.spyOn(log, "warn");
  second().lie(DEAD);
  const id = await openPaid("1000.00");
  expect(await statusOf(id)).toBe("detected");
  mine();
  await tick();
  clock += 29_000;
  await tick();
  expect(await statusOf(id)).toBe("detected");
  expect(warn).not.toHaveBeenCalledWith(expect.objectContaining({ oneNode: true }), expect.anything());
  clock += 1_000;
  await tick();
  expect(await statusOf(id)).toBe("paid");
  expect(warn).toHaveBeenCalledWith({ chainId: CHAIN_ID, block: height(), sessions: [id], oneNode: true }, expect.any(String));
  warn.mockRestore();
});

test("above the limit nothing is confirmed until a second node answers", async () => {
  second().lie(DEAD);
  const sessions = await Promise.all(
    ["1.00", "1000.01"].map((amount) => open(app, { merchant, asset: "ETH", amount, expiresIn: 86_400 })),
  );
  mine(sessions.map(({ address, due }) => ({ to: address.toLowerCase(), amount: due })));
  mine();
  await tick();
  const [small, large] = sessions.map(({ id }) => id) as [string, string];
  mine();
  for (let turn = 0; turn < 10; turn += 1) {
    expect(await tick()).toMatchObject({ outcome: "problem" });
    clock += 3_600_000;
  }
  expect([await statusOf(small), await statusOf(large)]).toEqual(["detected", "detected"]);
  second().tellTheTruth();
  await tick();
  expect([await statusOf(small), await statusOf(large)]).toEqual(["paid", "paid"]);
});

test("windows without ripe money pass while no second node answers, and ask none", async () => {
  second().lie(DEAD);
  for (let block = 0; block < 50; block += 1) mine();
  expect(await tick()).toMatchObject({ outcome: "scanned", to: height() });
  expect(asked()).toEqual([]);
});

test("where one node is configured, its word is all there is", async () => {
  const id = await openPaid("50000.00");
  mine();
  await tick(alone);
  expect([await statusOf(id), await problem()]).toEqual(["paid", null]);
});

test("the first node may be the one that is gone: then the second's word needs the first's", async () => {
  const id = await openPaid("5000.00");
  mine();
  first().lie(DEAD);
  expect(await tick()).toMatchObject({ problem: `No second node confirms block ${height()} yet.` });
  expect(await statusOf(id)).toBe("detected");
  first().tellTheTruth();
  clock += 60_000;
  await tick();
  expect(await statusOf(id)).toBe("paid");
});

test("a balance that one node makes up is no payment, however small and however long", async () => {
  const session = await open(app, { merchant, asset: "ETH", amount: "1.00", expiresIn: 86_400 });
  await tick();
  mine();
  const address = session.address.toLowerCase();
  const madeUp = bend("eth_call", (result, [question]) =>
    bentBalances(question.data, result, (one) => (one === address ? session.due : null)),
  );
  first().lie(madeUp);
  for (let turn = 0; turn < 3; turn += 1) {
    const { balances } = await tick();
    expect(balances).toEqual({ problem: `Two nodes disagree about balances at block ${height()}.` });
    expect(await statusOf(session.id)).toBe("pending");
    clock += 600_000;
  }
  first().tellTheTruth();
  expect(await tick()).toMatchObject({ balances: { found: 0 } });
});
