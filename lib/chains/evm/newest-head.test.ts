import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakeNode } from "@/test/fake-node";
import { networkOf } from "../../checkout/networks";
import { evmChain } from "./evm-chain";

const START = 1_760_000_000;
const SEPOLIA = networkOf(11155111);

let first: Awaited<ReturnType<typeof startFakeNode>>;
let second: Awaited<ReturnType<typeof startFakeNode>>;
beforeAll(async () => {
  const recipe = { chainId: SEPOLIA.chainId, startTime: START };
  [first, second] = await Promise.all([startFakeNode(recipe), startFakeNode(recipe)]);
  for (let block = 0; block < 20; block += 1) second.mine();
});
afterAll(() => Promise.all([first.stop(), second.stop()]));

test("of a public network, a head that is old by the clock is doubted, and the node that keeps up leads", async () => {
  const now = Number(second.head().wire.timestamp) * 1_000;
  const chain = evmChain(SEPOLIA, [first.url, second.url], { now: () => now });
  expect((await chain.head()).hash).toBe(second.head().wire.hash);
  first.takeAsked();
  const head = Number(second.head().wire.number);
  const { blocks } = await chain.scan({ from: head, to: head }, async () => new Set());
  expect(blocks.map((block) => block.hash)).toEqual([second.head().wire.hash]);
  expect(first.takeAsked()).toEqual([]);
});

test("a head that is fresh costs one question, however many nodes there are", async () => {
  const now = Number(first.head().wire.timestamp) * 1_000 + 12_000;
  const chain = evmChain(SEPOLIA, [first.url, second.url], { now: () => now });
  await chain.head();
  for (const node of [first, second]) node.takeAsked();
  expect((await chain.head()).hash).toBe(first.head().wire.hash);
  expect([first.takeAsked().length, second.takeAsked().length]).toEqual([1, 0]);
});
