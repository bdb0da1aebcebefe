import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as page } from "@/app/api/checkout/[id]/route";
import { GET as health } from "@/app/api/health/route";
import { useApp } from "@/test/api";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { open, withChain } from "@/test/engine";
import { startFakeNode } from "@/test/fake-node";
import type { FakeNode } from "@/test/fake-truth";
import { bend, refuse } from "@/test/lies";
import { seedMerchant } from "@/test/seed";
import { evmChain } from "../chains/evm/evm-chain";
import { networkOf } from "../checkout/networks";
import type { App } from "./app";
import { fillAddressPool } from "./fill-address-pool";
import { scanNetworks } from "./scan-networks";

const CHAIN_ID = 31337;
const BLOCK_MS = 12_000;
const DELAY_MS = 130_000;

let own: TestDatabase;
let node: FakeNode;
let app: App;
let id: string;
let address: string;
let due: bigint;
beforeAll(async () => {
  // The chain's newest block is 200 s old, as after an outage.
  const startTime = Math.floor((Date.now() - 200_000 - 7 * BLOCK_MS) / 1000);
  [own, node] = await Promise.all([freshDatabase(), startFakeNode({ chainId: CHAIN_ID, startTime })]);
  app = withChain(testApp({ databaseUrl: own.url }), evmChain(networkOf(CHAIN_ID), [node.url]));
  useApp(app);
  const merchant = await seedMerchant(own.database.db);
  await fillAddressPool(app);
  await tick();
  ({ id, address, due } = await open(app, { merchant, asset: "ETH", amount: "10.00" }));
});
afterAll(async () => {
  await app.database.close();
  await Promise.all([own.drop(), node.stop()]);
});

const tick = (now = Date.now()) => scanNetworks(app, { now, isOver: () => false });

async function flags(of = id): Promise<string[]> {
  const answer = await page(new Request(`http://localhost:3000/api/checkout/${of}`), { params: Promise.resolve({ id: of }) });
  expect(answer.status).toBe(200);
  return (await answer.json()).flags;
}

async function lag() {
  const { database, networks } = await (await health()).json();
  expect([database, networks.length]).toEqual([true, 1]);
  return networks[0];
}

function mineUntilNow(): void {
  while (Number(node.head().wire.timestamp) * 1_000 < Date.now() - BLOCK_MS) node.mine();
}

test("the page says that checking is delayed while the newest verified block is old, and health says by how much", async () => {
  expect(await flags()).toContain("checking_delayed");
  const { scannedThrough, behindSeconds, lastScanSecondsAgo, stalled } = await lag();
  expect([scannedThrough, stalled]).toEqual([7, false]);
  expect(behindSeconds).toBeGreaterThanOrEqual(200);
  expect(lastScanSecondsAgo).toBeLessThan(behindSeconds);
});

test("a node that fails keeps it said, and tells nobody why", async () => {
  mineUntilNow();
  node.lie(refuse(503));
  expect((await tick()).map((report) => report.outcome)).toEqual(["problem"]);
  expect(await flags()).toContain("checking_delayed");
  const { behindSeconds, failingSeconds } = await lag();
  expect(behindSeconds).toBeGreaterThanOrEqual(200);
  expect(failingSeconds).toBeGreaterThanOrEqual(0);
  const words = await (await health()).text();
  expect(words).not.toMatch(/refused|503|secret-key|127\.0\.0\.1/);
});

test("it goes away with the block that catches up, and a payment made meanwhile counts in time", async () => {
  node.tellTheTruth();
  node.mine([{ to: address.toLowerCase(), amount: due }]);
  await tick();
  const shown = await flags();
  expect(shown).not.toContain("checking_delayed");
  const { behindSeconds, failingSeconds } = await lag();
  expect(behindSeconds).toBeLessThanOrEqual(120);
  expect(failingSeconds).toBeNull();
  const [row] = await own.database.sql`select status from checkout_sessions where id = ${id}`;
  expect(row?.status).toBe("detected");
});

test("balances that cannot be compared are told, and a session that takes the coin says that checking is delayed", async () => {
  const merchant = await seedMerchant(own.database.db);
  const coin = await open(app, { merchant, asset: "ETH", amount: "10.00" });
  const token = await open(app, { merchant, asset: "USDC", amount: "10.00" });
  node.mine();
  node.lie(bend("eth_call", () => "0x"));
  const [report] = await tick(Date.now() - DELAY_MS);
  expect(report).toMatchObject({ outcome: "scanned", balances: { problem: expect.any(String) } });
  mineUntilNow();
  await tick();
  expect(await flags(coin.id)).toContain("checking_delayed");
  expect(await flags(token.id)).not.toContain("checking_delayed");
  const { failingSeconds, balancesFailingSeconds } = await lag();
  expect(failingSeconds).toBeNull();
  expect(balancesFailingSeconds).toBeGreaterThanOrEqual(DELAY_MS / 1_000);

  node.tellTheTruth();
  await tick();
  expect(await flags(coin.id)).not.toContain("checking_delayed");
  expect((await lag()).balancesFailingSeconds).toBeNull();
});

test("where there is nothing to compare any more, nothing fails", async () => {
  await own.database.sql`update network_cursors set balances_problem = 'it did', balances_problem_since = now()`;
  await own.database.sql`update native_watches set is_open = false, next_at = null`;
  await own.database.sql`update checkout_sessions set look_at = null, confirming = false`;
  await tick();
  expect((await lag()).balancesFailingSeconds).toBeNull();
});
