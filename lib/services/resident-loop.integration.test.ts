import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase } from "@/test/database";
import { open, readSession } from "@/test/engine";
import { startFakeNode } from "@/test/fake-node";
import { seedMerchant } from "@/test/seed";
import { startResidentLoop } from "./resident-loop";

const CHAIN_ID = 31337;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

test("the resident loop scans by itself, outlives a failing node, and ends when told", async () => {
  const [own, node] = await Promise.all([
    freshDatabase(),
    startFakeNode({ chainId: CHAIN_ID, startTime: Math.floor(Date.now() / 1000) }),
  ]);
  const app = testApp({ databaseUrl: own.url, rpcUrls: { [CHAIN_ID]: [node.url] }, env: { TICK_INTERVAL_MS: "20" } });
  const merchant = await seedMerchant(own.database.db);
  const cursor = async () => (await own.database.sql`select number, problem from network_cursors`)[0];

  const loop = startResidentLoop(app);
  await until(async () => (await cursor())?.number != null);
  const session = await open(app, { merchant, asset: "ETH", amount: "10.00" });
  node.mine([{ to: session.address.toLowerCase(), amount: session.due }]);
  await until(async () => (await readSession(own, session.id)).status === "detected");

  node.lie(({ response }) => {
    response.destroy();
    return true;
  });
  await until(async () => (await cursor())?.problem === "The node cannot be reached.");
  node.tellTheTruth();
  node.mine();
  node.mine();
  await until(async () => (await readSession(own, session.id)).status === "paid");

  await loop.stop();
  const at = (await cursor())?.number;
  node.mine();
  node.takeAsked();
  await sleep(200);
  expect(node.takeAsked()).toEqual([]);
  expect((await cursor())?.number).toBe(at);
  await app.database.close();
  await Promise.all([own.drop(), node.stop()]);
});

test("a network whose node hangs holds up no other", async () => {
  const startTime = Math.floor(Date.now() / 1000);
  const [own, node, hanging] = await Promise.all([
    freshDatabase(),
    startFakeNode({ chainId: CHAIN_ID, startTime }),
    startFakeNode({ chainId: 31338, startTime }),
  ]);
  let asked = 0;
  hanging.lie(() => {
    asked += 1;
    return true;
  });
  const rpcUrls = { 31338: [hanging.url], [CHAIN_ID]: [node.url] };
  const app = testApp({ databaseUrl: own.url, rpcUrls, env: { TICK_INTERVAL_MS: "20" } });
  const at = async () =>
    Number((await own.database.sql`select number from network_cursors where chain_id = ${CHAIN_ID}`)[0]?.number);
  const loop = startResidentLoop(app);
  await until(async () => asked > 0 && (await at()) >= 7);
  for (let block = 0; block < 8; block += 1) {
    const head = Number(node.mine().wire.number);
    await until(async () => (await at()) === head);
  }
  // A turn for each block would have asked the hanging node for each block.
  expect(asked).toBeLessThan(8);
  await hanging.stop();
  await loop.stop();
  await app.database.close();
  await Promise.all([own.drop(), node.stop()]);
});
