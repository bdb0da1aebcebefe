/**
 * `kill -9` of the engine at each named point of a tick (test/crash-points.ts), so many times at each, spread over the times
 * that a run comes by it; `npm test` has a smaller share. Every run must leave what an undisturbed one leaves.
 *
 *   npm run prove:crashes
 *   npm run prove:crashes -- --runs 5
 *   npm run prove:crashes -- --points 'transfer|commit'    those whose name holds this
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { runs: { type: "string", default: "20" }, points: { type: "string", default: "" } } });
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
  { stdio: "inherit", env: { ...process.env, CRASH_RUNS: values.runs, CRASH_NAMED: values.points } },
);
process.exitCode = status ?? 1;
