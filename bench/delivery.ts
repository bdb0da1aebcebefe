import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { insertEvents } from "../db/queries/outbox";
import { newId } from "../lib/ids";
import { log } from "../lib/log";
import { createWebhookEndpoint } from "../lib/services/create-webhook-endpoint";
import { deactivateSession } from "../lib/services/deactivate-session";
import { startDeliverer, wakeDeliverer } from "../lib/services/run-deliverer";
import { startPostgres } from "../scripts/embedded-postgres";
import { startGuard } from "../scripts/guard";
import { startChain } from "../test/chain";
import { startInbox } from "../test/inbox";
import { sampleSession } from "../test/sample-session";
import { atLeast, type Figure, median, percentile, told, withinMs } from "./figure";
import { type GraphileQueue, startGraphile } from "./graphile";
import { type Receiver, startReceiver } from "./receivers";
import { type Shop, startShop } from "./shop";

const ENDPOINTS = 10;
const EVENTS = 500;
const DELIVERIES = ENDPOINTS * EVENTS;
const ROUNDS = 3;
/** What ten endpoints may have in flight (claim-deliveries.ts): as many for whoever is compared. */
const AT_ONCE = 160;
const SETTLED = 300;
const WARM_UP = 50;
const MOST_MS = 5;
const FLUSHES = 200;

/**
 * Webhooks by the product's own outbox, an attempt's row and its answer written for each, next to graphile-worker doing the
 * same POST: as it comes and without such a row; and with all the batching that its documentation offers to a user who wants
 * more of it, with the row that we keep and, told beside them, without. Then one settlement at a time, from its commit to its webhook's arrival. That takes one flush to the disk, whose time is told.
 */
export async function delivery(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "florin-bench-delivery-"));
  const guard = startGuard();
  log.level = "warn";
  const server = await startPostgres({ folder, password: "florin", guard, durable: true });
  const [chain, inbox, receiver] = await Promise.all([startChain(), startInbox(), startReceiver(guard)]);
  const worker = (how: { batched: boolean; keepsRows: boolean }) =>
    startGraphile({ server: server.url, atOnce: AT_ONCE, ...how });
  const asItComes = await worker({ batched: false, keepsRows: false });
  const batched = await worker({ batched: true, keepsRows: true });
  const rowless = await worker({ batched: true, keepsRows: false });
  const shop = await startShop({
    server: server.url,
    rpcUrls: { 31337: [chain.rpcUrl] },
    open: SETTLED + WARM_UP,
    closed: 0,
    webhookUrl: inbox.url,
  });
  try {
    const latencies = await settleOneByOne(shop, inbox);
    const flush = flushTime(folder);
    const outbox = await openOutbox(shop, receiver);
    const own = () => rate(receiver, outbox);
    const by = (queue: GraphileQueue) =>
      rate(receiver, { add: () => queue.add(outbox.jobs()), drain: (until) => queue.drain(until) });
    for (const warmUp of [own, () => by(asItComes), () => by(batched), () => by(rowless)]) await warmUp();
    const rounds: Readonly<Record<"own" | "plain" | "batched" | "rowless" | "toPlain" | "toBatched" | "toRowless", number>>[] =
      [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await own();
      const others = { plain: await by(asItComes), batched: await by(batched), rowless: await by(rowless) };
      const mean = (before + (await own())) / 2;
      const ratios = { toPlain: mean / others.plain, toBatched: mean / others.batched, toRowless: mean / others.rowless };
      rounds.push({ own: mean, ...others, ...ratios });
    }
    const of = (key: keyof (typeof rounds)[number]) => median(rounds.map((round) => round[key]));
    const rates = (["own", "plain", "batched", "rowless"] as const).map((key) => of(key).toFixed(0)).join(", ");
    return [
      atLeast("webhooks delivered, a row for each attempt / by graphile-worker as it comes, without", of("toPlain"), 1),
      atLeast("the same / by graphile-worker with its batching on, a row for each attempt", of("toBatched"), 1),
      told("the same / by graphile-worker with its batching on, without rows", of("toRowless").toFixed(2)),
      told("  a second: own, as it comes, batched, batched without rows", rates),
      withinMs("settlement's commit → webhook received, p50", percentile(latencies, 50), MOST_MS),
      told("  a flush to the disk alone, p50", `${flush.toFixed(1)} ms`),
      told("  p50, p95, p99", [50, 95, 99].map((percent) => `${percentile(latencies, percent).toFixed(1)} ms`).join(", ")),
    ];
  } finally {
    await Promise.all([
      asItComes.stop(),
      batched.stop(),
      rowless.stop(),
      shop.app.database.close(),
      inbox.stop(),
      receiver.stop(),
      chain.stop(),
    ]);
    await server.stop();
    guard.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds that the disk takes to keep one page, at the median. */
function flushTime(folder: string): number {
  const file = openSync(join(folder, "flush"), "w");
  const page = Buffer.alloc(8_192);
  const times = Array.from({ length: FLUSHES }, () => {
    const began = performance.now();
    writeSync(file, page, 0, page.length, 0);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return median(times);
}

type Work = { add(): Promise<void>; drain(until: () => Promise<void>): Promise<void> };

/** Deliveries a second, to the last row that says how one ended. */
async function rate(receiver: Receiver, { add, drain }: Work): Promise<number> {
  await receiver.forget();
  await add();
  const began = performance.now();
  await drain(() => receiver.has(DELIVERIES));
  return DELIVERIES / ((performance.now() - began) / 1_000);
}

async function openOutbox({ app }: Shop, { url }: Receiver) {
  const { db, sql } = app.database;
  const [session] = await sql`select id, merchant_id, livemode from checkout_sessions order by id limit 1`;
  const scope = { merchantId: String(session?.merchant_id), livemode: Boolean(session?.livemode) };
  await sql`update webhook_endpoints set active = false`;
  const secrets: { url: string; secret: string }[] = [];
  for (let n = 0; n < ENDPOINTS; n += 1) {
    const given = { url: `${url}/${n}`, events: ["*"] as const, description: null };
    const sealKey = app.config.ENCRYPTION_KEY;
    const { secret } = await createWebhookEndpoint(db, { scope, given, allowPrivate: true, sealKey, now: Date.now() });
    secrets.push({ url: given.url, secret });
  }
  const data = sampleSession(String(session?.id));
  return {
    async add(): Promise<void> {
      const events = Array.from({ length: EVENTS }, () => {
        const id = newId("event");
        return { ...scope, id, type: "session.updated" as const, sessionId: data.id, key: id, detail: {}, data };
      });
      await db.transaction((tx) => insertEvents(tx, events, Date.now()));
      await sql`analyze`;
    },
    async drain(until: () => Promise<void>): Promise<void> {
      const [before] = await sql`select count(*)::int as attempts from delivery_attempts where status_code = 200`;
      const deliverer = startDeliverer(app);
      await until();
      await deliverer.stop();
      const [after] = await sql`select count(*)::int as attempts,
        (select count(*)::int from deliveries where status = 'pending') as pending from delivery_attempts where status_code = 200`;
      if (after?.attempts - before?.attempts !== DELIVERIES || after?.pending !== 0) {
        throw new Error(`${after?.attempts - before?.attempts} attempts are written, ${after?.pending} deliveries wait`);
      }
    },
    /** The same webhooks, rendered already. */
    jobs: () =>
      secrets.flatMap((target) =>
        Array.from({ length: EVENTS }, (_, n) => {
          const id = newId("event");
          const event = {
            id,
            object: "event",
            type: "session.updated",
            livemode: false,
            createdAt: data.createdAt,
            sequence: n + 1,
            data,
          };
          return { ...target, id, body: JSON.stringify({ ...event, detail: {} }) };
        }),
      ),
  };
}

/** Milliseconds from each settlement's commit to its webhook's arrival in this process. */
async function settleOneByOne({ app }: Shop, inbox: Awaited<ReturnType<typeof startInbox>>): Promise<number[]> {
  const { db, sql } = app.database;
  const deliverer = startDeliverer(app);
  const rows = await sql<{ id: string; merchantId: string; livemode: boolean }[]>`
    select id, merchant_id as "merchantId", livemode from checkout_sessions where status = 'pending' order by id`;
  let arrived = () => {};
  inbox.answer(() => {
    arrived();
    return { status: 200 };
  });
  const latencies: number[] = [];
  for (const { id, ...scope } of rows) {
    const arrival = new Promise<number>((resolve) => {
      arrived = () => resolve(performance.now());
    });
    const input = { id, force: false, now: Date.now(), baseUrl: app.config.APP_URL };
    await db.transaction((tx) => deactivateSession(tx, scope, input));
    const committed = performance.now();
    wakeDeliverer();
    latencies.push((await arrival) - committed);
    // The attempt's own end is written before the next settlement.
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  await deliverer.stop();
  return latencies.slice(WARM_UP);
}
