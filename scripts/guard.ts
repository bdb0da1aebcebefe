import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Stops this process's children when this process is gone, however it went (scripts/watchdog.mjs). */
export type Guard = {
  readonly pid: number;
  watch(child: ChildProcess, signal: NodeJS.Signals): void;
  /** Lets the watchdog go; the children must have been stopped before. */
  release(): void;
};

export function startGuard(): Guard {
  const watchdog = spawn(process.execPath, [fileURLToPath(new URL("watchdog.mjs", import.meta.url))], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  const { stdin } = watchdog;
  // Without its watchdog the parent works on: the next start cleans up what it would have stopped.
  stdin.on("error", () => {});
  watchdog.on("error", () => {});
  watchdog.unref();
  (stdin as typeof stdin & { unref?(): void }).unref?.();
  return {
    pid: watchdog.pid ?? 0,
    watch(child, signal) {
      const { pid } = child;
      if (pid === undefined) return;
      stdin.write(`${pid} ${signal}\n`);
      child.once("exit", () => stdin.write(`${pid} done\n`));
    },
    release: () => stdin.end(),
  };
}
