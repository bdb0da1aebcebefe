import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { withChain } from "@/test/engine";
import { type Misanswer, startFakeNode } from "@/test/fake-node";
import { blockOfMoney, expectTruthUpToTheCursor, type FakeNode } from "@/test/fake-truth";
import { bend, LIES, refuse } from "@/test/lies";
import { seedMerchant } from "@/test/seed";
import { evmChain } from "../chains/evm/evm-chain";
import { networkOf } from "../checkout/networks";
import type { App } from "./app";
import { fillAddressPool } from "./fill-address-pool";
import { type NetworkReport, scanNetworks } from "./scan-networks";

const CHAIN_ID = 31337;
/** The longest rest of a node that failed again and again. */
const LONGEST_REST_MS = 60_000;

let own: TestDatabase;
let preferred: FakeNode;
let spare: FakeNode;
let app: App;
let ours: string[];
let from: number;
let clock = Date.now();
beforeAll(async () => {
  const recipe = { chainId: CHAIN_ID, startTime: Math.floor(clock / 1000) };
  [own, preferred, spare] = await Promise.all([freshDatabase(), startFakeNode(recipe), startFakeNode(recipe)]);
  const chain = evmChain(networkOf(CHAIN_ID), [preferred.url, spare.url], { now: () => clock });
  app = withChain(testApp({ databaseUrl: own.url }), chain);
  await seedMerchant(own.database.db);
  await fillAddressPool(app);
  ours = (await own.database.sql`select address from receive_addresses limit 50`).map((row) => row.address);
  from = spare.blocks().length;
  await tick();
});
afterAll(async () => {
  await app.database.close();
  await Promise.all([own.drop(), preferred.stop(), spare.stop()]);
});
beforeEach(async () => {
  for (const node of [preferred, spare]) node.tellTheTruth();
  clock += 10 * LONGEST_REST_MS;
  await expectCaughtUp();
});

function mineMoney(blocks = 1): void {
  for (let block = 0; block < blocks; block += 1) {
    const payments = blockOfMoney(spare.blocks().length, ours);
    for (const node of [preferred, spare]) node.mine(payments);
  }
}

async function tick(): Promise<NetworkReport> {
  const [report] = await scanNetworks(app, { now: clock, isOver: () => false });
  return report as NetworkReport;
}

async function expectTruth(): Promise<number> {
  return expectTruthUpToTheCursor({ sql: own.database.sql, node: spare, ours, from });
}

const height = () => spare.blocks().length - 1;

async function expectCaughtUp(): Promise<void> {
  mineMoney();
  expect(await tick()).toMatchObject({ outcome: "scanned", to: height() });
  expect(await expectTruth()).toBe(height());
}

/** Which node a new window is read from. */
async function readsFrom(): Promise<"preferred" | "spare"> {
  for (const node of [preferred, spare]) node.takeAsked();
  await expectCaughtUp();
  const counts = [preferred, spare].map((node) => node.takeAsked().filter(({ method }) => method === "eth_getLogs").length);
  expect(counts.filter((count) => count > 0)).toHaveLength(1);
  return counts[0] ? "preferred" : "spare";
}

const latest = (choose: () => number): Misanswer =>
  bend("eth_getBlockByNumber", (block, [tag]) => (tag === "latest" ? preferred.blocks()[choose()]?.wire : block));

test.each(Object.entries(LIES))(
  "a node that answers with %s is passed over at once, and used again once it tells the truth",
  async (_, lie) => {
    mineMoney(3);
    preferred.lie(lie);
    clock += LONGEST_REST_MS * 60;
    // One of the lies is a head that is one block too low.
    for (let turn = 0; turn < 4; turn += 1) {
      expect(await tick()).toMatchObject({ outcome: "scanned" });
      expect(await expectTruth()).toBeGreaterThanOrEqual(height() - 1);
      mineMoney();
    }
    preferred.tellTheTruth();
    clock += LONGEST_REST_MS;
    expect(await readsFrom()).toBe("preferred");
  },
);

test("a node that asks to be left alone is, while the other goes on", async () => {
  preferred.lie(refuse(429, "", { "retry-after": "20" }));
  await expectCaughtUp();
  preferred.tellTheTruth();
  for (let turn = 0; turn < 5; turn += 1) expect(await readsFrom()).toBe("spare");
  expect(preferred.takeAsked()).toEqual([]);
  clock += 20_000;
  expect(await readsFrom()).toBe("preferred");
});

test("a node that falls behind what was read is passed over, and not taken for a reorg", async () => {
  mineMoney(60);
  await tick();
  for (const lag of [2, 3, 7, 20, 50]) {
    preferred.lie(latest(() => height() - lag));
    mineMoney();
    const before = await expectTruth();
    expect(await tick()).toMatchObject({ outcome: "scanned", from: before + 1, to: height() });
    expect(await expectTruth()).toBe(height());
    clock += LONGEST_REST_MS;
  }
  const orphaned = await own.database.sql`select 1 from blocks where orphaned_at is not null`;
  expect(orphaned).toHaveLength(0);
});

test("a node that stopped at a block is passed over after a minute", async () => {
  const stopped = height();
  preferred.lie(latest(() => stopped));
  mineMoney(5);
  expect(await tick()).toMatchObject({ outcome: "idle", at: stopped });
  clock += 61_000;
  expect(await tick()).toMatchObject({ outcome: "scanned", to: height() });
  expect(await expectTruth()).toBe(height());
  preferred.tellTheTruth();
  clock += LONGEST_REST_MS;
  expect(await readsFrom()).toBe("preferred");
});

test("a node whose head goes back and forth holds nothing up", async () => {
  let isBack = false;
  const swing = () => {
    isBack = !isBack;
    return height() - (isBack ? 10 : 0);
  };
  preferred.lie(latest(swing));
  for (let turn = 0; turn < 8; turn += 1) {
    mineMoney();
    await tick();
    expect(await expectTruth()).toBe(height());
    clock += LONGEST_REST_MS;
  }
});

test("a node that tells of blocks it does not have costs one tick", async () => {
  mineMoney(2);
  preferred.lie(
    bend("eth_getBlockByNumber", (block, [tag]) =>
      tag === "latest" ? { ...block, number: `0x${(height() + 40).toString(16)}` } : block,
    ),
  );
  const before = await expectTruth();
  expect(await tick()).toMatchObject({ outcome: "problem" });
  expect(await expectTruth()).toBe(before);
  for (let turn = 0; turn < 4; turn += 1) await tick();
  expect(await expectTruth()).toBe(height());
});

test("a node that moves to another fork rewinds to it, and the true one, taken back, restores what was counted", async () => {
  const counted = async () =>
    Number(
      (
        await own.database
          .sql`select count(*) from transfers t join blocks b on b.hash = t.block_hash where b.orphaned_at is null`
      )[0]?.count,
    );
  mineMoney(3);
  await tick();
  const before = await counted();
  const gone = preferred.fork(3);
  for (let block = 0; block < 4; block += 1) preferred.mine();
  await tick();
  expect(await counted()).toBe(before - 3 * 4);
  preferred.restore(4, gone);
  // From here on both mine the same blocks again.
  spare.restore(0, spare.fork(1));
  clock += LONGEST_REST_MS * 2;
  await expectCaughtUp();
  expect(await counted()).toBe(before + 4);
});

test("while both fail the scan stands where it is, and goes on with the first that recovers", async () => {
  mineMoney(2);
  const before = await expectTruth();
  for (const node of [preferred, spare]) node.lie(refuse(502, "<html>Bad gateway</html>"));
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await tick()).toMatchObject({ outcome: "problem", problem: "The node refused: HTTP 502." });
    expect(await expectTruth()).toBe(before);
  }
  spare.tellTheTruth();
  await tick();
  expect(await expectTruth()).toBe(height());
});

test("a node that never answers costs one time limit, then is asked last", async () => {
  mineMoney();
  preferred.lie(() => true);
  expect(await tick()).toMatchObject({ outcome: "scanned", to: height() });
  preferred.takeAsked();
  expect(await readsFrom()).toBe("spare");
  expect(preferred.takeAsked()).toEqual([]);
});
