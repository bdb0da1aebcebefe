import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { EVENT_TYPES } from "@/lib/checkout/event";
import { newId } from "@/lib/ids";
import { unseal } from "@/lib/seal";
import type { App } from "@/lib/services/app";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { numberEvents } from "@/lib/services/number-events";
import { apiApp, callRoute, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { startInbox } from "@/test/inbox";
import { announce, seedSession } from "@/test/outbox";
import { seedMerchant } from "@/test/seed";
import * as again from "./deliveries/[id]/redeliver/route";
import * as event from "./events/[id]/route";
import * as events from "./events/route";
import * as endpointDeliveries from "./webhook_endpoints/[id]/deliveries/route";
import * as rotation from "./webhook_endpoints/[id]/rotate_secret/route";
import * as endpoint from "./webhook_endpoints/[id]/route";
import * as trial from "./webhook_endpoints/[id]/test/route";
import * as endpoints from "./webhook_endpoints/route";

vi.mock("@/lib/auth", () => ({ signedInUser: async () => null }));

let own: TestDatabase;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;
let key: string;
beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url, env: { WEBHOOK_ALLOW_PRIVATE: "on" } });
});
beforeEach(async () => {
  useApp(app);
  merchant = await seedMerchant(own.database.db);
  key = merchant.apiKey;
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});

const URL_OF_SHOP = "https://shop.example/webhooks";
const scope = () => ({ merchantId: merchant.merchantId, livemode: merchant.livemode });
const create = (body: object = {}, as = key) =>
  callRoute(endpoints.POST, { method: "POST", key: as, body: { url: URL_OF_SHOP, ...body } });
const onEndpoint = (id: string) => ({ key, params: { id } });
const deliver = () => deliverWebhooks(app, { now: Date.now(), deadline: Date.now() + 60_000 });
const write = async (type: (typeof EVENT_TYPES)[number] = "session.paid", at = Date.now()) =>
  announce(own.database.db, { scope: scope(), sessionId: await seedSession(own.database.db, scope(), at), at, type });

describe("a webhook endpoint", () => {
  test("is made with a secret that is shown in that answer alone and rests sealed", async () => {
    const { status, body } = await create({ events: ["session.paid"], description: "Orders" });
    expect(status).toBe(201);
    const { secret, ...shown } = body;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(shown).toEqual({
      id: expect.stringMatching(/^we_[0-9A-Za-z]{24}$/),
      object: "webhook_endpoint",
      url: URL_OF_SHOP,
      events: ["session.paid"],
      active: true,
      description: "Orders",
      disabledReason: null,
      secretPrefix: secret.slice(0, 10),
      livemode: false,
      createdAt: expect.stringMatching(/Z$/),
    });
    expect((await callRoute(endpoint.GET, onEndpoint(body.id))).body).toEqual(shown);
    expect((await callRoute(endpoints.GET, { key })).body).toEqual({
      object: "list",
      data: [shown],
      hasMore: false,
      nextCursor: null,
    });
    const [row] = await own.database.sql`select * from webhook_endpoints where id = ${body.id}`;
    expect(JSON.stringify(row)).not.toContain(secret.slice(6));
    expect(unseal(row?.secret_sealed, body.id, app.config.ENCRYPTION_KEY)).toBe(secret);
    expect(() => unseal(row?.secret_sealed, newId("webhookEndpoint"), app.config.ENCRYPTION_KEY)).toThrow();
  });

  test("asks for every type unless it names some", async () => {
    expect((await create()).body.events).toEqual(["*"]);
    expect((await create({ events: [...EVENT_TYPES] })).body.events).toEqual([...EVENT_TYPES]);
  });

  test.each([
    [{ url: "not a url" }, "url", "url_refused"],
    [{ url: "ftp://shop.example/" }, "url", "url_refused"],
    [{ url: "https://user:pass@shop.example/" }, "url", "url_refused"],
    [{ url: 7 }, "url", "invalid_field"],
    [{ url: "https://shop.example/\u0000" }, "url", "invalid_field"],
    [{ url: `https://shop.example/${"a".repeat(3_000)}` }, "url", "invalid_field"],
    [{ url: undefined }, "url", "missing_field"],
    [{ events: [] }, "events", "invalid_field"],
    [{ events: ["session.unknown"] }, "events.0", "invalid_field"],
    [{ events: ["session.paid", "session.paid"] }, "events", "invalid_field"],
    [{ events: ["*", "session.paid"] }, "events", "invalid_field"],
    [{ events: "*" }, "events", "invalid_field"],
    [{ description: "\u202E" }, "description", "invalid_field"],
    [{ description: {} }, "description", "invalid_field"],
    [{ secret: "whsec_mine" }, "secret", "unknown_field"],
    [{ livemode: true }, "livemode", "unknown_field"],
  ])("with %j is refused, naming the field", async (wrong, param, code) => {
    const { status, body } = await create(wrong);
    expect([status, body.error.param, body.error.code]).toEqual([400, param, code]);
  });

  test("reaches a private host in test mode with the flag, never in live mode, never without it", async () => {
    const inside = { url: "http://127.0.0.1:4000/" };
    expect((await create(inside)).status).toBe(201);
    const live = await seedMerchant(own.database.db, { livemode: true });
    expect((await create(inside, live.apiKey)).body.error).toMatchObject({ param: "url", code: "url_refused" });
    const strict = apiApp({ databaseUrl: own.url });
    useApp(strict);
    expect((await create(inside)).body.error).toMatchObject({ param: "url", code: "url_refused" });
    expect((await create({ url: "https://[::ffff:127.0.0.1]/" })).body.error.message).toMatch("public host");
    await strict.database.close();
  });

  test("is one of at most 16 per merchant and mode, also when many are made at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create()));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(16).fill(201), ...Array(4).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe("too_many_endpoints");
    const made = answers.find(({ status }) => status === 201);
    await callRoute(endpoint.DELETE, { method: "DELETE", ...onEndpoint(made?.body.id) });
    expect((await create()).status).toBe(201);
  });

  test("changes what is named and nothing else", async () => {
    const { id, secret: _, ...before } = (await create({ description: "Orders" })).body;
    const patch = (body: object) => callRoute(endpoint.PATCH, { method: "PATCH", ...onEndpoint(id), body });
    expect((await patch({ url: "https://shop.example/new" })).body).toEqual({ id, ...before, url: "https://shop.example/new" });
    expect((await patch({ events: ["session.paid"], description: null, active: false })).body).toMatchObject({
      events: ["session.paid"],
      description: null,
      active: false,
      url: "https://shop.example/new",
    });
    expect((await patch({ active: true })).body.active).toBe(true);
    expect((await patch({ url: "nowhere" })).body.error).toMatchObject({ param: "url", code: "url_refused" });
    expect((await patch({ active: "yes" })).body.error).toMatchObject({ param: "active", code: "invalid_field" });
    expect((await callRoute(endpoint.GET, onEndpoint(id))).body).toMatchObject({ active: true, url: "https://shop.example/new" });
  });

  test("gets a new secret by rotation", async () => {
    const { id, secret, secretPrefix } = (await create()).body;
    const { status, body } = await callRoute(rotation.POST, { method: "POST", ...onEndpoint(id) });
    expect(status).toBe(200);
    expect(body.secret).toMatch(/^whsec_/);
    expect([body.secret, body.secretPrefix]).not.toEqual([secret, secretPrefix]);
    const [row] = await own.database.sql`select secret_sealed from webhook_endpoints where id = ${id}`;
    expect(unseal(row?.secret_sealed, id, app.config.ENCRYPTION_KEY)).toBe(body.secret);
  });

  test("goes away with deliveries to its name; they stay, the waiting ones abandoned", async () => {
    const { id } = (await create()).body;
    await write();
    const removed = await callRoute(endpoint.DELETE, { method: "DELETE", ...onEndpoint(id) });
    expect([removed.status, removed.body]).toEqual([200, { id, object: "webhook_endpoint", deleted: true }]);
    expect((await callRoute(endpoint.GET, onEndpoint(id))).status).toBe(404);
    expect((await callRoute(endpoint.DELETE, { method: "DELETE", ...onEndpoint(id) })).status).toBe(404);
    expect((await callRoute(endpoints.GET, { key })).body.data).toEqual([]);
    const rows = await own.database.sql`select id, status from deliveries where endpoint_id = ${id}`;
    expect(rows.map(({ status }) => status)).toEqual(["abandoned"]);
    const resent = await callRoute(again.POST, { method: "POST", key, params: { id: rows[0]?.id } });
    expect([resent.status, resent.body.error.code]).toEqual([409, "endpoint_inactive"]);
    await write();
    expect(await own.database.sql`select id from deliveries where endpoint_id = ${id}`).toHaveLength(1);
  });
});

describe("deliveries", () => {
  test("a test event goes to its endpoint alone, whatever types that asks for, and takes no number", async () => {
    const inbox = await startInbox();
    inbox.answer(() => ({ status: 500, body: "no" }));
    const { id } = (await create({ url: inbox.url, events: ["session.expired"] })).body;
    await create({ url: inbox.url });
    const { status, body } = await callRoute(trial.POST, { method: "POST", ...onEndpoint(id) });
    expect([status, body]).toMatchObject([
      201,
      { object: "delivery", status: "pending", eventType: "webhook.test", attempts: [] },
    ]);
    await deliver();
    expect(inbox.received.map((received) => JSON.parse(received.body))).toMatchObject([
      { id: body.eventId, type: "webhook.test", sequence: null, livemode: false, data: { id } },
    ]);
    const shown = await callRoute(endpointDeliveries.GET, onEndpoint(id));
    expect(shown.body.data).toEqual([
      {
        ...body,
        nextAttemptAt: expect.stringMatching(/Z$/),
        attempts: [
          {
            number: 1,
            startedAt: expect.stringMatching(/Z$/),
            endedAt: expect.stringMatching(/Z$/),
            statusCode: 500,
            latencyMs: expect.any(Number),
            error: null,
            answer: "no",
          },
        ],
      },
    ]);
    inbox.answer(() => ({ status: 200 }));
    const resent = await callRoute(again.POST, { method: "POST", key, params: { id: body.id } });
    expect([resent.status, resent.body.status]).toEqual([200, "pending"]);
    await deliver();
    expect((await callRoute(endpointDeliveries.GET, onEndpoint(id))).body.data[0]).toMatchObject({
      status: "delivered",
      nextAttemptAt: null,
      deliveredAt: expect.stringMatching(/Z$/),
      attempts: [{ statusCode: 500 }, { statusCode: 200 }],
    });
    await inbox.stop();
  });

  test("an endpoint that is off takes no test event", async () => {
    const { id } = (await create()).body;
    await callRoute(endpoint.PATCH, { method: "PATCH", ...onEndpoint(id), body: { active: false } });
    const { status, body } = await callRoute(trial.POST, { method: "POST", ...onEndpoint(id) });
    expect([status, body.error.code]).toEqual([409, "endpoint_inactive"]);
  });

  test("are listed page by page, newest first", async () => {
    const { id } = (await create()).body;
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await write("session.paid", Date.now() + n));
    const page = async (query: string) =>
      (await callRoute(endpointDeliveries.GET, { ...onEndpoint(id), path: `/webhook_endpoints/${id}/deliveries${query}` })).body;
    const first = await page("?limit=3");
    expect(first.hasMore).toBe(true);
    const second = await page(`?limit=3&starting_after=${first.nextCursor}`);
    expect([second.hasMore, second.nextCursor]).toEqual([false, null]);
    const seen = [...first.data, ...second.data].map((delivery: { eventId: string }) => delivery.eventId);
    expect(seen).toEqual(ids.reverse());
    expect((await page("?limit=0")).error.param).toBe("limit");
    expect((await page("?status=x")).error.param).toBe("status");
    expect((await page(`?starting_after=${newId("delivery")}`)).error.param).toBe("starting_after");
  });
});

describe("events", () => {
  test("are shown as their webhooks' bodies are, newest first, by type and by session", async () => {
    const paid = await write("session.paid", Date.now() - 1_000);
    const expired = await write("session.expired");
    const waiting = await callRoute(event.GET, { key, params: { id: paid } });
    expect(waiting.body.sequence).toBeNull();
    await numberEvents(app.database);
    const [stored] = await own.database.sql`select body, session_id from events where id = ${paid}`;
    expect((await callRoute(event.GET, { key, params: { id: paid } })).body).toEqual(JSON.parse(stored?.body));
    const ids = async (query: string) =>
      (await callRoute(events.GET, { key, path: `/events${query}` })).body.data.map(({ id }: { id: string }) => id);
    expect(await ids("")).toEqual([expired, paid]);
    expect(await ids("?limit=1")).toEqual([expired]);
    expect(await ids(`?starting_after=${expired}`)).toEqual([paid]);
    expect(await ids("?type=session.expired")).toEqual([expired]);
    expect(await ids(`?session=${stored?.session_id}`)).toEqual([paid]);
    expect((await callRoute(events.GET, { key, path: "/events?type=nothing" })).body.error.param).toBe("type");
  });
});

describe("another merchant's, and another mode's", () => {
  test("objects are not there", async () => {
    const { id } = (await create()).body;
    const eventId = await write();
    const [delivery] = await own.database.sql`select id from deliveries where endpoint_id = ${id}`;
    const stranger = await seedMerchant(own.database.db);
    const live = await seedMerchant(own.database.db, { livemode: true });
    for (const { apiKey } of [stranger, live]) {
      const calls = [
        { route: endpoint.GET, method: "GET", id },
        { route: endpoint.PATCH, method: "PATCH", id, body: { active: false } },
        { route: endpoint.DELETE, method: "DELETE", id },
        { route: rotation.POST, method: "POST", id },
        { route: trial.POST, method: "POST", id },
        { route: endpointDeliveries.GET, method: "GET", id },
        { route: again.POST, method: "POST", id: delivery?.id },
        { route: event.GET, method: "GET", id: eventId },
      ];
      for (const { route, id: target, ...call } of calls) {
        const foreign = await callRoute(route, { ...call, key: apiKey, params: { id: target } });
        const unknown = await callRoute(route, {
          ...call,
          key: apiKey,
          params: { id: `${target.split("_")[0]}_${"0".repeat(24)}` },
        });
        const { requestId: _, ...error } = foreign.body.error;
        expect([foreign.status, error]).toEqual([
          404,
          { type: "not_found", code: "not_found", param: null, message: error.message },
        ]);
        expect(unknown.body.error.message).toBe(error.message);
      }
      expect((await callRoute(endpoints.GET, { key: apiKey })).body.data).toEqual([]);
      expect((await callRoute(events.GET, { key: apiKey })).body.data).toEqual([]);
    }
    expect((await callRoute(endpoint.GET, onEndpoint(id))).body.active).toBe(true);
  });

  test("scopes are asked for", async () => {
    const { apiKey } = await seedMerchant(own.database.db, { scopes: ["sessions:read"] });
    const params = { id: newId("webhookEndpoint") };
    const calls = [
      { route: endpoints.GET, method: "GET" },
      { route: endpoints.POST, method: "POST" },
      { route: endpoint.GET, method: "GET" },
      { route: endpoint.PATCH, method: "PATCH" },
      { route: endpoint.DELETE, method: "DELETE" },
      { route: rotation.POST, method: "POST" },
      { route: trial.POST, method: "POST" },
      { route: endpointDeliveries.GET, method: "GET" },
      { route: again.POST, method: "POST" },
      { route: events.GET, method: "GET" },
      { route: event.GET, method: "GET" },
    ];
    for (const { route, method } of calls) {
      expect((await callRoute(route, { method, key: apiKey, params })).status).toBe(403);
      expect((await callRoute(route, { method, params })).status).toBe(401);
    }
  });
});

test("the same Idempotency-Key makes one endpoint and shows its secret again", async () => {
  const call = { method: "POST", key, body: { url: URL_OF_SHOP }, headers: { "idempotency-key": "once" } };
  const [first, second] = [await callRoute(endpoints.POST, call), await callRoute(endpoints.POST, call)];
  expect(second.text).toBe(first.text);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  const [kept] = await own.database.sql`select answer::text as answer from idempotency_keys where key = 'once'`;
  expect(kept?.answer).not.toContain("whsec_");
});
