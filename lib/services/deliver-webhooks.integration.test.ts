import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { webhookEndpoints } from "@/db/schema";
import { announce, seedSession } from "@/test/outbox";
import { seedMerchant } from "@/test/seed";
import { withWebhooks } from "@/test/webhooks";
import { claimDeliveries } from "./claim-deliveries";
import { redeliver } from "./redeliver";
import { updateWebhookEndpoint } from "./update-webhook-endpoint";

const START = Date.parse("2026-01-02T03:04:05.006Z");
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const world = withWebhooks(START);

describe("a delivery", () => {
  test("brings the event, signed both ways, and is done after a 2xx", async () => {
    const { endpoint, secret } = await world.addEndpoint();
    const eventId = await world.write();
    await world.deliver();
    const [received] = world.inbox.received;
    const { body = "", headers } = received ?? {};
    const seconds = Math.floor(world.now / 1_000);
    // The reference library judges the signature; its clock is the wall clock, so the age of a virtual one is not its matter.
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).toThrow("timestamp too old");
    expect(headers?.["webhook-signature"]).toBe(new Webhook(secret).sign(eventId, new Date(seconds * 1_000), body));
    expect(headers?.["webhook-id"]).toBe(eventId);
    expect(headers?.["x-webhook-signature"]).toMatch(new RegExp(`^t=${seconds},v1=[0-9a-f]{64}$`));
    expect(JSON.parse(body)).toMatchObject({ id: eventId, type: "session.paid", sequence: 1, data: { id: world.sessionId } });
    const delivery = await world.onlyDelivery(endpoint.id);
    expect(delivery).toMatchObject({ status: "delivered", attempts: 1, leaseUntil: null });
    expect(delivery.history).toMatchObject([{ number: 1, statusCode: 200, error: null, answer: "" }]);
    await world.deliver();
    expect(world.inbox.received).toHaveLength(1);
  });

  test("is attempted ten times on schedule with the same bytes and id, then abandoned", async () => {
    world.inbox.answer(() => ({ status: 500, body: "not today" }));
    const { endpoint } = await world.addEndpoint();
    await world.write();
    const waits: number[] = [];
    for (let n = 1; n <= 10; n += 1) {
      await world.deliver();
      const { nextAttemptAt, status } = await world.onlyDelivery(endpoint.id);
      if (status !== "pending") continue;
      waits.push(nextAttemptAt.getTime() - world.now);
      world.now = nextAttemptAt.getTime();
      const early = await claimDeliveries(world.own.database, { now: world.now - 1, limit: 10, inFlight: new Map() });
      expect(early.claimed).toEqual([]);
    }
    const planned = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1_000);
    expect(waits).toHaveLength(planned.length);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(planned[index] ?? Number.NaN);
      // A tenth of jitter, and what the attempt itself took.
      expect(wait).toBeLessThanOrEqual((planned[index] ?? Number.NaN) * 1.1 + MINUTE_MS);
    }
    world.now += 30 * DAY_MS;
    await world.deliver();
    expect(world.inbox.received).toHaveLength(10);
    expect(new Set(world.inbox.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(world.inbox.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(world.inbox.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(10);
    const delivery = await world.onlyDelivery(endpoint.id);
    expect(delivery).toMatchObject({ status: "abandoned", attempts: 10 });
    expect(delivery.history.map(({ number, statusCode, answer }) => [number, statusCode, answer])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index + 1, 500, "not today"]),
    );
  });

  test("keeps a plain word where no answer came", async () => {
    const { endpoint } = await world.addEndpoint(["*"], "http://127.0.0.1:9/nobody");
    await world.write();
    await world.deliver();
    const delivery = await world.onlyDelivery(endpoint.id);
    expect(delivery.status).toBe("pending");
    expect(delivery.history).toMatchObject([{ statusCode: null, error: "connection", answer: null }]);
  });

  test("waits as long as a throttling receiver asks", async () => {
    world.inbox.answer(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await world.deliver();
    const { nextAttemptAt } = await world.onlyDelivery(endpoint.id);
    expect(nextAttemptAt.getTime() - world.now).toBeGreaterThanOrEqual(60 * MINUTE_MS);
  });

  test("whose secret cannot be opened is tried again, and holds up no other", async () => {
    const { endpoint: broken } = await world.addEndpoint();
    const { endpoint: whole } = await world.addEndpoint();
    await world.own.database.db
      .update(webhookEndpoints)
      .set({ secretSealed: whole.secretSealed })
      .where(eq(webhookEndpoints.id, broken.id));
    await world.write();
    await world.deliver();
    expect((await world.onlyDelivery(whole.id)).status).toBe("delivered");
    const delivery = await world.onlyDelivery(broken.id);
    expect([delivery.status, delivery.history[0]?.error]).toEqual(["pending", "unreadable_secret"]);
  });
});

describe("who gets what", () => {
  test("an endpoint gets the types it asked for, in its own merchant and mode", async () => {
    const other = await seedMerchant(world.own.database.db);
    const otherScope = { merchantId: other.merchantId, livemode: false };
    const { endpoint: paidOnly } = await world.addEndpoint(["session.paid"]);
    const { endpoint: all } = await world.addEndpoint();
    const foreignSession = await seedSession(world.own.database.db, otherScope, world.now);
    await world.write("session.paid");
    await world.write("session.expired");
    await announce(world.own.database.db, { scope: otherScope, sessionId: foreignSession, at: world.now });
    await world.deliver();
    expect([await world.stored(paidOnly.id), await world.stored(all.id)].map((rows) => rows.length)).toEqual([1, 2]);
    expect(world.inbox.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      "session.expired",
      "session.paid",
      "session.paid",
    ]);
  });

  test("an endpoint that is switched off gets nothing, also not what was waiting or is written at that moment", async () => {
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await world.own.database.db.transaction((tx) =>
      updateWebhookEndpoint(tx, { scope: world.scope, id: endpoint.id, change: { active: false }, allowPrivate: true }),
    );
    await world.write();
    // As left by a transaction that read the endpoint while it was on.
    await world.own.database.db.update(webhookEndpoints).set({ active: true }).where(eq(webhookEndpoints.id, endpoint.id));
    await world.write();
    await world.own.database.db.update(webhookEndpoints).set({ active: false }).where(eq(webhookEndpoints.id, endpoint.id));
    await world.deliver();
    expect(world.inbox.received).toEqual([]);
    expect((await world.stored(endpoint.id)).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["abandoned", 0],
      ["abandoned", 0],
    ]);
  });

  test("410 switches the endpoint off and abandons what waits for it", async () => {
    world.inbox.answer(() => ({ status: 500 }));
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await world.deliver();
    world.inbox.answer(() => ({ status: 410 }));
    await world.write();
    await world.deliver();
    const [row] = await world.own.database.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row).toMatchObject({ active: false, disabledReason: "The receiver answered 410 Gone." });
    expect((await world.stored(endpoint.id)).map(({ status }) => status)).toEqual(["abandoned", "abandoned"]);
    await world.write();
    world.now += DAY_MS;
    await world.deliver();
    expect(world.inbox.received).toHaveLength(2);
  });
});

describe("redelivery", () => {
  const again = (id: string) =>
    world.own.database.db.transaction((tx) => redeliver(tx, { scope: world.scope, id, now: world.now }));

  test("of a delivered one sends the same bytes once more and starts a schedule of ten", async () => {
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await world.deliver();
    world.inbox.answer(() => ({ status: 500 }));
    const { id } = await world.onlyDelivery(endpoint.id);
    await again(id);
    for (let n = 0; n < 12; n += 1) {
      await world.deliver();
      world.now += 2 * DAY_MS;
    }
    expect(world.inbox.received).toHaveLength(11);
    expect(new Set(world.inbox.received.map(({ body, headers }) => body + headers["webhook-id"])).size).toBe(1);
    expect(await world.onlyDelivery(endpoint.id)).toMatchObject({ status: "abandoned", attempts: 11 });
  });

  test("of a waiting one does not wait, and its schedule goes on from there", async () => {
    world.inbox.answer(() => ({ status: 500 }));
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await world.deliver();
    const { id } = await world.onlyDelivery(endpoint.id);
    await again(id);
    await world.deliver();
    expect(world.inbox.received).toHaveLength(2);
    const { nextAttemptAt } = await world.onlyDelivery(endpoint.id);
    expect(nextAttemptAt.getTime() - world.now).toBeGreaterThanOrEqual(5 * MINUTE_MS);
  });
});
