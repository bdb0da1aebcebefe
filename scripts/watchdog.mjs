/**
 * Outlives its parent for a moment, to stop what the parent can no longer stop: its standard input is a pipe from the
 * parent, which the system closes however the parent ended. Each line names a child: `<pid> <signal>`.
 */
import { setTimeout as wait } from "node:timers/promises";

const POLL_MS = 50;
const PATIENCE_MS = 10_000;

let received = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  received += text;
});
process.stdin.on("end", () => stopAll(readChildren(received)));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

/** `<pid> done` takes a child off the list: it has been stopped, and its number may belong to somebody else by now. */
function readChildren(text) {
  const children = new Map();
  for (const line of text.split("\n").slice(0, -1)) {
    const [pid, signal] = line.split(" ");
    if (signal === "done") children.delete(Number(pid));
    else children.set(Number(pid), signal);
  }
  return children;
}

async function stopAll(children) {
  let left = [...children].filter(([pid, signal]) => send(pid, signal)).map(([pid]) => pid);
  for (let waited = 0; left.length > 0 && waited < PATIENCE_MS; waited += POLL_MS) {
    await wait(POLL_MS);
    left = left.filter((pid) => send(pid, 0));
  }
  for (const pid of left) send(pid, "SIGKILL");
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
