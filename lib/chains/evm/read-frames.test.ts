import { expect, test } from "vitest";
import { ChainEvidenceError } from "../chain";
import { readCallTrees, readFlatTraces } from "./read-frames";

const address = (digit: string) => `0x${digit.repeat(40)}`;
const [A, B, C, OURS] = ["a", "b", "c", "1"].map(address) as [string, string, string, string];
const HASHES = [`0x${"01".repeat(32)}`, `0x${"02".repeat(32)}`];

type Tree = { type: string; value?: string; error?: string; to?: string; from?: string; calls?: Tree[] };
const call = (type: string, to: string, value: string, rest: Partial<Tree> = {}): Tree => ({ type, from: A, to, value, ...rest });
const trees = (first: Tree) => [
  { txHash: HASHES[0], result: first },
  { txHash: HASHES[1], result: call("CALL", B, "0x0") },
];
const pathsOf = (first: Tree) => readCallTrees(trees(first), HASHES).map(({ path, to, value }) => [path, to, value]);

test("calls, creations and self-destructs move value, each at its place", () => {
  const tree = call("CALL", B, "0x5", {
    calls: [call("CALL", OURS, "0x2", { calls: [call("SELFDESTRUCT", C, "0x1")] }), call("CREATE2", OURS, "0x3")],
  });
  expect(pathsOf(tree)).toEqual([
    ["", B, 5n],
    ["0", OURS, 2n],
    ["0.0", C, 1n],
    ["1", OURS, 3n],
  ]);
});

test.each(["DELEGATECALL", "CALLCODE", "STATICCALL"])(
  "a %s shows a value that stays where it is; what it calls counts",
  (type) => {
    const tree = call("CALL", B, "0x0", { calls: [call(type, OURS, "0x9", { calls: [call("CALL", OURS, "0x1")] })] });
    expect(pathsOf(tree)).toEqual([["0.0", OURS, 1n]]);
  },
);

test("a frame that failed gives its value back, with all that it called", () => {
  const lost = call("CALL", B, "0x7", { error: "execution reverted", calls: [call("CALL", OURS, "0x7")] });
  expect(pathsOf(call("CALL", B, "0x0", { calls: [lost, call("CALL", OURS, "0x1")] }))).toEqual([["1", OURS, 1n]]);
  expect(pathsOf({ ...lost })).toEqual([]);
});

test.each([
  ["too few", trees(call("CALL", B, "0x0")).slice(1)],
  ["of other transactions", trees(call("CALL", B, "0x0")).reverse()],
  ["not a list", { result: [] }],
  ["without a recipient", trees({ type: "CALL", from: A, value: "0x1" })],
])("traces that are %s are not believed", (_, answer) => {
  expect(() => readCallTrees(answer, HASHES)).toThrow(ChainEvidenceError);
});

const flat = (traceAddress: number[], rest: object) => ({
  type: "call",
  traceAddress,
  transactionHash: HASHES[0],
  transactionPosition: 0,
  action: { callType: "call", from: A, to: OURS, value: "0x1" },
  ...rest,
});

test("flat traces tell the same: value that moved, without what failed and all below it", () => {
  const answer = [
    flat([], { action: { callType: "call", from: A, to: B, value: "0x5" } }),
    flat([0], {}),
    flat([1], { error: "Reverted" }),
    flat([1, 0], {}),
    flat([1, 0, 3], {}),
    flat([2], { action: { callType: "delegatecall", from: A, to: OURS, value: "0x9" } }),
    flat([3], { type: "suicide", action: { address: C, refundAddress: OURS, balance: "0x4" } }),
    flat([4], { type: "create", action: { from: A, value: "0x6" }, result: { address: C } }),
    { type: "reward", action: { author: OURS, value: "0x99" } },
  ];
  expect(readFlatTraces(answer, HASHES).map(({ path, to, value }) => [path, to, value])).toEqual([
    ["", B, 5n],
    ["0", OURS, 1n],
    ["3", OURS, 4n],
    ["4", C, 6n],
  ]);
});

test("flat traces of another block are not believed", () => {
  expect(() => readFlatTraces([flat([], { transactionHash: HASHES[1] })], HASHES)).toThrow(ChainEvidenceError);
});
