import { afterAll, beforeAll, beforeEach } from "vitest";
import type { App } from "@/lib/services/app";
import { startResidentLoop } from "@/lib/services/resident-loop";
import { useApp } from "./api";
import { testApp } from "./app";
import { startChain, type TestChain } from "./chain";
import { freshDatabase, type TestDatabase } from "./database";
import { tick } from "./engine";
import { seedMerchant } from "./seed";
import { type ApiServer, serveApi } from "./serve-api";

/** The API behind HTTP with all that stands behind it at work: a chain that mines, the scanner, the deliverer. */
export function withLivingApi(env: Readonly<Record<string, string>> = {}) {
  const world = {
    own: {} as TestDatabase,
    chain: {} as TestChain,
    app: {} as App,
    server: {} as ApiServer,
    merchant: {} as Awaited<ReturnType<typeof seedMerchant>>,
  };
  let loop: { stop(): Promise<void> } | null = null;

  beforeAll(async () => {
    [world.own, world.chain, world.server] = await Promise.all([freshDatabase(), startChain({ blockTime: 1 }), serveApi()]);
    world.app = testApp({
      databaseUrl: world.own.url,
      rpcUrls: { 31337: [world.chain.rpcUrl] },
      env: { APP_URL: world.server.url, TICK_INTERVAL_MS: "50", ...env },
    });
    await tick(world.app);
    loop = startResidentLoop(world.app);
  });
  beforeEach(async () => {
    useApp(world.app);
    world.merchant = await seedMerchant(world.own.database.db);
  });
  afterAll(async () => {
    await loop?.stop();
    await world.server.stop?.();
    await world.app.database?.close();
    await Promise.all([world.own.drop?.(), world.chain.stop?.()]);
  });
  return world;
}
