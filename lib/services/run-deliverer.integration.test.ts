import { describe, expect, test } from "vitest";
import type { Sender, Sent } from "@/lib/webhooks/send";
import { testApp } from "@/test/app";
import { startInbox } from "@/test/inbox";
import { numberEvents } from "@/test/number-events";
import { withWebhooks } from "@/test/webhooks";
import { claimDeliveries, LEASE_MS, MAX_PER_ENDPOINT } from "./claim-deliveries";
import { deliverWebhooks } from "./deliver-webhooks";
import { recordAttempts } from "./record-attempts";
import { startDeliverer, wakeDeliverer } from "./run-deliverer";

const START = Date.parse("2026-01-02T03:04:05.006Z");
const DAY_MS = 86_400_000;

const world = withWebhooks(START);

async function claim() {
  const { claimed } = await claimDeliveries(world.own.database, { now: world.now, limit: 10, inFlight: new Map() });
  return claimed;
}

/** Attempts at the receivers named have no answer when the test says that their time is up; the others take their time. */
function senderOf(isHasty: (url: string) => boolean): { sender: Sender; timeIsUp(): void } {
  let timeIsUp: () => void = () => {};
  const timeout = new Promise<Sent>((resolve) => {
    timeIsUp = () => resolve({ statusCode: null, error: "timeout", answer: null, retryAfter: null });
  });
  const send: Sender["send"] = (post) => {
    const sent = world.sender.send(post);
    return isHasty(post.url) ? Promise.race([sent, timeout]) : sent;
  };
  return { sender: { ...world.sender, send }, timeIsUp };
}

describe("several deliverers, and one that dies", () => {
  test("two at once send each event once", async () => {
    await world.addEndpoint();
    const ids: string[] = [];
    for (let n = 0; n < 120; n += 1) ids.push(await world.write());
    const second = testApp({ databaseUrl: world.own.url });
    await Promise.all([world.deliver(), world.deliver(second), world.deliver()]);
    await second.database.close();
    expect(world.inbox.received.map(({ headers }) => String(headers["webhook-id"])).sort()).toEqual(ids.sort());
  });

  test("ten claims at once take no delivery twice", async () => {
    for (let n = 0; n < 4; n += 1) await world.addEndpoint();
    for (let n = 0; n < 40; n += 1) await world.write();
    await numberEvents(world.own.database);
    const taken: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const claims = Array.from({ length: 10 }, claim);
      for (const claimed of await Promise.all(claims)) taken.push(...claimed.map(({ id }) => id));
    }
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
  });

  test("a claim whose process died is attempted again when its lease has run out, and the lost attempt counts", async () => {
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await numberEvents(world.own.database);
    const claimed = await claim();
    expect(claimed).toHaveLength(1);
    await world.deliver();
    expect(world.inbox.received).toEqual([]);
    world.now += LEASE_MS;
    await world.deliver();
    expect(world.inbox.received).toHaveLength(1);
    const delivery = await world.onlyDelivery(endpoint.id);
    expect(delivery).toMatchObject({ status: "delivered", attempts: 2 });
    expect(delivery.history).toMatchObject([
      { number: 1, endedAt: null, statusCode: null },
      { number: 2, statusCode: 200 },
    ]);
  });

  test("ten attempts that all died end in an abandoned delivery, not in an eleventh", async () => {
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await numberEvents(world.own.database);
    for (let n = 0; n < 12; n += 1) {
      await claim();
      world.now += LEASE_MS;
    }
    expect(await world.onlyDelivery(endpoint.id)).toMatchObject({ status: "abandoned", attempts: 10 });
  });

  test("a late failure of an attempt that was made anew leaves the newer attempt alone", async () => {
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await numberEvents(world.own.database);
    const [slow] = await claim();
    if (!slow) throw new Error("nothing was claimed");
    world.now += LEASE_MS;
    expect(await claim()).toHaveLength(1);
    const sent = { statusCode: 500, error: null, answer: "late", retryAfter: null };
    const late = { deliveryId: slow.id, number: slow.number, endpointId: endpoint.id, sent, endedAt: world.now, latencyMs: 1 };
    await recordAttempts(world.own.database, [{ ...late, next: { kind: "retry", at: world.now } }]);
    expect(await claim()).toEqual([]);
    expect((await world.onlyDelivery(endpoint.id)).history.map(({ statusCode }) => statusCode)).toEqual([500, null]);
  });

  test("a late success of an attempt that was made anew delivers", async () => {
    const { endpoint } = await world.addEndpoint();
    await world.write();
    await numberEvents(world.own.database);
    const [slow] = await claim();
    if (!slow) throw new Error("nothing was claimed");
    world.inbox.answer(() => ({ status: 500 }));
    world.now += LEASE_MS;
    await world.deliver();
    const sent = { statusCode: 200, error: null, answer: "", retryAfter: null };
    const late = { deliveryId: slow.id, number: slow.number, endpointId: endpoint.id, sent, endedAt: world.now, latencyMs: 1 };
    await recordAttempts(world.own.database, [{ ...late, next: { kind: "delivered" } }]);
    world.now += DAY_MS;
    await world.deliver();
    expect(world.inbox.received).toHaveLength(1);
    expect((await world.onlyDelivery(endpoint.id)).status).toBe("delivered");
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
    await world.addEndpoint(["*"], hanging.url);
    await world.addEndpoint();
    for (let n = 0; n < 300; n += 1) await world.write();
    const done = world.deliver();
    // All of the others arrive while not one of the hanging ones has been answered.
    await world.inbox.waitFor(() => world.inbox.received.length === 300);
    expect(hanging.received).toHaveLength(MAX_PER_ENDPOINT);
    letGo();
    await done;
    expect(hanging.received).toHaveLength(300);
    await hanging.stop();
  });

  test("holds up a cron call for one attempt's time: the rest of its own is left to the next call", async () => {
    const hanging = await startInbox();
    hanging.answer(() => new Promise(() => {}));
    const { endpoint } = await world.addEndpoint(["*"], `${hanging.url}/silent`);
    await world.addEndpoint();
    for (let n = 0; n < 3 * MAX_PER_ENDPOINT; n += 1) await world.write();
    const { sender, timeIsUp } = senderOf((url) => url.endsWith("/silent"));
    const run = { now: world.now, deadline: Number.POSITIVE_INFINITY };
    const done = deliverWebhooks(world.app, run, { clock: () => world.now, sender });
    await world.inbox.waitFor(() => world.inbox.received.length === 3 * MAX_PER_ENDPOINT);
    timeIsUp();
    await done;
    const attempts = (await world.stored(endpoint.id)).map((delivery) => delivery.attempts).sort();
    await hanging.stop();
    expect(attempts).toEqual([...Array(2 * MAX_PER_ENDPOINT).fill(0), ...Array(MAX_PER_ENDPOINT).fill(1)]);
  });
});

describe("the deliverer of a process that stays", () => {
  test("delivers what is committed when it is woken, and the rest when a receiver's time is up", async () => {
    const { sender, timeIsUp } = senderOf(() => true);
    const deliverer = startDeliverer(world.app, { clock: () => world.now, sender });
    const { endpoint } = await world.addEndpoint();
    const first = await world.write();
    wakeDeliverer();
    expect((await world.inbox.waitFor(() => true)).headers["webhook-id"]).toBe(first);
    world.inbox.answer(() => new Promise(() => {}));
    const second = await world.write();
    wakeDeliverer();
    await world.inbox.waitFor(({ headers }) => headers["webhook-id"] === second);
    const stopped = deliverer.stop();
    timeIsUp();
    await stopped;
    expect((await world.stored(endpoint.id)).map(({ status }) => status).sort()).toEqual(["delivered", "pending"]);
    await world.write();
    wakeDeliverer();
    expect(world.inbox.received).toHaveLength(2);
  });
});
