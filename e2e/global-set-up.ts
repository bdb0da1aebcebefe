import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeHome, runProduct } from "../scripts/run-product";

/** Faster than the demo, so that stories are short: nothing else is different. */
const FAST = { TICK_INTERVAL_MS: "100", LOCAL_BLOCK_SECONDS: "1" };

/** What the demo leaves out: who may read the figures. */
export const METRICS_TOKEN = "figures of the stories, for nobody else";

/** One real product for the whole run, from an empty home; its log is kept beside the results. */
export default async function setUp(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "florin-e2e-"));
  const product = await runProduct({ home, env: { ...FAST, METRICS_TOKEN } });
  if (!existsSync(join(home, "demo.json"))) throw new Error(`Florin did not start:\n${product.output()}`);
  process.env.FLORIN_E2E_HOME = home;
  return async () => {
    await product.stop();
    mkdirSync("test-results", { recursive: true });
    copyFileSync(join(home, "app.log"), "test-results/app.log");
    removeHome(home);
  };
}
