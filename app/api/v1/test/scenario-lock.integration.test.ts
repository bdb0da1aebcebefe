import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { LIMITS } from "@/db/pool";
import type { Scenario } from "@/lib/checkout/scenario";
import type { App } from "@/lib/services/app";
import { callRoute, useApp } from "@/test/api";
import { testApp } from "@/test/app";
import { startChain, type TestChain } from "@/test/chain";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { open, tick } from "@/test/engine";
import type { ScenarioOrder } from "@/test/scenario-child";
import { seedMerchant } from "@/test/seed";
import { POST as simulate } from "./checkout_sessions/[id]/simulate/route";

let own: TestDatabase;
let chain: TestChain;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;

beforeAll(async () => {
  [own, chain] = await Promise.all([freshDatabase(), startChain({ blockTime: 1 })]);
  app = testApp({
    databaseUrl: own.url,
    rpcUrls: { 31337: [chain.rpcUrl] },
    env: { RESIDENT_LOOP: "off", TICK_INTERVAL_MS: "50" },
  });
  await tick(app);
});
afterAll(async () => {
  await app?.database.close();
  await Promise.all([own?.drop(), chain?.stop()]);
});
beforeEach(async () => {
  merchant = await seedMerchant(own.database.db);
  useApp(app);
});

const openOne = () => open(app, { merchant, asset: "ETH", amount: "10.00" });
const play = (id: string, scenario: Scenario = "exact") =>
  callRoute(simulate, { method: "POST", params: { id }, key: merchant.apiKey, body: { scenario } });

/** How many play, or wait to, in this database. */
async function holders(): Promise<number> {
  const [row] = await own.database.sql<{ count: number }[]>`
    select count(*)::int as count from pg_locks
    where locktype = 'advisory' and classid = hashtext('florin.scenario')::bit(32)::bigint::oid
      and database = (select oid from pg_database where datname = current_database())`;
  return row?.count ?? 0;
}

test("while a process plays nobody else does; when it is killed the next one may, at once", async () => {
  const [theirs, ours] = [await openOne(), await openOne()];
  const child = spawn(process.execPath, ["--import", "tsx", "test/scenario-child.ts"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  const ended = once(child, "exit");
  const scope = { merchantId: merchant.merchantId, livemode: false };
  // Ends by waiting for a price to end: nothing is mined, or kept from being mined, while it is stopped.
  child.send({
    databaseUrl: own.url,
    rpcUrl: chain.rpcUrl,
    scope,
    sessionId: theirs.id,
    scenario: "late",
  } satisfies ScenarioOrder);
  await expect.poll(holders, { timeout: 60_000, interval: 5 }).toBe(1);
  child.kill("SIGSTOP");
  expect(await play(ours.id)).toMatchObject({ status: 409, body: { error: { code: "scenario_running" } } });

  child.kill("SIGKILL");
  await ended;
  await expect.poll(holders, { timeout: 60_000 }).toBe(0);
  expect((await play(ours.id)).body).toMatchObject({ session: { status: "paid" } });
});

test("the lock outlives what the database else grants a transaction that idles", async () => {
  const { id } = await openOne();
  const usual = LIMITS.idleMs;
  LIMITS.idleMs = 500;
  const played = play(id, "late");
  await expect.poll(holders, { timeout: 60_000, interval: 5 }).toBe(1);
  LIMITS.idleMs = usual;
  expect((await played).body).toMatchObject({ session: { status: "paid_late" } });
});

test("a scenario that ends leaves no lock behind", async () => {
  expect((await play((await openOne()).id)).status).toBe(200);
  expect(await holders()).toBe(0);
});
