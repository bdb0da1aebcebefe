import { setTimeout as wait } from "node:timers/promises";
import { processIdentity } from "./process-identity";

const POLL_MS = 20;
const PATIENCE_MS = 10_000;

/** Asks a process to end (0: it is about to by itself) and waits until it has; when patience is at its end, it is ended. */
export async function stopProcess(pid: number, signal: NodeJS.Signals | 0, patienceMs = PATIENCE_MS): Promise<void> {
  const identity = processIdentity(pid);
  const running = () => identity !== null && processIdentity(pid) === identity;
  if (!running()) return;
  send(pid, signal);
  for (let waited = 0; running(); waited += POLL_MS) {
    if (waited >= patienceMs) send(pid, "SIGKILL");
    await wait(POLL_MS);
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended between the look and the signal.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
