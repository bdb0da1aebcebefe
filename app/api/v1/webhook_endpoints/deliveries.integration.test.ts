import { describe, expect, test, vi } from "vitest";
import type { EventType } from "@/lib/checkout/event";
import { newId } from "@/lib/ids";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { callRoute, withApi } from "@/test/api";
import { startInbox } from "@/test/inbox";
import { numberEvents } from "@/test/number-events";
import { announce, seedSession } from "@/test/outbox";
import { sampleSession } from "@/test/sample-session";
import { seedMerchant } from "@/test/seed";
import * as again from "../deliveries/[id]/redeliver/route";
import * as event from "../events/[id]/route";
import * as events from "../events/route";
import * as endpointDeliveries from "./[id]/deliveries/route";
import * as rotation from "./[id]/rotate_secret/route";
import * as endpoint from "./[id]/route";
import * as trial from "./[id]/test/route";
import * as endpoints from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi({ env: { WEBHOOK_ALLOW_PRIVATE: "on" } });

const URL_OF_SHOP = "https://shop.example/webhooks";
const scope = () => ({ merchantId: api.merchant.merchantId, livemode: api.merchant.livemode });
const create = (body: object = {}) =>
  callRoute(endpoints.POST, { method: "POST", key: api.merchant.apiKey, body: { url: URL_OF_SHOP, ...body } });
const onEndpoint = (id: string) => ({ key: api.merchant.apiKey, params: { id } });
const deliver = () => deliverWebhooks(api.app, { now: Date.now(), deadline: Date.now() + 60_000 });
const write = async (type: EventType = "session.paid", at = Date.now()) => {
  const { db } = api.own.database;
  const sessionId = await seedSession(db, scope(), at);
  return announce(db, { scope: scope(), sessionId, at, type, data: sampleSession(sessionId) });
};

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
    const resent = await callRoute(again.POST, { method: "POST", key: api.merchant.apiKey, params: { id: body.id } });
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
  test("of one moment come in the order in which they were written, the last one first, on every page", async () => {
    const at = Date.parse("2026-01-02T03:04:05.006Z");
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push(await write("payment.received", at));
    const later = await write("session.paid", at + 1);
    const listed: string[] = [];
    for (let after = ""; after !== "end"; ) {
      const path = `/events?limit=5${after && `&starting_after=${after}`}`;
      const { body } = await callRoute(events.GET, { key: api.merchant.apiKey, path });
      listed.push(...body.data.map(({ id }: { id: string }) => id));
      after = body.nextCursor ?? "end";
    }
    expect(listed).toEqual([later, ...ids.reverse()]);
  });

  test("are shown as their webhooks' bodies are, newest first, by type and by session", async () => {
    await create();
    const paid = await write("session.paid", Date.now() - 1_000);
    const expired = await write("session.expired");
    const waiting = await callRoute(event.GET, { key: api.merchant.apiKey, params: { id: paid } });
    expect(waiting.body.sequence).toBeNull();
    await numberEvents(api.app.database);
    const [stored] = await api.own.database.sql`select body, session_id from events where id = ${paid}`;
    expect((await callRoute(event.GET, { key: api.merchant.apiKey, params: { id: paid } })).body).toEqual(
      JSON.parse(stored?.body),
    );
    const ids = async (query: string) =>
      (await callRoute(events.GET, { key: api.merchant.apiKey, path: `/events${query}` })).body.data.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids("")).toEqual([expired, paid]);
    expect(await ids("?limit=1")).toEqual([expired]);
    expect(await ids(`?starting_after=${expired}`)).toEqual([paid]);
    expect(await ids("?type=session.expired")).toEqual([expired]);
    expect(await ids(`?session=${stored?.session_id}`)).toEqual([paid]);
    expect((await callRoute(events.GET, { key: api.merchant.apiKey, path: "/events?type=nothing" })).body.error.param).toBe(
      "type",
    );
  });
});

describe("another merchant's, and another mode's", () => {
  test("objects are not there", async () => {
    const { id } = (await create()).body;
    const eventId = await write();
    const [delivery] = await api.own.database.sql`select id from deliveries where endpoint_id = ${id}`;
    const stranger = await seedMerchant(api.own.database.db);
    const live = await seedMerchant(api.own.database.db, { livemode: true });
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
    const { apiKey } = await seedMerchant(api.own.database.db, { scopes: ["sessions:read"] });
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
