import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EndpointRow } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { deliveries, deliveryAttempts, webhookEndpoints } from "@/db/schema";
import type { EventType } from "@/lib/checkout/event";
import { log } from "@/lib/log";
import { makeSender } from "@/lib/webhooks/send";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { type Inbox, startInbox } from "@/test/inbox";
import { announce, seedSession } from "@/test/outbox";
import { seedMerchant } from "@/test/seed";
import type { App } from "./app";
import { claimDeliveries, LEASE_MS, MAX_PER_ENDPOINT } from "./claim-deliveries";
import { createWebhookEndpoint } from "./create-webhook-endpoint";
import { deliverWebhooks } from "./deliver-webhooks";
import { numberEvents } from "./number-events";
import { recordAttempts } from "./record-attempts";
import { redeliver } from "./redeliver";
import { rotateWebhookSecret } from "./rotate-webhook-secret";
import { startDeliverer, wakeDeliverer } from "./run-deliverer";
import { updateWebhookEndpoint } from "./update-webhook-endpoint";

const START = Date.parse("2026-01-02T03:04:05.006Z");
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let own: TestDatabase;
let app: App;
let inbox: Inbox;
let scope: Scope;
let sessionId: string;
/** Virtual: what has been waited for is over. */
let now: number;

beforeAll(async () => {
  own = await freshDatabase();
  app = testApp({ databaseUrl: own.url });
  // One test opens a secret with the wrong row's name, and the log rightly complains.
  log.level = "silent";
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});
beforeEach(async () => {
  inbox = await startInbox();
  const { merchantId } = await seedMerchant(own.database.db);
  scope = { merchantId, livemode: false };
  sessionId = await seedSession(own.database.db, scope, START);
  now = START;
});
afterEach(async () => {
  // What one test leaves pending is not the next one's work.
  await own.database.db.update(deliveries).set({ status: "abandoned" }).where(eq(deliveries.status, "pending"));
  await inbox.stop();
});

const deliver = () => deliverWebhooks(app, { now, deadline: now + MINUTE_MS });
const write = (type: EventType = "session.paid") => announce(own.database.db, { scope, sessionId, at: now, type });

async function addEndpoint(
  events: readonly string[] = ["*"],
  url = inbox.url,
): Promise<{ endpoint: EndpointRow; secret: string }> {
  return own.database.db.transaction((tx) =>
    createWebhookEndpoint(tx, {
      scope,
      given: { url, events, description: null },
      allowPrivate: true,
      sealKey: app.config.ENCRYPTION_KEY,
      now,
    }),
  );
}

async function stored(endpointId: string) {
  const rows = await own.database.db.select().from(deliveries).where(eq(deliveries.endpointId, endpointId));
  return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

async function onlyDelivery(endpointId: string) {
  const [delivery, ...others] = await stored(endpointId);
  if (!delivery || others.length > 0) throw new Error("not exactly one delivery");
  const attempts = await own.database.db
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, delivery.id))
    .orderBy(deliveryAttempts.number);
  return { ...delivery, history: attempts };
}

describe("a delivery", () => {
  test("brings the event, signed both ways, and is done after a 2xx", async () => {
    const { endpoint, secret } = await addEndpoint();
    const eventId = await write();
    await deliver();
    const [received] = inbox.received;
    const { body = "", headers } = received ?? {};
    const seconds = Math.floor(now / 1_000);
    // The reference library judges the signature; its clock is the wall clock, so the age of a virtual one is not its matter.
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).toThrow("timestamp too old");
    expect(headers?.["webhook-signature"]).toBe(new Webhook(secret).sign(eventId, new Date(seconds * 1_000), body));
    expect(headers?.["webhook-id"]).toBe(eventId);
    expect(headers?.["x-webhook-signature"]).toMatch(new RegExp(`^t=${seconds},v1=[0-9a-f]{64}$`));
    expect(JSON.parse(body)).toMatchObject({ id: eventId, type: "session.paid", sequence: 1, data: { id: sessionId } });
    const delivery = await onlyDelivery(endpoint.id);
    expect(delivery).toMatchObject({ status: "delivered", attempts: 1, leaseUntil: null });
    expect(delivery.history).toMatchObject([{ number: 1, statusCode: 200, error: null, answer: "" }]);
    await deliver();
    expect(inbox.received).toHaveLength(1);
  });

  test("is attempted ten times on schedule with the same bytes and id, then abandoned", async () => {
    inbox.answer(() => ({ status: 500, body: "not today" }));
    const { endpoint } = await addEndpoint();
    await write();
    const waits: number[] = [];
    for (let n = 1; n <= 10; n += 1) {
      await deliver();
      const { nextAttemptAt, status } = await onlyDelivery(endpoint.id);
      if (status !== "pending") continue;
      waits.push(nextAttemptAt.getTime() - now);
      now = nextAttemptAt.getTime();
      expect(await claimDeliveries(own.database, { now: now - 1, limit: 10, inFlight: new Map() })).toEqual([]);
    }
    const planned = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1_000);
    expect(waits).toHaveLength(planned.length);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(planned[index] ?? Number.NaN);
      // A tenth of jitter, and what the attempt itself took.
      expect(wait).toBeLessThanOrEqual((planned[index] ?? Number.NaN) * 1.1 + MINUTE_MS);
    }
    now += 30 * DAY_MS;
    await deliver();
    expect(inbox.received).toHaveLength(10);
    expect(new Set(inbox.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(inbox.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(inbox.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
    const delivery = await onlyDelivery(endpoint.id);
    expect(delivery).toMatchObject({ status: "abandoned", attempts: 10 });
    expect(delivery.history.map(({ number, statusCode, answer }) => [number, statusCode, answer])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index + 1, 500, "not today"]),
    );
  });

  test("keeps a plain word where no answer came", async () => {
    const { endpoint } = await addEndpoint(["*"], "http://127.0.0.1:9/nobody");
    await write();
    await deliver();
    const delivery = await onlyDelivery(endpoint.id);
    expect(delivery.status).toBe("pending");
    expect(delivery.history).toMatchObject([{ statusCode: null, error: "connection", answer: null }]);
  });

  test("waits as long as a throttling receiver asks", async () => {
    inbox.answer(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const { endpoint } = await addEndpoint();
    await write();
    await deliver();
    const { nextAttemptAt } = await onlyDelivery(endpoint.id);
    expect(nextAttemptAt.getTime() - now).toBeGreaterThanOrEqual(60 * MINUTE_MS);
  });

  test("is signed with the new secret from the attempt after a rotation on", async () => {
    inbox.answer(() => ({ status: 500 }));
    const { endpoint } = await addEndpoint();
    const eventId = await write();
    await deliver();
    const { secret } = await own.database.db.transaction((tx) =>
      rotateWebhookSecret(tx, { scope, id: endpoint.id, sealKey: app.config.ENCRYPTION_KEY }),
    );
    now += DAY_MS;
    await deliver();
    const { headers, body } = inbox.received[1] ?? {};
    const at = new Date(Number(headers?.["webhook-timestamp"]) * 1_000);
    expect(headers?.["webhook-signature"]).toBe(new Webhook(secret).sign(eventId, at, body ?? ""));
  });

  test("whose secret cannot be opened is tried again, and holds up no other", async () => {
    const { endpoint: broken } = await addEndpoint();
    const { endpoint: whole } = await addEndpoint();
    await own.database.db
      .update(webhookEndpoints)
      .set({ secretSealed: whole.secretSealed })
      .where(eq(webhookEndpoints.id, broken.id));
    await write();
    await deliver();
    expect((await onlyDelivery(whole.id)).status).toBe("delivered");
    const delivery = await onlyDelivery(broken.id);
    expect([delivery.status, delivery.history[0]?.error]).toEqual(["pending", "unreadable_secret"]);
  });
});

describe("who gets what", () => {
  test("an endpoint gets the types it asked for, in its own merchant and mode", async () => {
    const other = await seedMerchant(own.database.db);
    const otherScope = { merchantId: other.merchantId, livemode: false };
    const { endpoint: paidOnly } = await addEndpoint(["session.paid"]);
    const { endpoint: all } = await addEndpoint();
    const foreignSession = await seedSession(own.database.db, otherScope, now);
    await write("session.paid");
    await write("session.expired");
    await announce(own.database.db, { scope: otherScope, sessionId: foreignSession, at: now });
    await deliver();
    expect([await stored(paidOnly.id), await stored(all.id)].map((rows) => rows.length)).toEqual([1, 2]);
    expect(inbox.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      "session.expired",
      "session.paid",
      "session.paid",
    ]);
  });

  test("an endpoint that is switched off gets nothing, also not what was waiting or is written at that moment", async () => {
    const { endpoint } = await addEndpoint();
    await write();
    await own.database.db.transaction((tx) =>
      updateWebhookEndpoint(tx, { scope, id: endpoint.id, change: { active: false }, allowPrivate: true }),
    );
    await write();
    // As left by a transaction that read the endpoint while it was on.
    await own.database.db.update(webhookEndpoints).set({ active: true }).where(eq(webhookEndpoints.id, endpoint.id));
    await write();
    await own.database.db.update(webhookEndpoints).set({ active: false }).where(eq(webhookEndpoints.id, endpoint.id));
    await deliver();
    expect(inbox.received).toEqual([]);
    expect((await stored(endpoint.id)).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["abandoned", 0],
      ["abandoned", 0],
    ]);
  });

  test("410 switches the endpoint off and abandons what waits for it", async () => {
    inbox.answer(() => ({ status: 500 }));
    const { endpoint } = await addEndpoint();
    await write();
    await deliver();
    inbox.answer(() => ({ status: 410 }));
    await write();
    await deliver();
    const [row] = await own.database.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row).toMatchObject({ active: false, disabledReason: "The receiver answered 410 Gone." });
    expect((await stored(endpoint.id)).map(({ status }) => status)).toEqual(["abandoned", "abandoned"]);
    await write();
    now += DAY_MS;
    await deliver();
    expect(inbox.received).toHaveLength(2);
  });
});

describe("redelivery", () => {
  const again = (id: string) => own.database.db.transaction((tx) => redeliver(tx, { scope, id, now }));

  test("of a delivered one sends the same bytes once more and starts a schedule of ten", async () => {
    const { endpoint } = await addEndpoint();
    await write();
    await deliver();
    inbox.answer(() => ({ status: 500 }));
    const { id } = await onlyDelivery(endpoint.id);
    await again(id);
    for (let n = 0; n < 12; n += 1) {
      await deliver();
      now += 2 * DAY_MS;
    }
    expect(inbox.received).toHaveLength(11);
    expect(new Set(inbox.received.map(({ body, headers }) => body + headers["webhook-id"])).size).toBe(1);
    expect(await onlyDelivery(endpoint.id)).toMatchObject({ status: "abandoned", attempts: 11 });
  });

  test("of a waiting one does not wait, and its schedule goes on from there", async () => {
    inbox.answer(() => ({ status: 500 }));
    const { endpoint } = await addEndpoint();
    await write();
    await deliver();
    const { id } = await onlyDelivery(endpoint.id);
    await again(id);
    await deliver();
    expect(inbox.received).toHaveLength(2);
    const { nextAttemptAt } = await onlyDelivery(endpoint.id);
    expect(nextAttemptAt.getTime() - now).toBeGreaterThanOrEqual(5 * MINUTE_MS);
  });
});

describe("several deliverers, and one that dies", () => {
  test("two at once send each event once", async () => {
    await addEndpoint();
    const ids: string[] = [];
    for (let n = 0; n < 120; n += 1) ids.push(await write());
    const second = testApp({ databaseUrl: own.url });
    await Promise.all([deliver(), deliverWebhooks(second, { now, deadline: now + MINUTE_MS }), deliver()]);
    await second.database.close();
    expect(inbox.received.map(({ headers }) => String(headers["webhook-id"])).sort()).toEqual(ids.sort());
  });

  test("ten claims at once take no delivery twice", async () => {
    for (let n = 0; n < 4; n += 1) await addEndpoint();
    for (let n = 0; n < 40; n += 1) await write();
    await numberEvents(own.database);
    const taken: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const claims = Array.from({ length: 10 }, () => claimDeliveries(own.database, { now, limit: 10, inFlight: new Map() }));
      for (const claimed of await Promise.all(claims)) taken.push(...claimed.map(({ id }) => id));
    }
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
  });

  test("a claim whose process died is attempted again when its lease has run out, and the lost attempt counts", async () => {
    const { endpoint } = await addEndpoint();
    await write();
    await numberEvents(own.database);
    const claimed = await claimDeliveries(own.database, { now, limit: 10, inFlight: new Map() });
    expect(claimed).toHaveLength(1);
    await deliver();
    expect(inbox.received).toEqual([]);
    now += LEASE_MS;
    await deliver();
    expect(inbox.received).toHaveLength(1);
    const delivery = await onlyDelivery(endpoint.id);
    expect(delivery).toMatchObject({ status: "delivered", attempts: 2 });
    expect(delivery.history).toMatchObject([
      { number: 1, endedAt: null, statusCode: null },
      { number: 2, statusCode: 200 },
    ]);
  });

  test("ten attempts that all died end in an abandoned delivery, not in an eleventh", async () => {
    const { endpoint } = await addEndpoint();
    await write();
    await numberEvents(own.database);
    for (let n = 0; n < 12; n += 1) {
      await claimDeliveries(own.database, { now, limit: 10, inFlight: new Map() });
      now += LEASE_MS;
    }
    expect(await onlyDelivery(endpoint.id)).toMatchObject({ status: "abandoned", attempts: 10 });
  });

  test("a late failure of an attempt that was made anew leaves the newer attempt alone", async () => {
    const { endpoint } = await addEndpoint();
    await write();
    await numberEvents(own.database);
    const claim = () => claimDeliveries(own.database, { now, limit: 10, inFlight: new Map() });
    const [slow] = await claim();
    if (!slow) throw new Error("nothing was claimed");
    now += LEASE_MS;
    expect(await claim()).toHaveLength(1);
    const sent = { statusCode: 500, error: null, answer: "late", retryAfter: null };
    const late = { deliveryId: slow.id, number: slow.number, endpointId: endpoint.id, sent, endedAt: now, latencyMs: 1 };
    await recordAttempts(own.database, [{ ...late, next: { kind: "retry", at: now } }]);
    expect(await claim()).toEqual([]);
    expect((await onlyDelivery(endpoint.id)).history.map(({ statusCode }) => statusCode)).toEqual([500, null]);
  });

  test("a late success of an attempt that was made anew delivers", async () => {
    const { endpoint } = await addEndpoint();
    await write();
    await numberEvents(own.database);
    const [slow] = await claimDeliveries(own.database, { now, limit: 10, inFlight: new Map() });
    if (!slow) throw new Error("nothing was claimed");
    inbox.answer(() => ({ status: 500 }));
    now += LEASE_MS;
    await deliver();
    const sent = { statusCode: 200, error: null, answer: "", retryAfter: null };
    const late = { deliveryId: slow.id, number: slow.number, endpointId: endpoint.id, sent, endedAt: now, latencyMs: 1 };
    await recordAttempts(own.database, [{ ...late, next: { kind: "delivered" } }]);
    now += DAY_MS;
    await deliver();
    expect(inbox.received).toHaveLength(1);
    expect((await onlyDelivery(endpoint.id)).status).toBe("delivered");
  });
});

describe("a receiver that hangs", () => {
  test("holds its own share of the attempts and slows no other endpoint", async () => {
    const hanging = await startInbox();
    let letGo: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    hanging.answer(async () => {
      await held;
      return { status: 200 };
    });
    await addEndpoint(["*"], hanging.url);
    await addEndpoint();
    for (let n = 0; n < 300; n += 1) await write();
    const done = deliver();
    // All of the others arrive while not one of the hanging ones has been answered.
    await inbox.waitFor(() => inbox.received.length === 300);
    expect(hanging.received).toHaveLength(MAX_PER_ENDPOINT);
    letGo();
    await done;
    expect(hanging.received).toHaveLength(300);
    await hanging.stop();
  });
});

describe("the deliverer of a process that stays", () => {
  test("delivers what is committed when it is woken, and the rest when a receiver's time is up", async () => {
    const sender = makeSender({ timeoutMs: 500 });
    const deliverer = startDeliverer(app, { clock: () => now, sender });
    const { endpoint } = await addEndpoint();
    const first = await write();
    wakeDeliverer();
    expect((await inbox.waitFor(() => true)).headers["webhook-id"]).toBe(first);
    inbox.answer(() => new Promise(() => {}));
    const second = await write();
    wakeDeliverer();
    await inbox.waitFor(({ headers }) => headers["webhook-id"] === second);
    await deliverer.stop();
    await sender.close();
    expect((await stored(endpoint.id)).map(({ status }) => status).sort()).toEqual(["delivered", "pending"]);
    await write();
    wakeDeliverer();
    expect(inbox.received).toHaveLength(2);
  });
});
