import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, openSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Demo } from "../scripts/demo";
import { freePort } from "../scripts/free-port";
import { type Guard, startGuard } from "../scripts/guard";
import { removeHome, runProduct } from "../scripts/run-product";
import { stopProcess } from "../scripts/stop-process";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NEXT = join(ROOT, "node_modules/next/dist/bin/next");
const POLL_MS = 50;
const READY_LIMIT_MS = 60_000;
/** So many a second that no limit is met. */
const UNLIMITED = "1000000";

export type Served = { readonly baseUrl: string; stop(): Promise<void> };

/** The product as `npm start` runs it, and the bare app beside it. Everything is this bench's own and gone with it. */
export type World = {
  /** One at a time: they share a home, so a session made by one is there for the next. */
  serveProduct(env?: Readonly<Record<string, string>>): Promise<Served & Demo>;
  /** bench/bare: what Next costs without a product. */
  serveBare(databaseUrl: string): Promise<Served>;
  stop(): void;
};

export async function startWorld(): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), "florin-bench-home-"));
  const work = mkdtempSync(join(tmpdir(), "florin-bench-bare-"));
  const guard = startGuard();
  const bare = await buildBare(work, guard);
  return {
    async serveProduct(env = {}) {
      const limits = { RATE_LIMIT_KEY_PER_SECOND: UNLIMITED, RATE_LIMIT_ADDRESS_PER_SECOND: UNLIMITED };
      const product = await runProduct({ home, env: { ...limits, LOG_LEVEL: "warn", ...env } });
      const over = await Promise.race([product.ended, null]);
      if (over !== null) throw new Error(`the product did not start:\n${product.output()}`);
      return { ...product.demo(), stop: () => product.stop() };
    },
    serveBare: (databaseUrl) => serveBare({ folder: bare, logFile: join(work, "bare.log"), guard, databaseUrl }),
    stop() {
      guard.release();
      removeHome(home);
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/**
 * Builds bench/bare outside the project: inside it, Next would find the product's proxy.ts and instrumentation.ts on its
 * way up the folders and serve the bare app behind them.
 */
async function buildBare(work: string, guard: Guard): Promise<string> {
  const folder = join(work, "bare");
  cpSync(join(ROOT, "bench/bare"), folder, { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const logFile = join(work, "build.log");
  const [code] = await once(runNext("build", { folder, logFile, guard, env: {} }), "exit");
  if (code !== 0) throw new Error(`the bare app could not be built; see ${logFile}`);
  return folder;
}

type Bare = { folder: string; logFile: string; guard: Guard; databaseUrl: string };

async function serveBare({ databaseUrl, ...run }: Bare): Promise<Served> {
  const port = await freePort();
  const child = runNext("start", { ...run, env: { PORT: String(port), DATABASE_URL: databaseUrl } });
  const baseUrl = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < READY_LIMIT_MS && child.exitCode === null; waited += POLL_MS) {
    const ready = await fetch(baseUrl).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { baseUrl, stop: () => stopProcess(child.pid as number, "SIGTERM") };
    await sleep(POLL_MS);
  }
  throw new Error(`the bare app does not answer; see ${run.logFile}`);
}

type Run = { folder: string; logFile: string; guard: Guard; env: Readonly<Record<string, string>> };

function runNext(command: "build" | "start", { folder, logFile, guard, env }: Run): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, [NEXT, command], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  guard.watch(child, "SIGTERM");
  return child;
}
