import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { readJson, writePrivateJson } from "./home";
import { processIdentity } from "./process-identity";
import { StartError } from "./progress";
import { stopProcess } from "./stop-process";

type Running = { readonly pid: number; readonly identity: string };
type Record = {
  readonly florin: Running & {
    readonly port: number;
    /** The `npm` that started it. Without it a start is an orphan, and gives way. */
    readonly launcher: Running | null;
  };
  /** A null signal: ends by itself soon after Florin did (the watchdog). */
  readonly children: readonly (Running & { readonly signal: NodeJS.Signals | null })[];
};

export type Claim = { add(child: Pick<ChildProcess, "pid">, signal: NodeJS.Signals | null): void };

/**
 * Makes this process the only one that runs from that home, and stops what an earlier one, killed, could not stop.
 *
 * @throws {StartError} where another Florin runs from there
 */
export async function claimHome(home: string, port: number): Promise<Claim> {
  const path = join(home, "processes.json");
  const before = readJson<Record>(path);
  if (before) await clean(before, home);

  const florin = { ...running(process.pid), port, launcher: launcher() };
  const children: Record["children"][number][] = [];
  const write = () => writePrivateJson(path, { florin, children } satisfies Record);
  write();
  return {
    add(child, signal) {
      if (child.pid === undefined) return;
      children.push({ ...running(child.pid), signal });
      write();
    },
  };
}

async function clean({ florin, children }: Record, home: string): Promise<void> {
  if (florin.pid !== process.pid && isAlive(florin)) {
    if (florin.launcher === null || isAlive(florin.launcher)) {
      throw new StartError(
        `Florin already runs from ${home} (process ${florin.pid}, port ${florin.port}); stop it first, or set FLORIN_HOME to another folder`,
      );
    }
    await stopProcess(florin.pid, "SIGTERM");
  }
  for (const child of children.filter(({ signal }) => signal === null)) if (isAlive(child)) await stopProcess(child.pid, 0);
  for (const child of children) if (child.signal && isAlive(child)) await stopProcess(child.pid, child.signal);
}

function launcher(): Running | null {
  return process.env.npm_lifecycle_event === "start" ? running(process.ppid) : null;
}

function running(pid: number): Running {
  return { pid, identity: processIdentity(pid) ?? "" };
}

function isAlive({ pid, identity }: Running): boolean {
  return processIdentity(pid) === identity;
}
