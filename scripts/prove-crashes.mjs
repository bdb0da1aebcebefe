/**
 * `kill -9` of the engine at each named point of a tick (test/crash-points.ts), so many times at each, spread over the times
 * that a run comes by it; `npm test` has a smaller share. Every run must leave what an undisturbed one leaves.
 *
 *   npm run prove:crashes
 *   npm run prove:crashes -- --runs 5
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { runs: { type: "string", default: "20" } } });
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project=integration",
    "--disable-console-intercept",
    "--testNamePattern=named point",
    "test/crash.integration.test.ts",
  ],
  { stdio: "inherit", env: { ...process.env, CRASH_RUNS: values.runs } },
);
process.exitCode = status ?? 1;
