import { setTimeout } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { checkoutSessions, events, idempotencyKeys, paymentLinks } from "@/db/schema";
import { responseOf } from "@/lib/api/told";
import { withMerchant } from "@/lib/api/with-merchant";
import { callRoute, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { POST as createLink } from "../payment_links/route";
import { PATCH } from "./[id]/route";
import { POST } from "./route";

const api = withApi();

const price = { amount: { value: "50.00", currency: "USD" } };
const mug = { title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" };

/** The create has its own statement, the link the common transaction: both must keep the promise. */
const KINDS = [
  {
    name: "a session",
    route: POST,
    path: "/checkout_sessions",
    body: price,
    other: { amount: { value: "51.00", currency: "USD" } },
    table: checkoutSessions,
  },
  { name: "a link", route: createLink, path: "/payment_links", body: mug, other: { ...mug, title: "Cup" }, table: paymentLinks },
];

describe.each(KINDS)("a key sent with $name", ({ route, path, body, other, table }) => {
  const send = (key: string, given: unknown = body, apiKey = api.merchant.apiKey) =>
    callRoute(route, { method: "POST", path, key: apiKey, body: given, headers: { "idempotency-key": key } });
  const count = () => api.own.database.db.$count(table, eq(table.merchantId, api.merchant.merchantId));

  test("gives the first answer again, and does nothing more", async () => {
    const first = await send("order-1");
    const again = await send("order-1");
    expect([first.status, first.headers.get("idempotent-replayed")]).toEqual([201, null]);
    expect([again.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([201, first.text, "true"]);
    expect(again.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(await count()).toBe(1);
  });

  test("50 times at once does the work once", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => send("order-1")));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true")).toHaveLength(49);
    expect(await count()).toBe(1);
  });

  test("and another body, or another route, is a conflict", async () => {
    const first = await send("order-1");
    const otherBody = await send("order-1", other);
    const otherRoute = await callRoute(route, {
      method: "POST",
      path: `${path}/else`,
      key: api.merchant.apiKey,
      body,
      headers: { "idempotency-key": "order-1" },
    });
    for (const { status, body: answer } of [otherBody, otherRoute])
      expect([status, answer.error.code]).toEqual([409, "idempotency_key_reused"]);
    expect((await send("order-1")).text).toBe(first.text);
  });

  test("is the merchant's own", async () => {
    const stranger = await seedMerchant(api.own.database.db);
    const [mine, theirs] = [await send("order-1"), await send("order-1", body, stranger.apiKey)];
    expect([mine.status, theirs.status, mine.body.id === theirs.body.id]).toEqual([201, 201, false]);
  });

  test("keeps no answer for a request that was refused, so that it can be put right", async () => {
    expect((await send("order-1", { ...body, nonsense: true })).status).toBe(400);
    expect((await send("order-1")).status).toBe(201);
  });

  test("is free again after 24 hours", async () => {
    const first = await send("order-1");
    await api.own.database
      .sql`update idempotency_keys set created_at = now() - interval '24 hours 1 second' where merchant_id = ${api.merchant.merchantId}`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => send("order-1")));
    const ids = new Set(answers.map(({ body: answer }) => answer.id));
    expect([ids.size, ids.has(first.body.id), await count()]).toEqual([1, false, 2]);
  });

  test.each(["", "k".repeat(256), "order\u00e91"])("is refused where it is %j", async (key) => {
    const { status, body: answer } = await send(key);
    expect([status, answer.error.param]).toEqual([400, "Idempotency-Key"]);
  });

  test("may have 255 characters", async () => {
    expect((await send("k".repeat(255))).status).toBe(201);
  });

  test("rests with a sealed answer", async () => {
    const { body: made } = await send("order-1");
    const [row] = await api.own.database.db
      .select()
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.merchantId, api.merchant.merchantId));
    expect(row).toMatchObject({ key: "order-1", status: 201 });
    expect(row?.answer).not.toContain(made.id);
  });
});

test("an order's open session, found by a keyed request, is given again", async () => {
  const body = { ...price, clientReferenceId: "order-1" };
  const call = { method: "POST", path: "/checkout_sessions", key: api.merchant.apiKey, body };
  const made = await callRoute(POST, call);
  const found = await callRoute(POST, { ...call, headers: { "idempotency-key": "a" } });
  await api.own.database.sql`update checkout_sessions set holds_reference = false where id = ${made.body.id}`;
  const again = await callRoute(POST, { ...call, headers: { "idempotency-key": "a" } });
  expect([found.status, found.body.id, again.status, again.text]).toEqual([200, made.body.id, 200, found.text]);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
});

test("a repeated change is done once", async () => {
  const { body } = await callRoute(POST, { method: "POST", key: api.merchant.apiKey, body: price });
  const change = () =>
    callRoute(PATCH, {
      method: "PATCH",
      params: { id: body.id },
      key: api.merchant.apiKey,
      body: { description: "New" },
      headers: { "idempotency-key": "change" },
    });
  const answers = await Promise.all(Array.from({ length: 10 }, change));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.body.version).toBe(2);
  expect(await api.own.database.db.$count(events, eq(events.sessionId, body.id))).toBe(2);
});

test("a process that dies in the middle leaves nothing: the repetition does the work", async () => {
  const { sql } = api.own.database;
  let dies = true;
  const told = withMerchant("links:write", async ({ tx, scope }) => {
    await tx.insert(paymentLinks).values({
      id: `pl_${api.merchant.merchantId.slice(4)}`,
      ...scope,
      slug: api.merchant.merchantId.toLowerCase(),
      title: "Half",
      amountType: "open",
      currency: "USD",
      metadata: {},
      createdAt: new Date(),
      updatedAt: new Date(),
    });
    // What the server sees of a kill -9: the connection is gone between two statements of the transaction.
    if (dies) {
      const open = sql`select pid from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()`;
      const [victim] = await open;
      await sql`select pg_terminate_backend(${victim?.pid}, 5000)`;
      await setTimeout(200);
    }
    return { status: 201, body: { done: true } };
  });
  const route = async (...given: Parameters<typeof told>) => responseOf(await told(...given));
  const call = { method: "POST", key: api.merchant.apiKey, body: {}, headers: { "idempotency-key": "dies" } };
  const dead = await callRoute(route, call);
  expect(dead.status).toBe(503);
  const count = () => api.own.database.db.$count(paymentLinks, eq(paymentLinks.merchantId, api.merchant.merchantId));
  expect([
    await count(),
    await api.own.database.db.$count(idempotencyKeys, eq(idempotencyKeys.merchantId, api.merchant.merchantId)),
  ]).toEqual([0, 0]);
  dies = false;
  const done = await callRoute(route, call);
  expect([done.status, done.headers.get("idempotent-replayed"), await count()]).toEqual([201, null, 1]);
});
