/**
 * Sends the API more requests than `npm test` does (test/fuzz), or those of one seed again.
 *
 *   npm run fuzz -- --requests 500000 --seed 7
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
});
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "integration", "test/fuzz/first-seed"],
  { stdio: "inherit", env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed } },
);
process.exitCode = status ?? 1;
