import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { EndpointRow } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { deliveries, deliveryAttempts } from "@/db/schema";
import type { EventTopic, EventType } from "@/lib/checkout/event";
import { log } from "@/lib/log";
import type { App } from "@/lib/services/app";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { makeSender } from "@/lib/webhooks/send";
import { testApp } from "./app";
import { freshDatabase, type TestDatabase } from "./database";
import { type Inbox, startInbox } from "./inbox";
import { announce, seedSession } from "./outbox";
import { seedMerchant } from "./seed";

/** Above every test's own limit. */
const PATIENCE_MS = 600_000;

/**
 * A merchant of its own for each test of a file, with a session to tell of and an inbox. `now` is virtual: a test that
 * moves it has waited.
 */
export function withWebhooks(start: number) {
  const world = {
    now: start,
    own: {} as TestDatabase,
    app: {} as App,
    inbox: {} as Inbox,
    scope: {} as Scope,
    sessionId: "",
    sender: makeSender({ timeoutMs: PATIENCE_MS }),
  };

  /** Everything that is due. However long it takes, no time passes, and no attempt's time is up. */
  function deliver(app = world.app): Promise<void> {
    const parts = { clock: () => world.now, sender: world.sender };
    return deliverWebhooks(app, { now: world.now, deadline: Number.POSITIVE_INFINITY }, parts);
  }

  function write(type: EventType = "session.paid"): Promise<string> {
    const { scope, sessionId, now } = world;
    return announce(world.own.database.db, { scope, sessionId, at: now, type });
  }

  function addEndpoint(
    events: readonly EventTopic[] = ["*"],
    url = world.inbox.url,
  ): Promise<{ endpoint: EndpointRow; secret: string }> {
    const { scope, now, app } = world;
    const given = { url, events, description: null };
    return world.own.database.db.transaction((tx) =>
      createWebhookEndpoint(tx, { scope, given, allowPrivate: true, sealKey: app.config.ENCRYPTION_KEY, now }),
    );
  }

  /** An endpoint's deliveries, first to last. */
  async function stored(endpointId: string) {
    const rows = await world.own.database.db.select().from(deliveries).where(eq(deliveries.endpointId, endpointId));
    return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  /** An endpoint's one delivery with its attempts. */
  async function onlyDelivery(endpointId: string) {
    const [delivery, ...others] = await stored(endpointId);
    if (!delivery || others.length > 0) throw new Error("not exactly one delivery");
    const history = await world.own.database.db
      .select()
      .from(deliveryAttempts)
      .where(eq(deliveryAttempts.deliveryId, delivery.id))
      .orderBy(deliveryAttempts.number);
    return { ...delivery, history };
  }

  beforeAll(async () => {
    world.own = await freshDatabase();
    world.app = testApp({ databaseUrl: world.own.url });
    log.level = "silent";
  });
  afterAll(async () => {
    await world.sender.close();
    await world.app.database?.close();
    await world.own.drop?.();
  });
  beforeEach(async () => {
    world.now = start;
    world.inbox = await startInbox();
    const { merchantId } = await seedMerchant(world.own.database.db);
    world.scope = { merchantId, livemode: false };
    world.sessionId = await seedSession(world.own.database.db, world.scope, start);
  });
  afterEach(async () => {
    // What one test leaves pending is not the next one's work.
    await world.own.database.db.update(deliveries).set({ status: "abandoned" }).where(eq(deliveries.status, "pending"));
    await world.inbox.stop();
  });
  return Object.assign(world, { deliver, write, addEndpoint, stored, onlyDelivery });
}
