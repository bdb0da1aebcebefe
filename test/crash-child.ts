/**
 * An engine in a process of its own that can be told to die: by SIGKILL, at the n-th time it is about to send anything, be
 * it a statement to the database, a question to the node or a webhook. Everything it runs is the product's own code; the
 * boundaries are seen from outside, by the driver's debug hook and by the HTTP client's diagnostics.
 */
import { subscribe } from "node:diagnostics_channel";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/db/schema";
import type { App } from "@/lib/services/app";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { scanNetworks } from "@/lib/services/scan-networks";
import { testApp } from "./app";

export type Order =
  | { kind: "begin"; databaseUrl: string; rpcUrl: string; dieAt: number | null; inFlight: boolean }
  | { kind: "turn"; now: number };
export type Done = { kind: "done"; boundaries: number; outcomes: string[] };

const IN_FLIGHT_MS = 1;
const DELIVERY_MS = 30_000;

let app: App | null = null;
let boundaries = 0;
let dieAt: number | null = null;
let inFlight = false;

function boundary(): void {
  boundaries += 1;
  if (boundaries !== dieAt) return;
  const die = () => process.kill(process.pid, "SIGKILL");
  if (inFlight) setTimeout(die, IN_FLIGHT_MS);
  else die();
}

subscribe("undici:request:create", boundary);

async function begin(order: Extract<Order, { kind: "begin" }>): Promise<string[]> {
  dieAt = null;
  await app?.database.close();
  const plain = testApp({ databaseUrl: order.databaseUrl, rpcUrls: { 31337: [order.rpcUrl] } });
  await plain.database.close();
  const sql = postgres(order.databaseUrl, { max: 4, onnotice: () => {}, debug: boundary });
  const db = drizzle(sql, { schema, casing: "snake_case" });
  app = { ...plain, database: { db, sql, close: () => sql.end({ timeout: 5 }) } };
  await sql`select 1`;
  boundaries = 0;
  dieAt = order.dieAt;
  inFlight = order.inFlight;
  return [];
}

async function turn(now: number): Promise<string[]> {
  if (!app) throw new Error("not begun");
  const reports = await scanNetworks(app, { now, isOver: () => false });
  await deliverWebhooks(app, { now, deadline: now + DELIVERY_MS });
  return reports.map((report) => (report.outcome === "problem" ? report.problem : report.outcome));
}

process.on("message", async (order: Order) => {
  const outcomes = order.kind === "begin" ? await begin(order) : await turn(order.now);
  process.send?.({ kind: "done", boundaries, outcomes } satisfies Done);
});
process.on("disconnect", () => process.exit());
process.send?.({ kind: "done", boundaries: 0, outcomes: [] } satisfies Done);
