import type { ChildProcess } from "node:child_process";
import type { Claim } from "./claim-home";
import { type Guard, startGuard } from "./guard";
import { stopProcess } from "./stop-process";

/** The processes of one start: guarded by the watchdog, written down for the next start, stopped in reverse order. */
export type Children = Pick<Guard, "watch"> & { stopAll(): Promise<void> };

export function startChildren(claim: Claim): Children {
  const guard = startGuard();
  claim.add({ pid: guard.pid }, null);
  const kept: { child: ChildProcess; signal: NodeJS.Signals }[] = [];
  return {
    watch(child, signal) {
      guard.watch(child, signal);
      claim.add(child, signal);
      kept.push({ child, signal });
    },
    async stopAll() {
      for (const { child, signal } of kept.reverse()) {
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await stopProcess(child.pid, signal);
      }
      guard.release();
    },
  };
}
