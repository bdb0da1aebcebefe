import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { deployLocalContracts } from "../contracts/deploy-local";
import { migrateDatabase } from "../db/migrate";
import { buildApp } from "./build-app";
import { checkDatabase } from "./check-database";
import { type Children, startChildren } from "./children";
import { claimHome } from "./claim-home";
import { demoLines, setUpDemo } from "./demo";
import { startPostgres } from "./embedded-postgres";
import { isPortTaken } from "./free-port";
import { databaseFolder, openHome } from "./home";
import { loadEnvFile } from "./load-env-file";
import { startLocalChain } from "./local-chain";
import { StartError, seconds, step } from "./progress";
import { type StartSettings, startSettings } from "./start-settings";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CHAIN_ID = 31337;
const POLL_MS = 25;
const READY_LIMIT_MS = 60_000;
const LAUNCHER_POLL_MS = 500;
/** The app waits for its requests; a page that watches its payment would keep one open for as long as it is shown. */
const APP_PATIENCE_MS = 3_000;

let children: Children | null = null;
let stopping: Promise<void> | null = null;

/** `npm start`: everything Florin needs, until it is told to stop; then all of it is stopped. */
export async function startFlorin(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));
  stopWithLauncher();
  try {
    await run();
  } catch (error) {
    // What fails because everything is being stopped is no failure of its own.
    if (!stopping) console.error(error instanceof StartError ? `florin: ${error.message}` : error);
    await stop(1);
  }
}

function stop(code: number): Promise<void> {
  stopping ??= (children?.stopAll() ?? Promise.resolve()).then(() => process.exit(code));
  return stopping;
}

/** A killed npm passes no signal on; its child is given to another parent, and that can be seen. */
function stopWithLauncher(): void {
  if (process.env.npm_lifecycle_event !== "start") return;
  const npm = process.ppid;
  setInterval(() => process.ppid !== npm && void stop(0), LAUNCHER_POLL_MS).unref();
}

async function run(): Promise<void> {
  const started = performance.now();
  loadEnvFile();
  const settings = startSettings(process.env, ROOT);
  openHome(settings.home);
  const claim = await claimHome(settings.home, settings.port);
  if (await isPortTaken(settings.port)) {
    throw new StartError(`port ${settings.port} is already in use; stop the program that listens there, or set PORT`);
  }
  if (settings.databaseUrl !== null)
    await checkDatabase(settings.databaseUrl, { tellLimits: settings.appEnv.DATABASE_LIMITS !== "off" });

  children = startChildren(claim);
  const [databaseUrl, rpcUrl] = await Promise.all([
    startDatabase(settings, children),
    settings.demo ? startChain(settings, children) : null,
    buildApp({ root: ROOT, logFile: join(settings.home, "build.log"), guard: children }),
  ]);
  const demo = settings.secrets && rpcUrl ? await setUpDemo(settings, { databaseUrl, rpcUrl }) : null;
  await startApp(settings, children, { databaseUrl, rpcUrl });
  const lines = [
    `\nFlorin runs at ${settings.baseUrl} (ready in ${seconds(started)} s)`,
    ...(demo ? demoLines(demo, settings.home) : []),
    "Ctrl-C stops it; everything is kept for the next start.",
  ];
  console.log(lines.join("\n"));
}

async function startDatabase(settings: StartSettings, guard: Children): Promise<string> {
  const { databaseUrl, secrets, home } = settings;
  let url = databaseUrl;
  if (url === null) {
    const folder = databaseFolder(home);
    const password = secrets?.databasePassword ?? "";
    const database = await step("Starting PostgreSQL", "Started PostgreSQL", () =>
      startPostgres({ folder, password, guard, durable: true }),
    );
    mustStay("PostgreSQL", database.child);
    url = database.url;
  }
  const ready = url;
  await step("Migrating the database", "Migrated the database", () => migrateDatabase(ready));
  return ready;
}

async function startChain({ home, blockSeconds }: StartSettings, guard: Children): Promise<string> {
  return await step("Starting the local chain", "Started the local chain", async () => {
    const stateFile = join(home, "chain.json");
    const chain = await startLocalChain({ chainId: CHAIN_ID, blockTime: blockSeconds, stateFile, guard });
    mustStay("the local chain", chain.child);
    await deployLocalContracts(chain.rpcUrl);
    return chain.rpcUrl;
  });
}

type Addresses = { databaseUrl: string; rpcUrl: string | null };

async function startApp(settings: StartSettings, guard: Children, { databaseUrl, rpcUrl }: Addresses): Promise<void> {
  await step("Starting the app", "Started the app", async () => {
    // A service's output belongs to whoever runs it; the demo's terminal shows what a person needs, and no more.
    const logFile = settings.demo ? join(settings.home, "app.log") : null;
    const log = logFile === null ? "inherit" : openSync(logFile, "a", 0o600);
    const child = spawn(process.execPath, [join(ROOT, "node_modules/next/dist/bin/next"), "start", "-p", String(settings.port)], {
      cwd: ROOT,
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...settings.appEnv, DATABASE_URL: databaseUrl, ...(rpcUrl && { [`RPC_URL_${CHAIN_ID}`]: rpcUrl }) },
    });
    guard.watch(child, "SIGTERM", APP_PATIENCE_MS);
    await answering(settings.port, child, logFile);
    mustStay("the app", child);
  });
}

async function answering(port: number, child: ChildProcess, logFile: string | null): Promise<void> {
  const failure = new StartError(`the app did not start${logFile === null ? "" : `; what went wrong stands in ${logFile}`}`);
  for (let waited = 0; waited < READY_LIMIT_MS; waited += POLL_MS) {
    if (child.exitCode !== null || child.signalCode !== null) throw failure;
    const ready = await fetch(`http://127.0.0.1:${port}/api/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await wait(POLL_MS);
  }
  throw failure;
}

function mustStay(name: string, child: ChildProcess): void {
  child.once("exit", () => {
    if (stopping) return;
    console.error(`florin: ${name} has ended unexpectedly`);
    void stop(1);
  });
}
