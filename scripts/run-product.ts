import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Demo } from "./demo";
import { freePort } from "./free-port";
import { startGuard } from "./guard";
import { databaseFolder } from "./home";

export type Product = {
  readonly home: string;
  readonly port: number;
  readonly pid: number;
  /** What it has printed so far. */
  readonly output: () => string;
  readonly demo: () => Demo;
  /** Its exit code, once it has ended by itself or by a signal. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
};

/** The last line of a start. */
const STARTED = "Ctrl-C stops it";
/** Variables of the caller that would turn the demo into something else. */
const FOREIGN = /^(DATABASE_URL|RPC_URL_.*|APP_URL|PORT|NEXTAUTH_.*|CRON_SECRET|ENCRYPTION_KEY|npm_lifecycle_event)$/;

/**
 * Runs the real start script, for tests and measurements, on a free port. Resolves when it says that it runs, or has
 * ended; it is stopped when the caller is gone.
 */
export async function runProduct({ home, env = {} }: { home: string; env?: Record<string, string> }): Promise<Product> {
  const port = Number(env.PORT ?? (await freePort()));
  const guard = startGuard();
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
  const child = spawn(process.execPath, [fileURLToPath(new URL("start.mjs", import.meta.url))], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, FLORIN_HOME: home, PORT: String(port), NODE_ENV: "production", ...env } as NodeJS.ProcessEnv,
  });
  guard.watch(child, "SIGTERM");
  let said = "";
  const ended = once(child, "close").then(([code]) => {
    guard.release();
    return code as number | null;
  });
  const started = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text: Buffer) => {
        said += text.toString();
        if (said.includes(STARTED)) resolve();
      });
    }
  });
  await Promise.race([started, ended]);
  return {
    home,
    port,
    pid: child.pid as number,
    output: () => said,
    demo: () => JSON.parse(readFileSync(join(home, "demo.json"), "utf8")) as Demo,
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Takes a stopped product's home away, with a database that lives elsewhere. */
export function removeHome(home: string): void {
  rmSync(databaseFolder(home), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}
