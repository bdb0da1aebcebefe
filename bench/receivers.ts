import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";
import type { Guard } from "../scripts/guard";

const RECEIVER = fileURLToPath(new URL("receiver.ts", import.meta.url));
const LOOK_EVERY_MS = 10;

export type Receiver = {
  readonly url: string;
  forget(): Promise<void>;
  /** Resolves once so many different webhooks have come. */
  has(count: number): Promise<void>;
  stop(): Promise<void>;
};

export async function startReceiver(guard: Guard): Promise<Receiver> {
  const child = spawn(process.execPath, ["--import", "tsx", RECEIVER], { stdio: ["ignore", "pipe", "inherit"] });
  guard.watch(child, "SIGTERM");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const url = line.toString().trim();
  const pool = new Pool(url, { connections: 1 });
  const ask = async (path: string) => {
    const { body } = await pool.request({ method: "GET", path });
    return ((await body.json()) as { count: number }).count;
  };
  return {
    url,
    forget: async () => void (await ask("/forget")),
    async has(count) {
      while ((await ask("/")) < count) await sleep(LOOK_EVERY_MS);
    },
    async stop() {
      await pool.close();
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
