import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { OpenSession } from "./engine";
import type { ReplicaAnswer, ReplicaOrder } from "./replica-child";

const CHILD = fileURLToPath(new URL("replica-child.ts", import.meta.url));

export type Replica = {
  readonly child: ChildProcess;
  readonly instance: string;
  /** Null: it could not, or it is dead. */
  open(merchantId: string, asset: "ETH" | "USDC"): Promise<OpenSession | null>;
  isAlive(): boolean;
  /** SIGKILL, and gone when this comes back. */
  kill(): Promise<void>;
};

/** A process of its own with a whole engine, on that database and chain. */
export async function startReplica(
  databaseUrl: string,
  rpcUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Replica> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const ended = once(child, "exit").then(() => null);
  let line: Promise<unknown> = Promise.resolve();
  /** One order after the other: an answer belongs to the order before it. */
  const order = (what: ReplicaOrder): Promise<ReplicaAnswer | null> => {
    const answered = line.then(async () => {
      if (!isAlive()) return null;
      const answer = once(child, "message").then(([message]) => message as ReplicaAnswer);
      child.send(what, () => {});
      return Promise.race([answer, ended]);
    });
    line = answered;
    return answered;
  };
  const begun = await order({ kind: "begin", databaseUrl, rpcUrl, env });
  if (begun?.kind !== "begun") throw new Error(`a replica did not begin: ${JSON.stringify(begun)}`);
  return {
    child,
    instance: begun.instance,
    isAlive,
    async open(merchantId, asset) {
      const answer = await order({ kind: "open", merchantId, asset });
      return answer?.kind === "opened" ? answer.session : null;
    },
    async kill() {
      if (isAlive()) child.kill("SIGKILL");
      await ended;
    },
  };
}
