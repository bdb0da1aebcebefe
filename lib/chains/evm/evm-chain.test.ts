import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type FakePayment, type Misanswer, startFakeNode, type Wire } from "@/test/fake-node";
import { bend, edit, LIES, refuse } from "@/test/lies";
import { LOCAL_USDC, LOCAL_USDT } from "../../checkout/assets";
import { networkOf } from "../../checkout/networks";
import { type Chain, ChainError, type Matcher } from "../chain";
import { evmChain } from "./evm-chain";

const START = 1_760_000_000;
const OURS = `0x${"11".repeat(20)}`;
const OURS_TOO = `0x${"12".repeat(20)}`;
const STRANGER = `0x${"77".repeat(20)}`;
const network = networkOf(31337);

const matcher: Matcher = async (recipients) => new Set(recipients.filter((to) => to === OURS || to === OURS_TOO));
const to = (address: string, amount: bigint, token?: string): FakePayment => ({ to: address, amount, ...(token && { token }) });

let node: Awaited<ReturnType<typeof startFakeNode>>;
let spare: Awaited<ReturnType<typeof startFakeNode>>;
let chain: Chain;
beforeAll(async () => {
  [node, spare] = await Promise.all([
    startFakeNode({ chainId: 31337, startTime: START }),
    startFakeNode({ chainId: 31337, startTime: START }),
  ]);
});
afterAll(() => Promise.all([node.stop(), spare.stop()]));
beforeEach(() => {
  node.tellTheTruth();
  node.takeAsked();
  chain = evmChain(network, [node.url]);
});

function scanHead(match: Matcher = matcher) {
  const head = Number(node.head().wire.number);
  return chain.scan({ from: head, to: head }, match);
}

test("finds native and token payments to us, and nothing else, in their order in the block", async () => {
  const { wire } = node.mine([
    to(STRANGER, 5n),
    to(OURS, 7n, LOCAL_USDT),
    to(OURS, 11n),
    to(STRANGER, 3n, LOCAL_USDC),
    to(OURS_TOO, 13n, LOCAL_USDC),
    to(OURS, 0n),
    to(OURS, 0n, LOCAL_USDC),
  ]);
  const { blocks, transfers } = await scanHead();
  expect(blocks.map((block) => block.hash)).toEqual([wire.hash]);
  const seen = transfers.map(({ asset, amount, position }) => ({ asset, amount, position }));
  expect(seen.sort((a, b) => Number(a.amount - b.amount))).toEqual([
    { asset: LOCAL_USDT, amount: 7n, position: "log:1" },
    { asset: "native", amount: 11n, position: "tx" },
    { asset: LOCAL_USDC, amount: 13n, position: "log:4" },
  ]);
  const inOrder = [...transfers].sort((a, b) => a.order - b.order).map((transfer) => transfer.amount);
  expect(inOrder).toEqual([7n, 11n, 13n]);
});

test("finds exactly what is ours in any block", async () => {
  const payment = fc.record({
    to: fc.constantFrom(OURS, OURS_TOO, STRANGER),
    amount: fc.bigInt({ min: 0n, max: 2n ** 255n }),
    token: fc.constantFrom(null, LOCAL_USDC, LOCAL_USDT, STRANGER),
    reverted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(payment, { maxLength: 12 }), async (drawn) => {
      node.mine(drawn.map(({ token, ...rest }) => ({ ...rest, ...(token !== null && { token }) })));
      const { transfers } = await scanHead();
      const found = transfers.map((one) => ({ order: one.order, to: one.to, amount: one.amount, asset: one.asset as string }));
      const ours = drawn.flatMap(({ to, amount, token, reverted }, place) => {
        if (to === STRANGER || amount === 0n || reverted || token === STRANGER) return [];
        const order = place * 2 ** 24 + (token === null ? 0 : 1 + place);
        return [{ order, to, amount, asset: token ?? "native" }];
      });
      expect(found.sort((a, b) => a.order - b.order)).toEqual(ours);
    }),
    { numRuns: 150 },
  );
});

test("a transaction that sends coin and makes a token pay gives two transfers, the coin first", async () => {
  const { wire } = node.mine([to(OURS, 21n, LOCAL_USDC)]);
  node.lie(
    bend("eth_getBlockByNumber", (block) => {
      if (block.hash === wire.hash) block.transactions[0] = { ...block.transactions[0], to: OURS, value: "0x5" };
      return block;
    }),
  );
  const { transfers } = await scanHead();
  const inOrder = [...transfers].sort((a, b) => a.order - b.order);
  expect(inOrder.map(({ position, amount }) => [position, amount])).toEqual([
    ["tx", 5n],
    ["log:0", 21n],
  ]);
  expect(new Set(inOrder.map((transfer) => transfer.txHash)).size).toBe(1);
});

test("a window costs one question per block and one for its logs, however many addresses are watched", async () => {
  for (let block = 0; block < 5; block += 1) node.mine([to(STRANGER, 1n), to(STRANGER, 1n, LOCAL_USDC)]);
  const head = Number(node.head().wire.number);
  const few: Matcher = async () => new Set();
  const watched = new Set(Array.from({ length: 100_000 }, (_, index) => `0x${index.toString(16).padStart(40, "0")}`));
  const many: Matcher = async (recipients) => new Set(recipients.filter((one) => watched.has(one)));
  await chain.head();
  const questions: number[] = [];
  for (const match of [few, many]) {
    node.takeAsked();
    await chain.scan({ from: head - 4, to: head }, match);
    questions.push(node.takeAsked().length);
  }
  expect(questions).toEqual([6, 6]);
});

test("the matcher is asked once for a whole window, and not at all where nobody was paid", async () => {
  const asked: (readonly string[])[] = [];
  const spy: Matcher = async (recipients) => {
    asked.push(recipients);
    return new Set();
  };
  node.mine([to(OURS, 1n), to(STRANGER, 1n, LOCAL_USDC)]);
  node.mine([to(OURS, 1n, LOCAL_USDC)]);
  const head = Number(node.head().wire.number);
  await chain.scan({ from: head - 1, to: head }, spy);
  expect(asked).toHaveLength(1);
  expect([...(asked[0] ?? [])].sort()).toEqual([OURS, STRANGER]);
  node.mine();
  await scanHead(spy);
  expect(asked).toHaveLength(1);
});

test("a native payment that was reverted is no payment", async () => {
  node.mine([{ to: OURS, amount: 9n, reverted: true }, to(OURS_TOO, 4n)]);
  const { transfers } = await scanHead();
  expect(transfers.map((transfer) => transfer.amount)).toEqual([4n]);
});

test("a contract creation with value pays nobody", async () => {
  node.mine([to(OURS, 9n)]);
  node.lie(
    bend("eth_getBlockByNumber", (block) => {
      block.transactions[0].to = null;
      return block;
    }),
  );
  expect((await scanHead()).transfers).toEqual([]);
});

test("the same log told twice counts once", async () => {
  node.mine([to(OURS, 9n, LOCAL_USDC)]);
  node.lie(bend("eth_getLogs", (logs) => [...logs, ...logs]));
  expect((await scanHead()).transfers).toHaveLength(1);
});

test("no logs, where the bloom speaks of a transfer, is asked again by the block's hash", async () => {
  const { wire } = node.mine([to(OURS, 9n, LOCAL_USDC)]);
  node.lie(bend("eth_getLogs", (logs, [filter]) => (filter.blockHash ? logs : [])));
  const { transfers } = await scanHead();
  expect(transfers.map((transfer) => transfer.amount)).toEqual([9n]);
  const filters = node.takeAsked().flatMap(({ method, params }) => (method === "eth_getLogs" ? [params[0] as Wire] : []));
  expect(filters.map((filter) => filter.blockHash)).toEqual([undefined, wire.hash]);
});

test("an empty bloom over transactions says nothing, so the block is asked again", async () => {
  node.mine([to(OURS, 9n, LOCAL_USDC)]);
  const noLogs = bend("eth_getLogs", (logs, [filter]) => (filter.blockHash ? logs : []));
  const noBloom = bend("eth_getBlockByNumber", (block) => ({ ...block, logsBloom: `0x${"0".repeat(512)}` }));
  node.lie((exchange) => noLogs(exchange) || noBloom(exchange));
  expect((await scanHead()).transfers).toHaveLength(1);
});

test("no logs, where the bloom excludes a transfer, is believed without another question", async () => {
  node.mine([to(STRANGER, 9n), to(OURS, 9n, STRANGER)]);
  await chain.head();
  node.takeAsked();
  await scanHead();
  expect(node.takeAsked().map((question) => question.method)).toEqual(["eth_getBlockByNumber", "eth_getLogs"]);
});

test("another node answers where the first fails, and a window is one node's word throughout", async () => {
  node.mine([to(OURS, 9n)]);
  while (spare.blocks().length < node.blocks().length) spare.mine([to(OURS, 8n)]);
  const both = evmChain(network, [node.url, spare.url]);
  const head = Number(node.head().wire.number);
  node.lie(bend("eth_getTransactionReceipt", () => null));
  const { blocks, transfers } = await both.scan({ from: head, to: head }, matcher);
  expect(blocks.map((block) => block.hash)).toEqual([spare.head().wire.hash]);
  expect(transfers.map((transfer) => transfer.amount)).toEqual([8n]);
});

test("an error of ours is not taken for the node's: no other node is asked", async () => {
  const both = evmChain(network, [node.url, spare.url]);
  node.mine([to(OURS, 9n)]);
  const head = Number(node.head().wire.number);
  spare.takeAsked();
  await expect(both.scan({ from: head, to: head }, () => Promise.reject(new Error("no database")))).rejects.toThrow(
    "no database",
  );
  expect(spare.takeAsked()).toEqual([]);
});

test("a header above the head is told as absent", async () => {
  expect(await chain.headerAt(node.blocks().length)).toBeNull();
});

test.each(Object.entries(LIES))("a node that answers with %s is not believed, and its URL is not told", async (_, lie) => {
  node.mine([to(OURS, 9n), to(OURS, 9n, LOCAL_USDC)]);
  node.lie(lie);
  const error: unknown = await scanHead().then(
    (result) => result,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ChainError);
  expect((error as Error).message).toMatch(/^The node.+\.$/);
  expect((error as Error).message).not.toContain("secret-key");
  node.tellTheTruth();
  expect((await scanHead()).transfers).toHaveLength(2);
});

/** Where a token's log lies in the same block, a lie about the block contradicts that as well; coin has no other witness. */
test.each([
  ["another block than asked", "The node answered block"],
  ["a block without its transactions", "The node left out the transactions"],
  ["a transaction of another block", "that is not of it"],
  ["transactions out of order", "that is not of it"],
  ["no receipt", "The node has no receipt"],
  ["a receipt of another block", "a receipt that belongs to another block"],
  ["a receipt of another transaction", "a receipt that belongs to another block"],
])("of a block with coin alone, %s is noticed for what it is", async (lie, words) => {
  node.mine([to(OURS, 9n), to(STRANGER, 5n)]);
  node.lie(LIES[lie] as Misanswer);
  await expect(scanHead()).rejects.toThrow(words);
});

test("a node is asked again after an hour on which chain it is", async () => {
  await chain.head();
  node.lie(LIES["wrong chain id"] as Misanswer);
  await chain.head();
  const now = performance.now.bind(performance);
  const later = vi.spyOn(performance, "now").mockImplementation(() => now() + 3_600_001);
  await expect(chain.head()).rejects.toThrow("The node is on chain 1, not on");
  later.mockRestore();
});

test("a node that sends its questions elsewhere is not followed", async () => {
  for (const status of [301, 302, 307, 308]) {
    node.lie(refuse(status, "", { location: spare.url }));
    spare.takeAsked();
    await expect(chain.head()).rejects.toThrow(ChainError);
    expect(spare.takeAsked()).toEqual([]);
  }
});

test("blocks that do not grow from each other are no window", async () => {
  node.mine();
  node.mine();
  node.lie(
    edit((block) => {
      if (block.number === node.head().wire.number) block.parentHash = `0x${"3".repeat(64)}`;
    }),
  );
  const head = Number(node.head().wire.number);
  await expect(chain.scan({ from: head - 1, to: head }, matcher)).rejects.toThrow("does not follow");
});

test("a node that stays silent, or drips, is given up after the time limit", { timeout: 120_000 }, async () => {
  const drips: NodeJS.Timeout[] = [];
  node.lie(({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    drips.push(setInterval(() => response.write(" "), 100));
    return true;
  });
  await expect(chain.head()).rejects.toThrow("The node did not answer in time.");
  for (const drip of drips) clearInterval(drip);
});

test("an answer larger than any window is cut off", async () => {
  await chain.head();
  node.lie(({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    const part = " ".repeat(1024 * 1024);
    for (let size = 0; size < 80; size += 1) response.write(part);
    response.end();
    return true;
  });
  await expect(chain.head()).rejects.toThrow("The node's answer is too large.");
});
