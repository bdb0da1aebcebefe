/** One of several processes on one database: the product's own resident loop, and sessions when it is asked for one. */
import type { App } from "@/lib/services/app";
import { startResidentLoop } from "@/lib/services/resident-loop";
import { testApp } from "./app";
import { type OpenSession, open } from "./engine";

export type ReplicaOrder =
  | { kind: "begin"; databaseUrl: string; rpcUrl: string; env: Readonly<Record<string, string>> }
  | { kind: "open"; merchantId: string; asset: "ETH" | "USDC" };
export type ReplicaAnswer =
  | { kind: "begun"; instance: string }
  | { kind: "opened"; session: OpenSession }
  | { kind: "failed"; error: string };

let app: App | undefined;

async function obey(order: ReplicaOrder): Promise<ReplicaAnswer> {
  if (order.kind === "begin") {
    app = testApp({
      databaseUrl: order.databaseUrl,
      rpcUrls: { 31337: [order.rpcUrl] },
      env: { TICK_INTERVAL_MS: "50", DATABASE_POOL: "6", ...order.env },
    });
    startResidentLoop(app);
    return { kind: "begun", instance: app.instance };
  }
  if (!app) throw new Error("not begun");
  const { merchantId, asset } = order;
  return { kind: "opened", session: await open(app, { merchant: { merchantId, livemode: false }, asset, amount: "5.00" }) };
}

process.on("message", async (order: ReplicaOrder) => {
  const answer = await obey(order).catch((error): ReplicaAnswer => ({ kind: "failed", error: String(error) }));
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
