import { afterAll, beforeAll, expect, test } from "vitest";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";
import { useApp as put } from "@/test/api";
import { type Engine, startEngine } from "@/test/engine";
import { type Inbox, startInbox } from "@/test/inbox";
import { GET } from "./route";

let engine: Engine;
let inbox: Inbox;

beforeAll(async () => {
  [engine, inbox] = await Promise.all([startEngine(), startInbox()]);
  put(engine.app);
  await createWebhookEndpoint(engine.database.db, {
    scope: { merchantId: engine.merchant.merchantId, livemode: false },
    given: { url: inbox.url, events: ["*"], description: null },
    allowPrivate: true,
    sealKey: engine.app.config.ENCRYPTION_KEY,
    now: Date.now(),
  });
});
afterAll(async () => {
  await Promise.all([engine.stop(), inbox.stop()]);
});

async function cron(): Promise<void> {
  const authorization = `Bearer ${engine.app.config.CRON_SECRET}`;
  const answer = await GET(new Request("http://localhost:3000/api/cron/settle", { headers: { authorization } }));
  expect(answer.status).toBe(200);
}

const told = () => inbox.received.map(({ body }) => JSON.parse(body)).map(({ type, sequence }) => [sequence, type]);

test("with no resident process, calls of the cron address scan, settle, number and deliver", async () => {
  const coin = await engine.open("ETH");
  expect(told()).toEqual([]);
  await engine.pay.one("ETH", coin.address, coin.due);
  await engine.chain.mine();
  await cron();
  expect((await engine.session(coin.id)).status).toBe("detected");
  await engine.chain.mine(2);
  await Promise.all([cron(), cron(), cron()]);
  await cron();
  expect((await engine.session(coin.id)).status).toBe("paid");
  expect(told().sort(([a], [b]) => a - b)).toEqual([
    [1, "session.created"],
    [2, "payment.received"],
    [3, "session.detected"],
    [4, "payment.confirmed"],
    [5, "session.paid"],
  ]);
});

test("a failed delivery is attempted again by a later call, and money that a contract sent is found", async () => {
  inbox.answer(() => ({ status: 500 }));
  const willed = await engine.open("ETH");
  await engine.pay.bequest(willed.address, willed.due);
  await engine.chain.mine(3);
  await cron();
  await cron();
  expect((await engine.session(willed.id)).status).toBe("paid");
  const waiting = await engine.database.sql`select attempts from deliveries where status = 'pending'`;
  expect(waiting.length).toBeGreaterThan(0);
  inbox.answer(() => ({ status: 200 }));
  await engine.database.sql`update deliveries set next_attempt_at = now() where status = 'pending'`;
  await cron();
  const left = await engine.database.sql`select status, attempts from deliveries where status <> 'delivered'`;
  expect(left).toEqual([]);
});
