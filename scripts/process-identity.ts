import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** `stat` counts its fields after the closing bracket of the command's name: state is the first, start time the twentieth. */
const STATE_FIELD = 0;
const START_TIME_FIELD = 19;

/**
 * Something that two processes never share, also when the system gives a process id out again: when it was started.
 * Null: no such process, or one that has ended and is only not yet collected.
 */
export function processIdentity(pid: number): string | null {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[STATE_FIELD] === "Z" ? null : (fields[START_TIME_FIELD] ?? null);
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  try {
    const [state, ...started] = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/);
    return state?.startsWith("Z") ? null : started.join(" ") || null;
  } catch {
    return null;
  }
}

/** The command line of a running process, or an empty text. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
