import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Guard } from "./guard";
import { stopProcess } from "./stop-process";

const ARCH: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

export type LocalChain = { readonly rpcUrl: string; readonly child: ChildProcess; stop(): Promise<void> };

type Options = {
  readonly chainId: number;
  /** Seconds from block to block; absent: a block for each transaction. */
  readonly blockTime?: number | undefined;
  /** Where the chain is kept; absent: it ends with its process. */
  readonly stateFile?: string | undefined;
  readonly guard: Pick<Guard, "watch">;
};

/** Starts anvil, the local EVM chain, on a free port. Its accounts are its own and unlocked. */
export async function startLocalChain({ chainId, blockTime, stateFile, guard }: Options): Promise<LocalChain> {
  const args = ["--port", "0", "--chain-id", String(chainId), "--color", "never"];
  if (blockTime !== undefined) args.push("--block-time", String(blockTime));
  if (stateFile !== undefined) args.push("--state", stateFile, "--state-interval", "1");
  // The platform's own program: the npm wrapper passes no signals on.
  const child = spawn(program(), args, { cwd: "/", detached: true, stdio: ["ignore", "pipe", "pipe"] });
  guard.watch(child, "SIGINT");
  const port = await listeningPort(child);
  return {
    rpcUrl: `http://127.0.0.1:${port}`,
    child,
    stop: () => (child.pid === undefined ? Promise.resolve() : stopProcess(child.pid, "SIGINT")),
  };
}

function program(): string {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json"));
  const name = `@foundry-rs/anvil-${process.platform}-${ARCH[process.arch] ?? process.arch}`;
  return join(dirname(fromPackage.resolve(`${name}/package.json`)), "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
}

/** anvil says where it listens, then one line per request: the pipe is closed as soon as the port is known. */
function listeningPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (text: Buffer) => {
      said += text.toString();
      const port = /Listening on [^\s:]+:(\d+)/.exec(said)?.[1];
      if (!port) return;
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(port);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`the local chain did not start: ${said.trim().slice(-300)}`)));
  });
}
