import { expect, test } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { sum } from "@/test/contract-money";
import { tick } from "@/test/engine";

const ANOTHER_HASH = `0x${"ab".repeat(32)}`;

const stage = stageBalances();

const mine = (blocks = 1) => stage.engine.chain.mine(blocks);
const scan = () => tick(stage.app);

/** As nodes of the OpenEthereum family: they know `trace_block` alone. */
const refuseTrees = () => stage.node.refuse(({ method }) => method === "debug_traceBlockByHash");
/** A node that does not know EIP-1898: it takes a block's number and no hash. */
const refuseHashes = () => stage.node.refuse(({ method, params }) => method === "eth_call" && typeof params[1] !== "string");

test("a node that knows trace_block alone attributes what contracts paid, each payment by itself", async () => {
  const { engine, money } = stage;
  refuseTrees();
  const [one, two, three, four] = [
    await engine.open("ETH"),
    await engine.open("ETH"),
    await engine.open("ETH"),
    await engine.open("ETH"),
  ];
  const half = one.due / 2n;
  const batch = await money.payOut([
    [one, half],
    [one, one.due - half],
  ]);
  const delegated = await money.payOut([[two, two.due]], "delegator");
  const bequest = await money.send({ data: `0x73${three.address.slice(2)}ff`, value: three.due });
  const call = await money.send({
    to: money.payers.wallet,
    data: money.call("SmartWallet", "execute", [four.address, four.due, "0x"]),
  });
  await mine();
  await scan();
  const told = { kind: "internal", position: expect.stringMatching(/^trace:/) };
  expect(await money.payments(one)).toMatchObject([
    { ...told, amount: half, txHash: batch },
    { ...told, amount: one.due - half, txHash: batch },
  ]);
  expect(await money.payments(two)).toMatchObject([{ ...told, amount: two.due, txHash: delegated }]);
  expect(await money.payments(three)).toMatchObject([{ ...told, amount: three.due, txHash: bequest }]);
  expect(await money.payments(four)).toMatchObject([{ ...told, amount: four.due, txHash: call }]);
});

test("by trace_block too, what a failing call takes back pays nothing, and a send in plain sight is no call", async () => {
  const { engine, money } = stage;
  refuseTrees();
  const session = await engine.open("ETH");
  const sent = await money.send({ to: session.address, value: 5n });
  await money.send({ to: money.payers.wallet, data: money.call("SmartWallet", "payAndRevert", [session.address, session.due]) });
  const paid = await money.payOut([[session, 7n]]);
  await mine();
  await scan();
  expect(await money.payments(session)).toMatchObject([
    { kind: "native", amount: 5n, txHash: sent, position: "tx" },
    { kind: "internal", amount: 7n, txHash: paid },
  ]);
});

test("a sweep and a payout in one block are told apart by trace_block", async () => {
  const { engine, money } = stage;
  refuseTrees();
  const session = await engine.open("ETH");
  const half = session.due / 2n;
  await money.send({ to: session.address, value: half });
  await mine();
  await scan();
  await money.sweep(session);
  const paid = await money.payOut([[session, half]]);
  await mine();
  await scan();
  expect(await money.outflows(session)).toEqual([half]);
  expect(await money.payments(session)).toMatchObject([{ amount: half }, { kind: "internal", amount: half, txHash: paid }]);
});

// biome-ignore lint/suspicious/noExplicitAny: traces as they come
type Traces = any[];

test.each<[string, (traces: Traces) => unknown]>([
  ["of another block", (traces) => traces.map((trace) => ({ ...trace, transactionHash: ANOTHER_HASH }))],
  ["of half a block", (traces) => traces.slice(0, 1)],
  ["of nothing", () => []],
  ["with a frame that never was", (traces) => [...traces, traces.at(-1)]],
  ["that are no list", () => ({})],
])("traces %s attribute nothing: the sum is the balance's, once", async (_, bend) => {
  const { engine, money, node } = stage;
  refuseTrees();
  node.lie(({ method }, result) => (method === "trace_block" ? bend(result) : result));
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine();
  await scan();
  const expected = { kind: "internal", amount: session.due, txHash: null, block: await money.height() };
  expect(await money.payments(session)).toMatchObject([expected]);
});

test("what a node refused to trace it is not asked for again with each payment", async () => {
  const { engine, money, node } = stage;
  node.refuse(({ method }) => method === "debug_traceBlockByHash");
  const asked: string[][] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const session = await engine.open("ETH");
    await money.payOut([[session, session.due]]);
    await mine();
    node.takeAsked();
    await scan();
    asked.push(node.takeAsked().filter((method) => method.includes("trace")));
    expect(sum(await money.payments(session))).toBe(session.due);
  }
  expect(asked[1]).toEqual(["trace_block"]);
});

test("a node that takes no block hashes is asked for balances by number, and finds the same money", async () => {
  const { engine, money, node } = stage;
  refuseHashes();
  const session = await engine.open("ETH");
  await scan();
  await mine(3);
  const paid = await money.payOut([[session, session.due]]);
  await mine();
  const block = await money.height();
  await mine(6);
  node.takeAsked();
  await scan();
  expect(node.takeAsked()).toContain("eth_call");
  expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due, block, txHash: paid }]);
});

test("balances by number are not believed where that number is another block by now", async () => {
  const { engine, money, node, app } = stage;
  refuseHashes();
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine();
  await tick(app, { withBalances: false });
  let wasAsked = false;
  node.lie(({ method, params }, result) => {
    if (method === "eth_call") wasAsked = true;
    const isProof = method === "eth_getBlockByNumber" && wasAsked && params[0] !== "latest";
    return isProof ? { ...(result as object), hash: ANOTHER_HASH } : result;
  });
  const [report] = await scan();
  expect(report?.balances).toEqual({ problem: "The node told balances of another chain's block." });
  expect(await money.payments(session)).toEqual([]);
  node.lie();
  await scan();
  expect(sum(await money.payments(session))).toBe(session.due);
});

test("a block that is another one when it is read for its payments names none", async () => {
  const { engine, money, node, app } = stage;
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine();
  await tick(app, { withBalances: false });
  node.lie(({ method, params }, result) => {
    if (method !== "eth_getBlockByNumber" || params[1] !== true) return result;
    const block = result as { transactions: object[] };
    const transactions = block.transactions.map((transaction) => ({ ...transaction, blockHash: ANOTHER_HASH }));
    return { ...block, hash: ANOTHER_HASH, transactions };
  });
  const [report] = await scan();
  expect(report?.balances).toEqual({ problem: "The node's chain changed while it was read." });
  expect(await money.payments(session)).toEqual([]);
  node.lie();
  await scan();
  expect(sum(await money.payments(session))).toBe(session.due);
});
