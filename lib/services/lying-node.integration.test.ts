import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { tick } from "@/test/engine";
import { type Misanswer, startFakeNode } from "@/test/fake-node";
import { blockOfMoney, expectTruthUpToTheCursor } from "@/test/fake-truth";
import { bend, edit, LIES, refuse, refuseLogs } from "@/test/lies";
import { seedMerchant } from "@/test/seed";
import type { App } from "./app";
import { fillAddressPool } from "./fill-address-pool";

const CHAIN_ID = 31337;

let own: TestDatabase;
let node: Awaited<ReturnType<typeof startFakeNode>>;
let app: App;
let ours: string[];
let from: number;
beforeAll(async () => {
  [own, node] = await Promise.all([
    freshDatabase(),
    startFakeNode({ chainId: CHAIN_ID, startTime: Math.floor(Date.now() / 1000) }),
  ]);
  app = testApp({ databaseUrl: own.url, rpcUrls: { [CHAIN_ID]: [node.url] } });
  await seedMerchant(own.database.db);
  await fillAddressPool(app);
  ours = (await own.database.sql`select address from receive_addresses limit 50`).map((row) => row.address);
  from = node.blocks().length;
  await tick(app);
});
afterEach(() => node.tellTheTruth());
afterAll(async () => {
  await app.database.close();
  await Promise.all([own.drop(), node.stop()]);
});

function mineMoney(): void {
  node.mine(blockOfMoney(node.blocks().length, ours));
}

const expectTruth = () => expectTruthUpToTheCursor({ sql: own.database.sql, node, ours, from });

async function expectCaughtUp(): Promise<void> {
  node.tellTheTruth();
  await tick(app);
  const [row] = await own.database.sql`select problem from network_cursors`;
  expect(row?.problem).toBeNull();
  expect(await expectTruth()).toBe(node.blocks().length - 1);
}

/** The same sequence of yes and no each time. */
function coin(seed: number): () => boolean {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 31 === 1;
  };
}

function sometimes(lie: Misanswer, seed: number): Misanswer {
  const flip = coin(seed);
  return (exchange) => flip() && lie(exchange);
}

test.each(Object.entries(LIES))(
  "a node that answers with %s, always or now and then, makes nothing count wrongly",
  async (_, lie) => {
    for (const told of [lie, ...[1, 2, 3, 4].map((seed) => sometimes(lie, seed))]) {
      mineMoney();
      node.mine();
      mineMoney();
      node.lie(told);
      for (let turn = 0; turn < 3; turn += 1) {
        await tick(app);
        await expectTruth();
      }
      await expectCaughtUp();
    }
  },
);

test("a problem is told in plain words while it lasts, since when, and without the node's URL", async () => {
  mineMoney();
  node.lie(LIES["HTTP 429"] as Misanswer);
  await tick(app);
  await tick(app);
  const [row] = await own.database.sql`select problem, problem_since from network_cursors`;
  expect(row?.problem).toBe("The node refused: HTTP 429.");
  expect(row?.problem_since).not.toBeNull();
  await expectCaughtUp();
});

test("no logs in the first answer, none left out in the end", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    mineMoney();
    node.lie(
      sometimes(
        bend("eth_getLogs", (logs, [filter]) => (filter.blockHash ? logs : [])),
        seed,
      ),
    );
    await tick(app);
    expect(await expectTruth()).toBe(node.blocks().length - 1);
  }
});

test("a block with logs and without transactions is not believed", async () => {
  mineMoney();
  node.lie(
    edit((block) => {
      block.transactions = [];
      block.transactionsRoot = `0x${"0".repeat(64)}`;
    }),
  );
  const before = await expectTruth();
  await tick(app);
  expect(await expectTruth()).toBe(before);
  await expectCaughtUp();
});

test("a head that lags by 1 to 50 blocks, or goes back and forth, is waited for", async () => {
  for (let block = 0; block < 60; block += 1) mineMoney();
  await tick(app);
  const at = await expectTruth();
  for (const lag of [1, 2, 3, 7, 20, 50, 5, 0]) {
    const lagging = node.blocks()[node.blocks().length - 1 - lag]?.wire;
    node.lie(bend("eth_getBlockByNumber", (block, [tag]) => (tag === "latest" ? lagging : block)));
    expect(await tick(app)).toEqual([{ chainId: CHAIN_ID, outcome: "idle", at }]);
  }
  await expectCaughtUp();
});

test("a head beyond what the node has stops the scan before it", async () => {
  mineMoney();
  const before = await expectTruth();
  node.lie(
    bend("eth_getBlockByNumber", (block, [tag]) =>
      tag === "latest" ? { ...block, number: `0x${(node.blocks().length + 40).toString(16)}` } : block,
    ),
  );
  expect((await tick(app)).map((report) => report.outcome)).toEqual(["problem"]);
  expect(await expectTruth()).toBe(before);
  for (let turn = 0; turn < 6; turn += 1) await tick(app);
  await expectTruth();
  await expectCaughtUp();
});

test("a node that is two nodes on two forks is followed to the one that stays", async () => {
  mineMoney();
  mineMoney();
  await tick(app);
  const other = node.fork(2);
  mineMoney();
  node.mine();
  mineMoney();
  const flip = coin(11);
  const answerOf = (number: number, block: unknown) => other.find(({ wire }) => Number(wire.number) === number)?.wire ?? block;
  node.lie((exchange) => flip() && bend("eth_getBlockByNumber", (block, [tag]) => answerOf(Number(tag), block))(exchange));
  for (let turn = 0; turn < 10; turn += 1) await tick(app);
  await expectCaughtUp();
});

test("a provider's limits cost questions, not ticks, and nothing is left out for them", async () => {
  const limits: Misanswer[] = [
    ({ questions, response, answers }) => {
      if (questions.length <= 4) return false;
      return refuse(200, { jsonrpc: "2.0", id: null, error: { code: -32600, message: "batch too large" } })({
        questions,
        response,
        answers,
      });
    },
    refuseLogs((blocks) => blocks > 3, "eth_getLogs is limited to a 3 range"),
    refuseLogs((_, logs) => logs.length > 4, "query returned more than 4 results. Try with this block range [0x8, 0x9]."),
  ];
  for (const limit of limits) {
    for (let block = 0; block < 45; block += 1) {
      if (block % 3 === 0) mineMoney();
      else node.mine();
    }
    node.lie(limit);
    expect((await tick(app)).map((report) => report.outcome)).toEqual(["scanned"]);
    expect(await expectTruth()).toBe(node.blocks().length - 1);
  }
  await expectCaughtUp();
});
