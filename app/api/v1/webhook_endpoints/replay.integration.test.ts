import { expect, test, vi } from "vitest";
import type { EventType } from "@/lib/checkout/event";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { callRoute, withApi } from "@/test/api";
import { startInbox } from "@/test/inbox";
import { numberEvents } from "@/test/number-events";
import { announce, seedSession } from "@/test/outbox";
import { sampleSession } from "@/test/sample-session";
import { seedMerchant } from "@/test/seed";
import * as events from "../events/route";
import * as replay from "./[id]/replay/route";
import * as endpoint from "./[id]/route";
import * as endpoints from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi({ env: { WEBHOOK_ALLOW_PRIVATE: "on" } });

const create = async (body: object) =>
  (await callRoute(endpoints.POST, { method: "POST", key: api.merchant.apiKey, body })).body.id as string;
const again = (id: string, since: unknown, key = api.merchant.apiKey) =>
  callRoute(replay.POST, { method: "POST", params: { id }, key, body: { since } });
const deliver = () => deliverWebhooks(api.app, { now: Date.now(), deadline: Date.now() + 60_000 });
const START = Date.parse("2026-01-01T00:00:00Z");
async function write(type: EventType, at: number): Promise<string> {
  const { db } = api.own.database;
  const scope = { merchantId: api.merchant.merchantId, livemode: false };
  const sessionId = await seedSession(db, scope, at);
  return announce(db, { scope, sessionId, at, type, data: sampleSession(sessionId) });
}

test("everything since a moment is sent again: delivered, given up, and from before the endpoint was there", async () => {
  const tooOld = await write("session.paid", START - 1);
  const unheard = await write("session.paid", START);
  await numberEvents(api.own.database);
  const inbox = await startInbox();
  const id = await create({ url: inbox.url });
  const heard = await write("session.paid", START + 1);
  await deliver();
  expect(inbox.received.map(({ headers }) => headers["webhook-id"])).toEqual([heard]);

  const { status, body } = await again(id, new Date(START).toISOString());
  expect([status, body]).toEqual([200, { object: "replay", endpointId: id, since: "2026-01-01T00:00:00.000Z", deliveries: 2 }]);
  await deliver();
  const ids = inbox.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids.slice(1).sort()).toEqual([heard, unheard].sort());
  expect(ids).not.toContain(tooOld);
  const [first, second] = inbox.received.filter(({ headers }) => headers["webhook-id"] === heard);
  expect(second?.body).toBe(first?.body);
  const told = inbox.received.map(({ body }) => JSON.parse(body)).find((event) => event.id === unheard);
  expect(told).toMatchObject({ type: "session.paid", sequence: 2, createdAt: "2026-01-01T00:00:00.000Z" });
  await inbox.stop();
});

test("only what the endpoint asks for, and only its own merchant's", async () => {
  await write("session.expired", START);
  const paid = await write("session.paid", START);
  const id = await create({ url: "https://shop.example/hooks", events: ["session.paid"] });
  expect((await again(id, "2025-01-01")).body.deliveries).toBe(1);
  const rows = await api.own.database.sql`select event_id from deliveries where endpoint_id = ${id}`;
  expect(rows.map(({ event_id }) => event_id)).toEqual([paid]);
  const other = await seedMerchant(api.own.database.db);
  expect((await again(id, "2025-01-01", other.apiKey)).status).toBe(404);
});

test("not to an endpoint that is off, and not since no moment", async () => {
  const id = await create({ url: "https://shop.example/hooks" });
  for (const since of [undefined, "yesterday", 5, null, "2026-13-01"]) {
    const { status, body } = await again(id, since);
    expect([status, body.error?.param]).toEqual([400, "since"]);
  }
  await callRoute(endpoint.PATCH, { method: "PATCH", params: { id }, key: api.merchant.apiKey, body: { active: false } });
  expect((await again(id, "2026-01-01")).body.error.code).toBe("endpoint_inactive");
});

test("a receiver finds the events of a gap by their numbers", async () => {
  for (let n = 0; n < 5; n += 1) await write("session.paid", START + n);
  await numberEvents(api.own.database);
  const find = async (query: string) =>
    (await callRoute(events.GET, { path: `/events?${query}`, key: api.merchant.apiKey })).body;
  const numbers = async (query: string) => (await find(query)).data.map(({ sequence }: { sequence: number }) => sequence);
  expect(await numbers("sequenceAfter=1&sequenceBefore=4")).toEqual([3, 2]);
  expect(await numbers("sequenceAfter=4")).toEqual([5]);
  expect(await numbers("sequenceBefore=2")).toEqual([1]);
  for (const wrong of ["-1", "1.5", "x", "", "1e3", "99999999999999999999"]) {
    expect((await find(`sequenceAfter=${wrong}`)).error.param, wrong).toBe("sequenceAfter");
  }
});

test("a page left at an endpoint that is deleted meanwhile has its next", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push(await create({ url: `https://shop.example/${n}` }));
  const page = async (query: string) =>
    (await callRoute(endpoints.GET, { path: `/webhook_endpoints${query}`, key: api.merchant.apiKey })).body;
  const first = await page("?limit=1");
  await callRoute(endpoint.DELETE, { method: "DELETE", params: { id: first.nextCursor }, key: api.merchant.apiKey });
  const rest = await page(`?starting_after=${first.nextCursor}`);
  expect(rest.data.map(({ id }: { id: string }) => id)).toEqual(
    ids
      .filter((id) => id !== first.nextCursor)
      .reverse()
      .sort((a, b) => ids.indexOf(b) - ids.indexOf(a)),
  );
});
