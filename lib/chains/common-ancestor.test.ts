import fc from "fast-check";
import { expect, test } from "vitest";
import { networkOf } from "../checkout/networks";
import { type Chain, ChainEvidenceError } from "./chain";
import { commonAncestor, DeepReorgError } from "./common-ancestor";

/** A chain whose blocks above `fork` are not ours. */
function forkedAt(fork: number, asked: number[] = []): Chain {
  return {
    network: networkOf(31337),
    head: () => Promise.reject(new Error("not asked here")),
    headerAt: async (number) => {
      asked.push(number);
      const side = number > fork ? "theirs" : "ours";
      return { number, hash: `${side} ${number}`, parentHash: "", time: 0 };
    },
    scan: () => Promise.reject(new Error("not asked here")),
    lookUp: () => Promise.reject(new Error("not asked here")),
    secondWord: () => Promise.reject(new Error("not asked here")),
    secondBalances: () => Promise.reject(new Error("not asked here")),
    balances: () => Promise.reject(new Error("not asked here")),
    attribute: () => Promise.reject(new Error("not asked here")),
  };
}

function oursFrom(lowest: number, to: number): ReadonlyMap<number, string> {
  return new Map(Array.from({ length: to - lowest + 1 }, (_, place) => [lowest + place, `ours ${lowest + place}`]));
}

test("finds the highest common block, in a number of questions that grows with the logarithm of the depth", async () => {
  const heights = fc.record({ lowest: fc.nat(1_000), kept: fc.integer({ min: 1, max: 600 }), depth: fc.nat(10_000) });
  await fc.assert(
    fc.asyncProperty(heights, async ({ lowest, kept, depth }) => {
      const from = lowest + kept;
      const fork = from - 1 - (depth % kept);
      const asked: number[] = [];
      const found = await commonAncestor({ chain: forkedAt(fork, asked), ours: oursFrom(lowest, from), from, lowest });
      expect(found.number).toBe(fork);
      expect(asked.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(from - fork + 1)) + 1);
    }),
    { numRuns: 10_000 },
  );
});

test("a reorg of one block costs one question", async () => {
  const asked: number[] = [];
  await commonAncestor({ chain: forkedAt(99, asked), ours: oursFrom(36, 100), from: 100, lowest: 36 });
  expect(asked).toEqual([99]);
});

test("a reorg below what is kept is never guessed at", async () => {
  const search = { chain: forkedAt(35), ours: oursFrom(36, 100), from: 100, lowest: 36 };
  await expect(commonAncestor(search)).rejects.toThrow(DeepReorgError);
});

test("a hash that we do not have is a difference, not agreement", async () => {
  const search = { chain: forkedAt(50), ours: oursFrom(90, 100), from: 100, lowest: 36 };
  await expect(commonAncestor({ ...search, chain: forkedAt(80) })).rejects.toThrow(DeepReorgError);
});

test("a node that has lost a block between two questions is not believed", async () => {
  const chain: Chain = { ...forkedAt(50), headerAt: async () => null };
  await expect(commonAncestor({ chain, ours: oursFrom(36, 100), from: 100, lowest: 36 })).rejects.toThrow(ChainEvidenceError);
});
