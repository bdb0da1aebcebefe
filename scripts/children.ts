import type { ChildProcess } from "node:child_process";
import type { Claim } from "./claim-home";
import { startGuard } from "./guard";
import { stopProcess } from "./stop-process";

/** The processes of one start: guarded by the watchdog, written down for the next start, stopped in reverse order. */
export type Children = {
  /** @param patienceMs how long it may take to end after the signal; ten seconds unless given */
  watch(child: ChildProcess, signal: NodeJS.Signals, patienceMs?: number): void;
  stopAll(): Promise<void>;
};

export function startChildren(claim: Claim): Children {
  const guard = startGuard();
  claim.add({ pid: guard.pid }, null);
  const kept: { child: ChildProcess; signal: NodeJS.Signals; patienceMs: number | undefined }[] = [];
  return {
    watch(child, signal, patienceMs) {
      guard.watch(child, signal);
      claim.add(child, signal);
      kept.push({ child, signal, patienceMs });
    },
    async stopAll() {
      for (const { child, signal, patienceMs } of kept.reverse()) {
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
          await stopProcess(child.pid, signal, patienceMs);
        }
      }
      guard.release();
    },
  };
}
