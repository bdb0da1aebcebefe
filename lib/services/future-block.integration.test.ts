import { numberToHex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { readSession } from "@/test/engine";
import { everyNetworkRates } from "@/test/every-network-rates";
import { startFakeNode } from "@/test/fake-node";
import { edit } from "@/test/lies";
import { seedMerchant } from "@/test/seed";
import type { App } from "./app";
import { createSession } from "./create-session";
import { scanNetworks } from "./scan-networks";

/** Of a local chain the clock may be moved ahead; of a public one it is everybody's. */
const BASE_SEPOLIA = 84532;
const SECOND_MS = 1_000;
const EXPIRES_IN_S = 300;
const NOW = Date.now();

let own: TestDatabase;
let node: Awaited<ReturnType<typeof startFakeNode>>;
let app: App;
beforeAll(async () => {
  [own, node] = await Promise.all([
    freshDatabase(),
    startFakeNode({ chainId: BASE_SEPOLIA, startTime: Math.floor(NOW / SECOND_MS) - 120 }),
  ]);
  app = testApp({ databaseUrl: own.url, rpcUrls: { [BASE_SEPOLIA]: [node.url] }, rates: everyNetworkRates });
});
afterAll(async () => {
  await app?.database.close();
  await Promise.all([own?.drop(), node?.stop()]);
});

const tick = () => scanNetworks(app, { now: NOW, isOver: () => false });

test("a block that lies in the future is not believed, and no session expires by it", async () => {
  await tick();
  const { merchantId, livemode } = await seedMerchant(own.database.db);
  const input = { amount: { value: "10.00", currency: "USD" }, expiresIn: EXPIRES_IN_S };
  const made = await createSession(app, { scope: { merchantId, livemode }, input, now: NOW });
  if (made.kind !== "created") throw new Error("no key was given, so nothing can be repeated");
  const isNew = node.mine().wire.number;
  node.lie(
    edit((block) => {
      if (block.number === isNew) block.timestamp = numberToHex(Math.floor(NOW / SECOND_MS) + EXPIRES_IN_S + 60);
    }),
  );
  expect(await tick()).toMatchObject([
    {
      outcome: "problem",
      problem: `Block ${Number(isNew)} lies in the future: the node's clock or this server's is wrong.`,
    },
  ]);
  expect(await readSession(own, made.session.id)).toMatchObject({ status: "pending", events: ["session.created"] });

  node.tellTheTruth();
  expect(await tick()).toMatchObject([{ outcome: "scanned", to: Number(isNew) }]);
});
