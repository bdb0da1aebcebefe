import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildApp } from "./build-app";
import { ensureChromium } from "./find-chromium";
import { type Guard, startGuard } from "./guard";
import { readJson } from "./home";
import { seconds } from "./progress";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RESULTS = join(ROOT, "test-results");
const CODE = [
  "app",
  "bench",
  "components",
  "contracts",
  "db",
  "e2e",
  "lib",
  "scripts",
  "sdk",
  "test",
  "proxy.ts",
  "instrumentation.ts",
];

type Counts = { passed: number; failed: number };
type Stage = { readonly name: string; run(guard: Guard): Promise<void> };

class StageError extends Error {
  override name = "StageError";
}

/** `npm test`: the cheap checks first, and no further than the first red stage. */
const STAGES: readonly Stage[] = [
  {
    name: "Chromium",
    async run() {
      process.env.E2E_CHROMIUM = ensureChromium();
    },
  },
  tool("style (biome)", "@biomejs/biome/bin/biome", "ci", "--colors=off", "--max-diagnostics=50", "."),
  tool("types (tsc)", "typescript/bin/tsc", "--noEmit"),
  tool(
    "layers (dependency-cruiser)",
    "dependency-cruiser/bin/dependency-cruise.mjs",
    "--config",
    ".dependency-cruiser.mjs",
    ...CODE,
  ),
  tool("nothing unused (knip)", "knip/bin/knip.js", "--no-progress"),
  tool("the client's own build (tsc)", "typescript/bin/tsc", "-p", "sdk"),
  tool("the client's package (publint)", "publint/src/cli.js", "run", "sdk", "--pack", "npm", "--strict"),
  tool("the client's types (attw)", "@arethetypeswrong/cli/dist/index.js", "--pack", "sdk", "--profile", "esm-only"),
  tool("unit tests", "vitest/vitest.mjs", "run", "--project", "unit", ...jsonReport("unit")),
  { name: "build", run: (guard) => buildApp({ root: ROOT, logFile: join(RESULTS, "build.log"), guard }) },
  tool("integration tests", "vitest/vitest.mjs", "run", "--project", "integration", ...jsonReport("integration")),
  tool("end-to-end tests", "@playwright/test/cli.js", "test"),
];

export async function runTests(): Promise<void> {
  const started = performance.now();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const guard = startGuard();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(1));
  let red = false;
  for (const stage of STAGES) {
    const began = performance.now();
    try {
      await stage.run(guard);
      console.log(`ok    ${stage.name} (${seconds(began)} s)`);
    } catch (error) {
      console.log(error instanceof StageError ? error.message : error);
      console.log(`FAIL  ${stage.name} (${seconds(began)} s)`);
      red = true;
      break;
    }
  }
  guard.release();
  const { passed, failed } = count();
  console.log(`${seconds(started)} s in all`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = red || failed > 0 ? 1 : 0;
}

function jsonReport(name: string): string[] {
  return ["--reporter=dot", "--reporter=json", `--outputFile.json=${join(RESULTS, `${name}.json`)}`];
}

/** A stage that runs a tool of node_modules and shows what it said if it was not content. */
function tool(name: string, path: string, ...args: string[]): Stage {
  return {
    name,
    async run(guard) {
      const child = spawn(process.execPath, [join(ROOT, "node_modules", path), ...args], {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
      });
      guard.watch(child, "SIGTERM");
      const said: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => said.push(text));
      const [code] = await once(child, "close");
      if (code !== 0) throw new StageError(Buffer.concat(said).toString("utf8"));
    },
  };
}

/** What vitest and Playwright counted, of the stages that were reached. */
function count(): Counts {
  const total: Counts = { passed: 0, failed: 0 };
  for (const name of ["unit", "integration"]) {
    const report = read<{ numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }>(`${name}.json`);
    if (!report) continue;
    total.passed += report.numPassedTests;
    // A file that could not even be loaded failed no test of its own.
    total.failed += report.numFailedTests || Math.min(1, report.numFailedTestSuites);
  }
  const e2e = read<{ stats: { expected: number; unexpected: number; flaky: number } }>("e2e.json");
  if (e2e) {
    total.passed += e2e.stats.expected;
    total.failed += e2e.stats.unexpected + e2e.stats.flaky;
  }
  return total;
}

function read<T>(name: string): T | null {
  const path = join(RESULTS, name);
  return existsSync(path) ? readJson<T>(path) : null;
}
