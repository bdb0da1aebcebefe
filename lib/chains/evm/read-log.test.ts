import { expect, test } from "vitest";
import { readLog, SWEPT_TOPIC, TRANSFER_TOPIC } from "./read-log";

const TOKEN = `0x${"11".repeat(20)}`;
const FACTORY = `0x${"22".repeat(20)}`;
const BLOCK = `0x${"33".repeat(32)}`;
const HASH = `0x${"44".repeat(32)}`;
const WORD = `0x${"0".repeat(24)}${"55".repeat(20)}`;
const ZERO = `0x${"0".repeat(64)}`;
const ONE = `0x${"0".repeat(63)}1`;
const blocks = new Map([
  [
    BLOCK,
    {
      header: { number: 7, hash: BLOCK, parentHash: ZERO, time: 0 },
      bloom: "0x",
      hashes: [HASH],
      transactions: [],
    },
  ],
]);

function read(address: string, topics: string[]) {
  const place = { blockHash: BLOCK, blockNumber: "0x7", transactionHash: HASH, transactionIndex: "0x0", logIndex: "0x2" };
  const log = { ...place, address, topics, data: ONE, removed: false };
  return readLog(log, { blocks, tokens: new Set([TOKEN]), factory: FACTORY });
}

const swept = [SWEPT_TOPIC, WORD, ONE, ZERO];
const transfer = [TRANSFER_TOPIC, WORD, WORD];

test("the factory's word is a sweep, and a listed token's a transfer", () => {
  expect(read(FACTORY, swept)).toMatchObject({ kind: "swept", treasury: `0x${"55".repeat(20)}`, index: 1n, asset: "native" });
  expect(read(TOKEN, transfer)).toMatchObject({ kind: "transfer", token: TOKEN });
});

test("a token that says it was swept, and a factory that says it transferred, say nothing", () => {
  expect(read(TOKEN, swept)).toBeNull();
  expect(read(FACTORY, transfer)).toBeNull();
});

test("a sweep told by another contract is an answer to another question", () => {
  expect(() => read(`0x${"66".repeat(20)}`, swept)).toThrow("contract that was not asked for");
});

test.each([[swept.slice(0, 3)], [[...swept, ONE]], [transfer.slice(0, 2)]])(
  "topics too few or too many are refused",
  (topics) => {
    expect(() => read(topics[0] === SWEPT_TOPIC ? FACTORY : TOKEN, topics)).toThrow("not a token transfer");
  },
);
