import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, openSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { deployLocalContracts } from "../contracts/deploy-local";
import { openDatabase } from "../db/client";
import { migrateDatabase } from "../db/migrate";
import { seedDemo } from "../db/seed";
import { buildApp } from "../scripts/build-app";
import { startPostgres } from "../scripts/embedded-postgres";
import { freePort } from "../scripts/free-port";
import { type Guard, startGuard } from "../scripts/guard";
import { startLocalChain } from "../scripts/local-chain";
import { stopProcess } from "../scripts/stop-process";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NEXT = join(ROOT, "node_modules/next/dist/bin/next");
const CHAIN_ID = 31337;
const TREASURY = "0xa0ee7a142d267c1f36714e4a8f75612f20a79720" as const;
const POLL_MS = 50;
const READY_LIMIT_MS = 60_000;
/** So many a second that no limit is met. */
const UNLIMITED = "1000000";

export type Served = { readonly baseUrl: string; stop(): Promise<void> };

/** A PostgreSQL, a chain and the two apps, all of them this bench's own and gone with it. */
export type World = {
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  readonly apiKey: string;
  readonly sql: postgres.Sql;
  /** Another migrated database on the same server. */
  newDatabase(): Promise<string>;
  /** The product as `npm start` serves it, with further environment. */
  serveProduct(env?: Readonly<Record<string, string>>): Promise<Served>;
  /** bench/bare: what Next costs without a product. */
  serveBare(): Promise<Served>;
  stop(): Promise<void>;
};

export async function startWorld(): Promise<World> {
  const work = mkdtempSync(join(tmpdir(), "florin-bench-"));
  const data = mkdtempSync(join(tmpdir(), "florin-bench-data-"));
  const guard = startGuard();
  const server = await startPostgres({ folder: data, password: "florin", guard, durable: true });
  const chain = await startLocalChain({ chainId: CHAIN_ID, guard });
  await deployLocalContracts(chain.rpcUrl);
  await buildApp({ root: ROOT, logFile: join(work, "build.log"), guard });
  const bare = await buildBare(work, guard);
  await migrateDatabase(server.url);
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  const apiKey = await seed(server.url);
  const serve = (app: App) => serveApp(app, { guard, logFile: join(work, "apps.log") });

  return {
    databaseUrl: server.url,
    rpcUrl: chain.rpcUrl,
    apiKey,
    sql,
    async newDatabase() {
      const name = `bench_${randomBytes(6).toString("hex")}`;
      await sql.unsafe(`create database ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      await migrateDatabase(url.href);
      return url.href;
    },
    async serveProduct(env = {}) {
      const port = await freePort();
      return serve({ folder: ROOT, port, path: "/api/ready", env: { ...productEnv(server.url, chain.rpcUrl, port), ...env } });
    },
    serveBare: async () => serve({ folder: bare, port: await freePort(), path: "/", env: { DATABASE_URL: server.url } }),
    async stop() {
      await sql.end();
      await Promise.all([server.stop(), chain.stop()]);
      guard.release();
      for (const folder of [work, data]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function productEnv(databaseUrl: string, rpcUrl: string, port: number): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    [`RPC_URL_${CHAIN_ID}`]: rpcUrl,
    APP_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: randomBytes(32).toString("hex"),
    ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    RATE_LIMIT_KEY_PER_SECOND: UNLIMITED,
    RATE_LIMIT_ADDRESS_PER_SECOND: UNLIMITED,
    LOG_LEVEL: "warn",
  };
}

async function seed(databaseUrl: string): Promise<string> {
  const database = openDatabase(databaseUrl, { max: 1 });
  const merchant = { email: "bench@florin.test", password: randomBytes(16).toString("hex"), apiKey: null };
  const { apiKey } = await database.db
    .transaction((tx) => seedDemo(tx, { ...merchant, treasury: TREASURY, now: Date.now() }))
    .finally(() => database.close());
  return apiKey;
}

/**
 * Builds bench/bare outside the project: inside it, Next would find the product's proxy.ts and instrumentation.ts on its
 * way up the folders and serve the bare app behind them.
 */
async function buildBare(work: string, guard: Guard): Promise<string> {
  const folder = join(work, "bare");
  cpSync(join(ROOT, "bench/bare"), folder, { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const logFile = join(work, "bare.log");
  const [code] = await once(runNext("build", { folder, logFile, env: {}, guard }), "exit");
  if (code !== 0) throw new Error(`the bare app could not be built; see ${logFile}`);
  return folder;
}

type App = { folder: string; port: number; path: string; env: Record<string, string> };

async function serveApp({ folder, port, path, env }: App, run: { guard: Guard; logFile: string }): Promise<Served> {
  const child = runNext("start", { folder, ...run, env: { ...env, PORT: String(port) } });
  const baseUrl = `http://127.0.0.1:${port}`;
  await answering(`${baseUrl}${path}`, child, run.logFile);
  return { baseUrl, stop: () => stopProcess(child.pid as number, "SIGTERM") };
}

type Run = { folder: string; logFile: string; env: Record<string, string>; guard: Guard };

function runNext(command: "build" | "start", { folder, logFile, env, guard }: Run): ChildProcess {
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

async function answering(url: string, child: ChildProcess, logFile: string): Promise<void> {
  for (let waited = 0; waited < READY_LIMIT_MS; waited += POLL_MS) {
    if (child.exitCode !== null) break;
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${url} does not answer; see ${logFile}`);
}
