import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { webhookEndpoints } from "@/db/schema";
import { withWebhooks } from "@/test/webhooks";
import { redeliver } from "./redeliver";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const world = withWebhooks(Date.parse("2026-01-02T03:04:05.006Z"));

async function endpointOf(id: string) {
  const [row] = await world.own.database.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  return { active: row?.active, reason: row?.disabledReason };
}

/** One delivery's whole schedule: its ten attempts, each when it is due. */
async function failFor(endpointId: string, meanwhile: (attempt: number) => Promise<void> = async () => {}): Promise<void> {
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await world.deliver();
    await meanwhile(attempt);
    const [first] = await world.stored(endpointId);
    if (first?.status === "pending") world.now = first.nextAttemptAt.getTime();
  }
}

test("an endpoint that took nothing for a whole schedule is switched off, and says since when and why", async () => {
  world.inbox.answer(() => ({ status: 503 }));
  const { endpoint } = await world.addEndpoint();
  await world.write();
  await failFor(endpoint.id, async (attempt) => {
    expect((await endpointOf(endpoint.id)).active).toBe(attempt < 10);
    if (attempt === 9) await world.write();
  });
  expect(await endpointOf(endpoint.id)).toEqual({
    active: false,
    reason: "Nothing has been taken since 2026-01-02; the last attempt ended with status 503.",
  });
  expect((await world.stored(endpoint.id)).map(({ status }) => status)).toEqual(["abandoned", "abandoned"]);
});

test("where no answer came, the reason says what did", async () => {
  const { endpoint } = await world.addEndpoint(["*"], "http://127.0.0.1:9/nobody");
  await world.write();
  await failFor(endpoint.id);
  expect((await endpointOf(endpoint.id)).reason).toContain('"connection"');
});

test("one that took something meanwhile stays on: that event alone is given up", async () => {
  const { endpoint } = await world.addEndpoint();
  const poison = await world.write();
  world.inbox.answer(({ headers }) => ({ status: headers["webhook-id"] === poison ? 500 : 200 }));
  await failFor(endpoint.id, async (attempt) => {
    if (attempt === 5) await world.write();
  });
  expect((await world.stored(endpoint.id)).map(({ status }) => status)).toEqual(["abandoned", "delivered"]);
  expect(await endpointOf(endpoint.id)).toEqual({ active: true, reason: null });
});

test("what was taken before does not keep it on", async () => {
  const { endpoint } = await world.addEndpoint();
  await world.write();
  await world.deliver();
  world.now += HOUR_MS;
  world.inbox.answer(() => ({ status: 500 }));
  await world.write();
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await world.deliver();
    // The longest wait, its jitter included, is shorter.
    world.now += 27 * HOUR_MS;
  }
  expect((await endpointOf(endpoint.id)).active).toBe(false);
});

test("ten attempts that a person asked for in an hour are no long failure", async () => {
  world.inbox.answer(() => ({ status: 500 }));
  const { endpoint } = await world.addEndpoint();
  await world.write();
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await world.deliver();
    world.now += MINUTE_MS;
    const [{ id = "", status } = {}] = await world.stored(endpoint.id);
    if (status === "pending") {
      await world.own.database.db.transaction((tx) => redeliver(tx, { scope: world.scope, id, now: world.now }));
    }
  }
  expect((await world.stored(endpoint.id)).map(({ status }) => status)).toEqual(["abandoned"]);
  expect(await endpointOf(endpoint.id)).toEqual({ active: true, reason: null });
});
