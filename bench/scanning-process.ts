import { scanNetworks } from "../lib/services/scan-networks";
import { testApp } from "../test/app";

/**
 * A process that only scans, to be weighed: `scanning-process.ts <database URL> <ticks> <chain id>=<RPC URL> …`. Prints
 * bytes as JSON, after as many ticks; run with `--expose-gc`.
 */
const [databaseUrl = "", ticks = "0", ...chains] = process.argv.slice(2);
const rpcUrls = Object.fromEntries(chains.map((chain) => [Number(chain.split("=")[0]), [chain.slice(chain.indexOf("=") + 1)]]));
const app = testApp({ databaseUrl, rpcUrls });
for (let tick = 0; tick < Number(ticks); tick += 1) {
  const reports = await scanNetworks(app, { now: Date.now(), isOver: () => false });
  const failed = reports.find(({ outcome }) => outcome === "problem" || outcome === "skipped");
  if (failed) throw new Error(`a network was not scanned: ${JSON.stringify(failed)}`);
}
(globalThis as { gc?: () => void }).gc?.();
const { rss, heapUsed } = process.memoryUsage();
console.log(JSON.stringify({ rss, heapUsed }));
await app.database.close();
