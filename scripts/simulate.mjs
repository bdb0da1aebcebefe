/**
 * Plays more seeds of the simulation than `npm test` does (test/simulation), or one again.
 *
 *   npm run simulate -- --seeds 5000
 *   npm run simulate -- --from 501 --seeds 500
 *   npm run simulate -- --seed 123
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { from: { type: "string", default: "1" }, seeds: { type: "string", default: "5000" }, seed: { type: "string" } },
});
const chosen = values.seed === undefined ? { FROM: values.from, SEEDS: values.seeds } : { SEED: values.seed };
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "integration", "test/simulation"],
  { stdio: "inherit", env: { ...process.env, ...chosen } },
);
process.exitCode = status ?? 1;
