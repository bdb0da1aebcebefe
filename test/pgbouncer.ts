import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../scripts/free-port";
import type { Guard } from "../scripts/guard";
import { stopProcess } from "../scripts/stop-process";

/** Fewer than one process of the engine holds. */
export const SERVER_CONNECTIONS = 4;
/** PgBouncer refuses to run as root. */
const NOBODY = 65534;
const POLL_MS = 20;
const TRIES = 500;

/** Its version, or null where there is none on the PATH. */
export function findPgBouncer(): string | null {
  const { stdout } = spawnSync("pgbouncer", ["--version"], { encoding: "utf8" });
  return /PgBouncer (\d+\.\d+)/.exec(stdout ?? "")?.[1] ?? null;
}

/** PgBouncer in transaction mode before that server, with its own settings but for the size of its pool. */
export async function startPgBouncer({ folder, server, guard }: { folder: string; server: string; guard: Guard }) {
  const { hostname, port: serverPort, username, password } = new URL(server);
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const file = join(folder, "pgbouncer.ini");
  const logfile = join(folder, "pgbouncer.log");
  const version = Number(findPgBouncer()?.split(".")[1]);
  writeFileSync(
    file,
    [
      "[databases]",
      `postgres = host=${hostname} port=${serverPort} user=${username} password=${password}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = any",
      "pool_mode = transaction",
      `default_pool_size = ${SERVER_CONNECTIONS}`,
      ...(version >= 21 ? ["max_prepared_statements = 200"] : []),
      `logfile = ${logfile}`,
    ].join("\n"),
  );
  if (isRoot) for (const path of [folder, file]) chownSync(path, NOBODY, NOBODY);
  let child = await start();

  async function start(): Promise<ChildProcess> {
    const made = spawn("pgbouncer", ["-q", file], { stdio: "ignore", cwd: "/", ...(isRoot && { uid: NOBODY, gid: NOBODY }) });
    guard.watch(made, "SIGKILL");
    for (let turn = 0; turn < TRIES; turn += 1) {
      if (await answers(port)) return made;
      await wait(POLL_MS);
    }
    throw new Error("PgBouncer did not start");
  }

  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}/postgres`,
    log: () => readFileSync(logfile, "utf8").split("\n"),
    /** SIGKILL, and another in its place. */
    async restart(): Promise<void> {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      child = await start();
    },
    stop: () => (child.pid === undefined ? Promise.resolve() : stopProcess(child.pid, "SIGINT")),
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
