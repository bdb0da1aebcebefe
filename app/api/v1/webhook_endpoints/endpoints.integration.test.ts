import { describe, expect, test, vi } from "vitest";
import { EVENT_TYPES } from "@/lib/checkout/event";
import { newId } from "@/lib/ids";
import { unseal } from "@/lib/seal";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import { announce, seedSession } from "@/test/outbox";
import { seedMerchant } from "@/test/seed";
import * as again from "../deliveries/[id]/redeliver/route";
import * as rotation from "./[id]/rotate_secret/route";
import * as endpoint from "./[id]/route";
import * as endpoints from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi({ env: { WEBHOOK_ALLOW_PRIVATE: "on" } });

const URL_OF_SHOP = "https://shop.example/webhooks";
const scope = () => ({ merchantId: api.merchant.merchantId, livemode: api.merchant.livemode });
const create = (body: object = {}, as = api.merchant.apiKey) =>
  callRoute(endpoints.POST, { method: "POST", key: as, body: { url: URL_OF_SHOP, ...body } });
const onEndpoint = (id: string) => ({ key: api.merchant.apiKey, params: { id } });
const write = async () => {
  const sessionId = await seedSession(api.own.database.db, scope(), Date.now());
  return announce(api.own.database.db, { scope: scope(), sessionId, at: Date.now() });
};

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
    expect((await callRoute(endpoints.GET, { key: api.merchant.apiKey })).body).toEqual({
      object: "list",
      data: [shown],
      hasMore: false,
      nextCursor: null,
    });
    const [row] = await api.own.database.sql`select * from webhook_endpoints where id = ${body.id}`;
    expect(JSON.stringify(row)).not.toContain(secret.slice(6));
    expect(unseal(row?.secret_sealed, body.id, api.app.config.ENCRYPTION_KEY)).toBe(secret);
    expect(() => unseal(row?.secret_sealed, newId("webhookEndpoint"), api.app.config.ENCRYPTION_KEY)).toThrow();
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
    const live = await seedMerchant(api.own.database.db, { livemode: true });
    expect((await create(inside, live.apiKey)).body.error).toMatchObject({ param: "url", code: "url_refused" });
    const strict = apiApp({ databaseUrl: api.own.url });
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
    const [row] = await api.own.database.sql`select secret_sealed from webhook_endpoints where id = ${id}`;
    expect(unseal(row?.secret_sealed, id, api.app.config.ENCRYPTION_KEY)).toBe(body.secret);
  });

  test.each([[{ overlapSeconds: -1 }], [{ overlapSeconds: 604_801 }], [{ overlapSeconds: 1.5 }], [{ overlapSeconds: "60" }]])(
    "keeps its old secret for no such time as %j",
    async (overlap) => {
      const { id } = (await create()).body;
      const { status, body } = await callRoute(rotation.POST, { method: "POST", ...onEndpoint(id), body: overlap });
      expect([status, body.error.param]).toEqual([400, "overlapSeconds"]);
    },
  );

  test("goes away with deliveries to its name; they stay, the waiting ones abandoned", async () => {
    const { id } = (await create()).body;
    await write();
    const removed = await callRoute(endpoint.DELETE, { method: "DELETE", ...onEndpoint(id) });
    expect([removed.status, removed.body]).toEqual([200, { id, object: "webhook_endpoint", deleted: true }]);
    expect((await callRoute(endpoint.GET, onEndpoint(id))).status).toBe(404);
    expect((await callRoute(endpoint.DELETE, { method: "DELETE", ...onEndpoint(id) })).status).toBe(404);
    expect((await callRoute(endpoints.GET, { key: api.merchant.apiKey })).body.data).toEqual([]);
    const rows = await api.own.database.sql`select id, status from deliveries where endpoint_id = ${id}`;
    expect(rows.map(({ status }) => status)).toEqual(["abandoned"]);
    const resent = await callRoute(again.POST, { method: "POST", key: api.merchant.apiKey, params: { id: rows[0]?.id } });
    expect([resent.status, resent.body.error.code]).toEqual([409, "endpoint_inactive"]);
    await write();
    expect(await api.own.database.sql`select id from deliveries where endpoint_id = ${id}`).toHaveLength(1);
  });
});

test("the same Idempotency-Key makes one endpoint and shows its secret again", async () => {
  const call = { method: "POST", key: api.merchant.apiKey, body: { url: URL_OF_SHOP }, headers: { "idempotency-key": "once" } };
  const [first, second] = [await callRoute(endpoints.POST, call), await callRoute(endpoints.POST, call)];
  expect(second.text).toBe(first.text);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  const [kept] = await api.own.database.sql`select answer::text as answer from idempotency_keys where key = 'once'`;
  expect(kept?.answer).not.toContain("whsec_");
});
