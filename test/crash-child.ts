/**
 * An engine in a process of its own that can be told to die: by SIGKILL, at the n-th time it is about to send anything, be
 * it a statement to the database, a question to the node or a webhook; or at the n-th time it comes by a named point.
 * Everything it runs is the product's own code; the boundaries are seen from outside, by the driver's debug hook and by
 * the HTTP client's diagnostics.
 */
import { subscribe } from "node:diagnostics_channel";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/db/schema";
import type { App } from "@/lib/services/app";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { scanNetworks } from "@/lib/services/scan-networks";
import { testApp } from "./app";
import type { CrashPoint, Death, Done, Order } from "./crash-points";

const IN_FLIGHT_MS = 1;
const DELIVERY_MS = 30_000;
const STATEMENTS: readonly { begins: RegExp; before?: CrashPoint; inFlight?: CrashPoint; after?: CrashPoint }[] = [
  { begins: /^\s*insert into "transfers"/, before: "before the transfer insert", after: "after the transfer insert" },
  { begins: /^\s*update checkout_sessions s\s+set status/, before: "before the status update", after: "after the status update" },
  { begins: /^commit$/, before: "before a commit", inFlight: "commit in flight", after: "after a commit" },
  { begins: /^\s*select n\.most, /, before: "before the claim" },
  { begins: /^select record_attempts\(/, inFlight: "record in flight", after: "after the record" },
];

let app: App | null = null;
let nodeOrigin = "";
let passed: Done["passed"] = {};
let death: Death | null = null;
let afterLast: CrashPoint | undefined;

const die = () => process.kill(process.pid, "SIGKILL");

function pass(at: Death["at"] | undefined): void {
  if (at === undefined) return;
  const time = (passed[at] ?? 0) + 1;
  passed[at] = time;
  if (death?.at !== at || death.time !== time) return;
  if (death.inFlight) setTimeout(die, IN_FLIGHT_MS);
  else die();
}

function boundary(): void {
  pass("boundary");
  const after = afterLast;
  afterLast = undefined;
  pass(after);
}

function statement(_connection: number, text: string): void {
  boundary();
  const kind = STATEMENTS.find(({ begins }) => begins.test(text));
  pass(kind?.before);
  pass(kind?.inFlight);
  afterLast = kind?.after;
}

const isQuestion = (message: unknown) => String((message as { request: { origin: string } }).request.origin) === nodeOrigin;
subscribe("undici:request:create", (message) => {
  boundary();
  pass(isQuestion(message) ? "before a block read" : "before the send");
});
subscribe("undici:request:bodySent", (message) => {
  if (!isQuestion(message)) pass("sent and unanswered");
});
subscribe("undici:request:headers", (message) => pass(isQuestion(message) ? "after a block read" : "answered and unrecorded"));

async function begin(order: Extract<Order, { kind: "begin" }>): Promise<string[]> {
  death = null;
  await app?.database.close();
  const plain = testApp({ databaseUrl: order.databaseUrl, rpcUrls: { 31337: [order.rpcUrl] } });
  await plain.database.close();
  const sql = postgres(order.databaseUrl, { max: 4, onnotice: () => {}, debug: statement });
  const db = drizzle(sql, { schema, casing: "snake_case" });
  app = { ...plain, database: { db, sql, close: () => sql.end({ timeout: 5 }) } };
  await sql`select 1`;
  nodeOrigin = new URL(order.rpcUrl).origin;
  passed = {};
  afterLast = undefined;
  death = order.death;
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
  process.send?.({ kind: "done", passed, outcomes } satisfies Done);
});
process.on("disconnect", () => process.exit());
process.send?.({ kind: "done", passed: {}, outcomes: [] } satisfies Done);
