import { setTimeout as wait } from "node:timers/promises";
import { processIdentity } from "./process-identity";

const POLL_MS = 20;
const PATIENCE_MS = 10_000;

/** Asks a process to end (0: it is about to by itself) and waits until it has; after ten seconds it is ended. */
export async function stopProcess(pid: number, signal: NodeJS.Signals | 0): Promise<void> {
  const identity = processIdentity(pid);
  const running = () => identity !== null && processIdentity(pid) === identity;
  if (!running()) return;
  process.kill(pid, signal);
  for (let waited = 0; running(); waited += POLL_MS) {
    if (waited >= PATIENCE_MS) process.kill(pid, "SIGKILL");
    await wait(POLL_MS);
  }
}
