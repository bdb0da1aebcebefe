import fc from "fast-check";
import { expect, test } from "vitest";
import { type ProviderLimit, readProviderLimit } from "./provider-limit";

/** As providers send them. */
const REFUSALS: readonly [string, string, ProviderLimit | null][] = [
  [
    "Alchemy",
    "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size, or you can request any block range with a cap of 10K logs in the response. Based on your parameters and the response size limit, this block range should work: [0x1b4, 0x1b8]",
    { kind: "results", blocks: 5 },
  ],
  [
    "Alchemy, free plan",
    "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range. Based on your parameters, this block range should work: [0x7b1ba8, 0x7b1bb1]. Upgrade to PAYG for expanded block range.",
    { kind: "range", blocks: 10 },
  ],
  ["Alchemy, slow question", "Query timeout exceeded. Consider reducing your block range.", { kind: "results", blocks: null }],
  [
    "Alchemy, too fast",
    "Your app has exceeded its compute units per second capacity. If you have retries enabled, you can safely ignore this message.",
    { kind: "rate", waitMs: null },
  ],
  ["Infura", "query returned more than 10000 results. Try with this block range [0x99, 0x9B].", { kind: "results", blocks: 3 }],
  ["Infura, daily quota", "daily request count exceeded, request rate limited", { kind: "rate", waitMs: null }],
  ["Infura, too fast", "Too Many Requests", { kind: "rate", waitMs: null }],
  ["zkSync", "Query returned more than 10000 results. Try with this block range [0x1, 0x8].", { kind: "results", blocks: 8 }],
  ["QuickNode", "eth_getLogs is limited to a 10,000 range", { kind: "range", blocks: 10_000 }],
  ["QuickNode, trial", "eth_getLogs is limited to a 5 range", { kind: "range", blocks: 5 }],
  [
    "QuickNode, two methods",
    "eth_getLogs and eth_newFilter are limited to a 10,000 blocks range",
    { kind: "range", blocks: 10_000 },
  ],
  ["QuickNode, too fast", "50/second request limit reached - reduce calls per second", { kind: "rate", waitMs: null }],
  ["publicnode", "exceed maximum block range: 50000", { kind: "range", blocks: 50_000 }],
  ["Cloudflare", "Invalid block range. Max range: 800", { kind: "range", blocks: 800 }],
  ["LlamaRPC", "query exceeds max results 20000", { kind: "results", blocks: null }],
  ["reth", "query exceeds max results 20000, retry with the range 6000000-6000509", { kind: "results", blocks: 510 }],
  ["reth, blocks", "query exceeds max block range 100000", { kind: "range", blocks: 100_000 }],
  ["reth, topics", "exceeded maximum topics len", null],
  ["OP Stack", "Block range is too large", { kind: "range", blocks: null }],
  ["OP Stack, bytes", "backend response too large", { kind: "size" }],
  ["OP Stack, head", "block is out of range", { kind: "transient" }],
  ["Base", "no backend is currently healthy to serve traffic", { kind: "transient" }],
  ["geth, head", "block range extends beyond current head block", { kind: "transient" }],
  ["geth, absent", "header not found", { kind: "transient" }],
  ["geth, batch", "batch too large", { kind: "size" }],
  ["geth, answer", "response too large", { kind: "size" }],
  ["Ankr", "block range is too wide", { kind: "range", blocks: null }],
  ["drpc", "query returns too many logs, narrow your filter: 20000", { kind: "results", blocks: null }],
  ["drpc, free plan", "ranges over 10000 blocks are not supported on freetier", { kind: "range", blocks: 10_000 }],
  ["BlastAPI", "You can make eth_getLogs requests with up to a 10 block range.", { kind: "range", blocks: 10 }],
  ["Chainstack", "Block range limit exceeded.", { kind: "range", blocks: null }],
  ["1rpc", "eth_getLogs is limited to 0 - 10000 blocks range", { kind: "range", blocks: 10_000 }],
  ["1rpc, too fast", "call rate limit exhausted, retry in 10s", { kind: "rate", waitMs: 10_000 }],
  ["Arbitrum", "logs matched by query exceeds limit of 10000", { kind: "results", blocks: null }],
  ["BNB", "limit exceeded", { kind: "results", blocks: null }],
  ["a public node", "cannot request logs over more than 128 blocks", { kind: "range", blocks: 128 }],
  ["a public node, politely", "please limit your query to at most 1000 blocks", { kind: "range", blocks: 1_000 }],
  ["a public node, throttled", "please limit your query to 10 requests per second", { kind: "rate", waitMs: null }],
  ["an asked and an allowed number", "block range 20 is larger than the maximum of 10", { kind: "range", blocks: 10 }],
  ["another error", "execution reverted", null],
  ["no method", "the method eth_getLogs does not exist/is not available", null],
  ["a lost key", "invalid project id", null],
];

test.each(REFUSALS)("%s: %s", (_, message, limit) => {
  expect(readProviderLimit(message)).toEqual(limit);
  expect(readProviderLimit(message.toUpperCase())).toEqual(limit);
});

test("whatever a node writes, a limit is a whole number of blocks above nothing, and a wait is none below it", () => {
  const words = fc.constantFrom(
    "range",
    "blocks",
    "max results",
    "[0x5, 0x1]",
    "[0x1, 0x5]",
    "0",
    "-3",
    "7,5",
    "9e9",
    "retry in 5s",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((all) => all.join(" ")),
      ),
      (message) => {
        const limit = readProviderLimit(message);
        if (limit?.kind === "range" || limit?.kind === "results") {
          expect(limit.blocks === null || (Number.isSafeInteger(limit.blocks) && limit.blocks >= 1)).toBe(true);
        }
        if (limit?.kind === "rate") expect(limit.waitMs === null || limit.waitMs >= 0).toBe(true);
      },
    ),
    { numRuns: 5_000 },
  );
});
