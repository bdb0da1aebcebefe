import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../scripts/free-port";
import type { Guard } from "../scripts/guard";
import { stopProcess } from "../scripts/stop-process";

/**
 * The peer, by the versions that were measured. It is fetched by the bench that needs it, into a folder that goes with it:
 * 200 MB that nobody who runs, builds or tests the product should have to install.
 */
const PACKAGES = ["ponder@0.16.10", "viem@2.57.1", "hono@4.13.19"] as const;

export type PonderJob = {
  readonly folder: string;
  readonly chainId: number;
  readonly tokens: readonly `0x${string}`[];
  readonly payees: readonly `0x${string}`[];
  readonly from: number;
};

/** Writes the project that does this bench's job: token transfers to the payees, and native coin sent to them. */
export function makePonder({ folder, chainId, tokens, payees, from }: PonderJob): void {
  mkdirSync(join(folder, "src/api"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("package.json", JSON.stringify({ name: "peer", private: true, type: "module" }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...PACKAGES], { cwd: folder, stdio: "inherit" });
  write(
    "ponder.config.ts",
    `import { createConfig } from "ponder";
const abi = [{ type: "event", name: "Transfer", inputs: [
  { name: "from", type: "address", indexed: true }, { name: "to", type: "address", indexed: true },
  { name: "value", type: "uint256", indexed: false }] }] as const;
const payees = ${JSON.stringify(payees)} as const;
const coins = process.env.PEER_COINS === "yes";
export default createConfig({
  chains: { local: { id: ${chainId}, rpc: process.env.PEER_RPC_URL } },
  contracts: { Token: { abi, chain: "local", address: ${JSON.stringify(tokens)}, startBlock: ${from},
    filter: { event: "Transfer", args: { to: payees } } } },
  accounts: coins ? { Payee: { chain: "local", address: payees, startBlock: ${from} } } : {},
});
`,
  );
  write(
    "ponder.schema.ts",
    `import { onchainTable } from "ponder";
export const payment = onchainTable("payment", (t) => ({ id: t.text().primaryKey(), to: t.hex(), amount: t.bigint() }));
`,
  );
  write(
    "src/index.ts",
    `import { ponder } from "ponder:registry";
import { payment } from "ponder:schema";
ponder.on("Token:Transfer", async ({ event, context }) => {
  await context.db.insert(payment).values({ id: event.id, to: event.args.to, amount: event.args.value });
});
if (process.env.PEER_COINS === "yes") ponder.on("Payee:transaction:to", async ({ event, context }) => {
  await context.db.insert(payment).values({ id: event.id, to: event.transaction.to, amount: event.transaction.value });
});
`,
  );
  write("src/api/index.ts", `import { Hono } from "hono";\nexport default new Hono();\n`);
}

type Run = { folder: string; databaseUrl: string; rpcUrl: string; coins: boolean; guard: Pick<Guard, "watch"> };

/** Its rows are in the table `peer.payment` of that database. */
export async function startPonder({ folder, databaseUrl, rpcUrl, coins, guard }: Run): Promise<{ stop(): Promise<void> }> {
  const log = openSync(join(folder, "ponder.log"), "a", 0o600);
  const args = ["start", "--schema", "peer", "--port", String(await freePort()), "--hostname", "127.0.0.1"];
  const child: ChildProcess = spawn(process.execPath, [join(folder, "node_modules/ponder/dist/esm/bin/ponder.js"), ...args], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      PEER_RPC_URL: rpcUrl,
      PEER_COINS: coins ? "yes" : "no",
      PONDER_TELEMETRY_DISABLED: "true",
    },
  });
  guard.watch(child, "SIGTERM");
  return { stop: () => (child.pid === undefined ? Promise.resolve() : stopProcess(child.pid, "SIGTERM")) };
}
