import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Question, startFakeNode, type Wire } from "@/test/fake-node";
import { refuse, refuseLogs } from "@/test/lies";
import { LOCAL_USDC } from "../../checkout/assets";
import { networkOf } from "../../checkout/networks";
import { type Chain, ChainBusyError, ChainLimitError } from "../chain";
import { evmChain } from "./evm-chain";

const START = 1_760_000_000;
const OURS = `0x${"11".repeat(20)}`;
const network = networkOf(31337);
const WINDOW = { from: 8, to: 27 };

let node: Awaited<ReturnType<typeof startFakeNode>>;
let spare: Awaited<ReturnType<typeof startFakeNode>>;
let chain: Chain;
let clock: number;
beforeAll(async () => {
  const recipe = { chainId: 31337, startTime: START };
  [node, spare] = await Promise.all([startFakeNode(recipe), startFakeNode(recipe)]);
  for (const one of [node, spare]) {
    for (let height = WINDOW.from; height <= WINDOW.to; height += 1) {
      one.mine([
        { to: OURS, amount: BigInt(height), token: LOCAL_USDC },
        { to: OURS, amount: BigInt(height) },
      ]);
    }
  }
});
afterAll(() => Promise.all([node.stop(), spare.stop()]));
beforeEach(async () => {
  node.tellTheTruth();
  clock = START * 1_000;
  chain = evmChain(network, [node.url], { now: () => clock });
  await chain.head();
  node.takeAsked();
});

const scan = (of: Chain = chain, window = WINDOW) => of.scan(window, async (recipients) => new Set(recipients));

/** The blocks that each question for logs spanned, and how often bodies were asked for. */
function asked() {
  const all = node.takeAsked();
  const spans = all.filter(isForLogs).map(({ params }) => {
    const [{ fromBlock, toBlock }] = params as [Wire];
    return Number(toBlock) - Number(fromBlock) + 1;
  });
  return { spans, bodies: all.filter(({ method }) => method === "eth_getBlockByNumber").length };
}

const isForLogs = ({ method }: Question) => method === "eth_getLogs";

test("a range that the node names is kept to from then on, and only the logs are asked again", async () => {
  node.lie(refuseLogs((blocks) => blocks > 5, "eth_getLogs is limited to a 5 range"));
  expect((await scan()).transfers).toHaveLength(40);
  expect(asked()).toEqual({ spans: [20, 5, 5, 5, 5], bodies: 20 });
  expect((await scan()).transfers).toHaveLength(40);
  expect(asked()).toEqual({ spans: [5, 5, 5, 5], bodies: 20 });
});

test("where the node names none, halves are tried until they pass", async () => {
  node.lie(refuseLogs((blocks) => blocks > 6, "Block range is too large"));
  expect((await scan()).transfers).toHaveLength(40);
  expect(asked().spans).toEqual([20, 10, 5, 5, 5, 5]);
});

test("a limit on results is split down to one block, and the block that holds more is not passed", async () => {
  const message = "query exceeds max results 20000, retry with the range 8-99";
  node.lie(refuseLogs((_, logs) => logs.length > 1, message));
  expect((await scan()).transfers).toHaveLength(40);
  expect(Math.min(...asked().spans)).toBe(1);
  node.lie(refuseLogs((_, logs) => logs.length > 0, message));
  await expect(scan()).rejects.toThrow(ChainLimitError);
});

test("a node that refuses the whole batch for the logs in it is asked for both again", async () => {
  node.lie((exchange) => {
    const tooMuch = exchange.questions.some((question) => {
      const [filter] = question.params as [Wire];
      return isForLogs(question) && Number(filter.toBlock) - Number(filter.fromBlock) >= 10;
    });
    const body = { jsonrpc: "2.0", id: null, error: { code: -32602, message: "exceed maximum block range: 10" } };
    return tooMuch && refuse(400, body)(exchange);
  });
  expect((await scan()).transfers).toHaveLength(40);
  expect(asked()).toEqual({ spans: [20, 10, 10], bodies: 40 });
  expect((await scan()).transfers).toHaveLength(40);
  expect(asked()).toEqual({ spans: [10, 10], bodies: 20 });
});

test("one node's limit is not another's", async () => {
  const both = evmChain(network, [node.url, spare.url], { now: () => clock });
  node.lie(refuseLogs((blocks) => blocks > 5, "Max range: 5"));
  await scan(both);
  node.lie(refuse(500));
  spare.takeAsked();
  expect((await scan(both)).transfers).toHaveLength(40);
  expect(spare.takeAsked().filter(isForLogs)).toHaveLength(1);
});

test("a limit is tried again after ten minutes", async () => {
  node.lie(refuseLogs((blocks) => blocks > 5, "Max range: 5"));
  await scan();
  asked();
  node.tellTheTruth();
  clock += 599_000;
  await scan();
  expect(asked().spans).toEqual([5, 5, 5, 5]);
  clock += 1_000;
  await scan();
  expect(asked().spans).toEqual([20]);
});

test.each<[string, Parameters<typeof refuse>]>([
  ["HTTP 413", [413]],
  ["an error for a batch", [200, { jsonrpc: "2.0", id: null, error: { code: -32600, message: "batch too large" } }]],
  ["an HTTP error with a sentence", [400, { error: { code: -32020, message: "backend response too large" } }]],
])("%s is told as a limit on the whole answer", async (_, refusal) => {
  node.lie(refuse(...refusal));
  const error: unknown = await scan().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ChainLimitError);
  expect(error).toMatchObject({ of: "answer", blocks: null });
});

test("a node that asks to be left alone for a while is, and no longer", async () => {
  node.lie(refuse(429, "", { "retry-after": "30" }));
  await expect(chain.head()).rejects.toThrow("The node refused: HTTP 429.");
  node.tellTheTruth();
  node.takeAsked();
  clock += 29_999;
  await expect(chain.head()).rejects.toThrow("The node asked to be left alone for a while.");
  await expect(scan()).rejects.toThrow(ChainBusyError);
  expect(node.takeAsked()).toEqual([]);
  clock += 1;
  expect((await chain.head()).number).toBe(WINDOW.to);
});

test.each([
  ["for a year", { "retry-after": "31536000" }, 60_000],
  ["until a date far ahead", { "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }, 60_000],
  ["for what is no time", { "retry-after": "soon" }, 0],
])("a node that asks to be left alone %s freezes nothing", async (_, headers, waitMs) => {
  node.lie(refuse(429, "", headers));
  await expect(chain.head()).rejects.toThrow("HTTP 429");
  node.tellTheTruth();
  clock += waitMs;
  expect((await chain.head()).number).toBe(WINDOW.to);
});

test("a server's clock that is put back by a day wakes a node that rests", async () => {
  node.lie(refuse(429, "", { "retry-after": "30" }));
  await expect(chain.head()).rejects.toThrow("HTTP 429");
  node.tellTheTruth();
  clock -= 86_400_000;
  expect((await chain.head()).number).toBe(WINDOW.to);
});

test("while one node wants to be left alone, the other is asked", async () => {
  const both = evmChain(network, [node.url, spare.url], { now: () => clock });
  node.lie(refuse(429, "", { "retry-after": "30" }));
  expect((await both.head()).number).toBe(WINDOW.to);
  node.tellTheTruth();
  node.takeAsked();
  for (let turn = 0; turn < 5; turn += 1) await both.head();
  expect(node.takeAsked()).toEqual([]);
  clock += 30_000;
  await both.head();
  expect(node.takeAsked()).not.toEqual([]);
});
