import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { FullConfig } from "@playwright/test";
import { buildApp } from "../scripts/build-app";
import { startGuard } from "../scripts/guard";
import { type Product, removeHome, runProduct } from "../scripts/run-product";
import { packClient } from "./shop-folder";

/** Between two blocks of a story's chain. */
export const BLOCK_SECONDS = 1;
/** Faster than the demo, so that stories are short: nothing else is different. */
const FAST = { TICK_INTERVAL_MS: "100", LOCAL_BLOCK_SECONDS: String(BLOCK_SECONDS) };
const RESULTS = "test-results";

/** What the demo leaves out: who may read the figures. */
export const METRICS_TOKEN = "figures of the stories, for nobody else";

/**
 * A real product for each worker, from an empty home, for the whole run: stories move the chain's clock, take blocks back
 * and change the shop's settings, so that two at once never share one. Their logs are kept beside the results.
 */
export default async function setUp({ workers }: FullConfig): Promise<() => Promise<void>> {
  mkdirSync(RESULTS, { recursive: true });
  const guard = startGuard();
  // Once, before all of them would do it.
  await buildApp({ root: process.cwd(), logFile: join(RESULTS, "build.log"), guard });
  guard.release();
  const shelf = mkdtempSync(join(tmpdir(), "florin-client-"));
  const [client, ...products] = await Promise.all([packClient(shelf), ...Array.from({ length: workers }, startProduct)]);
  process.env.FLORIN_E2E_CLIENT = client;
  process.env.FLORIN_E2E_HOMES = products.map(({ home }) => home).join(delimiter);
  return async () => {
    await Promise.all(products.map(endProduct));
    rmSync(shelf, { recursive: true, force: true });
  };
}

/** The home of the product that this worker's stories are told with; a worker that follows a failed one takes it over. */
export function homeOf(parallelIndex: number): string {
  const home = process.env.FLORIN_E2E_HOMES?.split(delimiter)[parallelIndex];
  if (home === undefined) throw new Error(`no product was started for worker ${parallelIndex}`);
  return home;
}

/** The client as it is packed for shops. */
export function clientOfRun(): string {
  const client = process.env.FLORIN_E2E_CLIENT;
  if (client === undefined) throw new Error("no client was packed for this run");
  return client;
}

async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), "florin-e2e-"));
  const product = await runProduct({ home, env: { ...FAST, METRICS_TOKEN } });
  if (!existsSync(join(home, "demo.json"))) throw new Error(`Florin did not start:\n${product.output()}`);
  return product;
}

async function endProduct({ home, stop }: Product, place: number): Promise<void> {
  await stop();
  copyFileSync(join(home, "app.log"), join(RESULTS, `app-${place}.log`));
  removeHome(home);
}
