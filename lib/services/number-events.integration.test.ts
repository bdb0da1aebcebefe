import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/db/queries/scope";
import { events, webhookEndpoints } from "@/db/schema";
import { newId } from "@/lib/ids";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { numberEvents } from "@/test/number-events";
import { announce, seedSession } from "@/test/outbox";
import { seedMerchant } from "@/test/seed";

const AT = Date.parse("2026-01-02T03:04:05.006Z");

let own: TestDatabase;
let scope: Scope;
let sessionId: string;
beforeAll(async () => {
  own = await freshDatabase();
});
afterAll(() => own?.drop());
beforeEach(async () => {
  const { merchantId } = await seedMerchant(own.database.db);
  scope = { merchantId, livemode: false };
  sessionId = await seedSession(own.database.db, scope, AT);
  await seedEndpoint();
});

/** Somebody to be told, so that events get their bytes. */
async function seedEndpoint(): Promise<void> {
  const id = newId("webhookEndpoint");
  await own.database.db.insert(webhookEndpoints).values({
    ...scope,
    id,
    url: "https://shop.example",
    events: ["*"],
    secretSealed: "-",
    secretPrefix: "-",
    createdAt: new Date(AT),
  });
}

const write = (details: Partial<Parameters<typeof announce>[1]> = {}) =>
  announce(own.database.db, { scope, sessionId, at: AT, ...details });

async function stored(merchantId = scope.merchantId) {
  return own.database.db.select().from(events).where(eq(events.merchantId, merchantId)).orderBy(events.position);
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Ends only when asked to: an event in a transaction that others cannot see yet. */
async function openTransaction() {
  let end: (how: "commit" | "rollback") => void = () => {};
  const asked = new Promise<"commit" | "rollback">((resolve) => {
    end = resolve;
  });
  let inserted: () => void = () => {};
  const isInserted = new Promise<void>((resolve) => {
    inserted = resolve;
  });
  const ended: Promise<unknown> = own.database.db
    .transaction(async (tx) => {
      await announce(tx, { scope, sessionId, at: AT });
      inserted();
      if ((await asked) === "rollback") tx.rollback();
    })
    .catch(() => {});
  await Promise.race([isInserted, ended]);
  return (how: "commit" | "rollback") => {
    end(how);
    return ended;
  };
}

describe("the body of an event", () => {
  test("is the event object with its number, as exact text", async () => {
    const data = { id: sessionId, metadata: { note: 'Käse 🧀 \u2028 " \\', big: 1 }, list: [] };
    const id = await write({ data, type: "session.created" });
    await numberEvents(own.database);
    const [row] = await stored();
    expect(JSON.parse(row?.body ?? "")).toEqual({
      id,
      object: "event",
      type: "session.created",
      livemode: false,
      createdAt: "2026-01-02T03:04:05.006Z",
      sequence: 1,
      data,
      detail: {},
    });
  });

  test("keeps a number of the session that JavaScript would round", async () => {
    const id = await write();
    await own.database.db.execute(sql`update events set data = '{"n": 9007199254740993.10}' where id = ${id}`);
    await numberEvents(own.database);
    expect((await stored())[0]?.body).toContain('"n": 9007199254740993.10');
  });

  test("is left out where there is nobody to send it to: the number alone is given", async () => {
    await own.database.db
      .update(webhookEndpoints)
      .set({ active: false })
      .where(eq(webhookEndpoints.merchantId, scope.merchantId));
    await write();
    expect(await numberEvents(own.database)).toBe(1);
    expect(await stored()).toMatchObject([{ sequence: 1, body: null }]);
    expect(await numberEvents(own.database)).toBe(0);
  });

  test("is written once and never again", async () => {
    await write();
    await numberEvents(own.database);
    const before = await stored();
    expect(await numberEvents(own.database)).toBe(0);
    expect(await stored()).toEqual(before);
  });
});

describe("sequence numbers", () => {
  test("count from one per merchant and mode, in the order of insertion", async () => {
    const other = await seedMerchant(own.database.db);
    const live = { ...scope, livemode: true };
    const liveSession = await seedSession(own.database.db, live, AT);
    const foreign = { merchantId: other.merchantId, livemode: false };
    const foreignSession = await seedSession(own.database.db, foreign, AT);
    await write();
    await announce(own.database.db, { scope: live, sessionId: liveSession, at: AT });
    await announce(own.database.db, { scope: foreign, sessionId: foreignSession, at: AT });
    await write();
    expect(await numberEvents(own.database)).toBe(4);
    expect((await stored()).map((row) => [row.livemode, row.sequence])).toEqual([
      [false, 1],
      [true, 1],
      [false, 2],
    ]);
    expect((await stored(other.merchantId)).map((row) => row.sequence)).toEqual([1]);
  });

  test("an event that commits later than its successor gets the later number, and none is left out", async () => {
    const end = await openTransaction();
    const second = await write();
    await numberEvents(own.database);
    await end("commit");
    await numberEvents(own.database);
    const rows = await stored();
    expect(rows.map((row) => row.sequence)).toEqual([2, 1]);
    expect(rows[1]?.id).toBe(second);
  });

  test("an event of a transaction that is rolled back takes none", async () => {
    const end = await openTransaction();
    await numberEvents(own.database);
    await end("rollback");
    await write();
    await numberEvents(own.database);
    expect((await stored()).map((row) => row.sequence)).toEqual([1]);
  });

  test("webhook.test is rendered and takes none", async () => {
    await write();
    const id = newId("event");
    await own.database.db
      .insert(events)
      .values({ ...scope, id, type: "webhook.test", key: id, detail: {}, data: {}, createdAt: new Date(AT) });
    await write();
    await numberEvents(own.database);
    const rows = await stored();
    expect(rows.map((row) => [row.type, row.sequence])).toEqual([
      ["session.paid", 1],
      ["webhook.test", null],
      ["session.paid", 2],
    ]);
    expect(JSON.parse(rows[1]?.body ?? "")).toMatchObject({ type: "webhook.test", sequence: null });
  });

  test("have no gap and no repeat with more events than one batch holds", async () => {
    await own.database.db.transaction(async (tx) => {
      for (let n = 0; n < 1_100; n += 1) await announce(tx, { scope, sessionId, at: AT });
    });
    expect(await numberEvents(own.database)).toBe(1_100);
    expect((await stored()).map((row) => row.sequence)).toEqual(upTo(1_100));
  });

  test("have no gap and no repeat with 20 writers, some of which roll back, and 4 numberers at once", async () => {
    let writing = true;
    const writer = async (nr: number) => {
      for (let n = 0; n < 15; n += 1) {
        const fails = (n + nr) % 4 === 0;
        await own.database.db
          .transaction(async (tx) => {
            await announce(tx, { scope, sessionId, at: AT });
            await announce(tx, { scope, sessionId, at: AT });
            if (fails) tx.rollback();
          })
          .catch((error) => {
            if (!fails) throw error;
          });
      }
    };
    const numberer = async () => {
      while (writing) await numberEvents(own.database);
    };
    const numberers = Array.from({ length: 4 }, numberer);
    await Promise.all(upTo(20).map(writer));
    writing = false;
    await Promise.all(numberers);
    await numberEvents(own.database);
    const rows = await stored();
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.map((row) => row.sequence ?? 0).sort((a, b) => a - b)).toEqual(upTo(rows.length));
    for (const row of rows) expect(JSON.parse(row.body ?? "")).toMatchObject({ id: row.id, sequence: row.sequence });
  });
});
