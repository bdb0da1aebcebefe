import { beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { login } from "@/test/signed-in";
import * as nowhere from "../[[...path]]/route";
import * as key from "./api_keys/[id]/route";
import * as keys from "./api_keys/route";
import * as accept from "./checkout_sessions/[id]/accept/route";
import * as deactivate from "./checkout_sessions/[id]/deactivate/route";
import * as payments from "./checkout_sessions/[id]/payments/route";
import * as session from "./checkout_sessions/[id]/route";
import * as sessions from "./checkout_sessions/route";
import * as networks from "./networks/route";
import * as link from "./payment_links/[id]/route";
import * as links from "./payment_links/route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi();
beforeEach(() => {
  const { userId, merchantId, email } = api.merchant;
  login.user = { userId, merchantId, email };
});

const price = { amount: { value: "50.00", currency: "USD" } };
const mug = { title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" };
const ID = { id: newId("session") };

/** Every route of this file's owner, with a request that is valid but for who sends it. */
const WRITES = [
  { name: "POST /checkout_sessions", route: sessions.POST, method: "POST", body: price },
  { name: "PATCH /checkout_sessions/{id}", route: session.PATCH, method: "PATCH", params: ID, body: {} },
  { name: "POST /checkout_sessions/{id}/deactivate", route: deactivate.POST, method: "POST", params: ID, body: {} },
  { name: "POST /checkout_sessions/{id}/accept", route: accept.POST, method: "POST", params: ID, body: { reason: "fine" } },
  { name: "POST /payment_links", route: links.POST, method: "POST", body: mug },
  { name: "PATCH /payment_links/{id}", route: link.PATCH, method: "PATCH", params: ID, body: {} },
  { name: "DELETE /payment_links/{id}", route: link.DELETE, method: "DELETE", params: ID, body: {} },
  { name: "POST /api_keys", route: keys.POST, method: "POST", body: { name: "Shop" } },
  { name: "DELETE /api_keys/{id}", route: key.DELETE, method: "DELETE", params: ID, body: {} },
];
const READS = [
  { name: "GET /checkout_sessions", route: sessions.GET },
  { name: "GET /checkout_sessions/{id}", route: session.GET, params: ID },
  { name: "GET /checkout_sessions/{id}/payments", route: payments.GET, params: ID },
  { name: "GET /payment_links", route: links.GET },
  { name: "GET /payment_links/{id}", route: link.GET, params: ID },
  { name: "GET /api_keys", route: keys.GET },
  { name: "GET /networks", route: networks.GET },
];
const ROUTES = [...WRITES, ...READS];
/** The dashboard's own: no key may call them. */
const BY_PEOPLE = /api_keys|accept/;
const COOKIE = { cookie: "next-auth.session-token=sealed" };
const OURS = { ...COOKIE, origin: "http://localhost:3000" };

describe.each(ROUTES)("$name", ({ route, name: _, ...call }) => {
  test("without a key or a login is 401, with the error body and a request id", async () => {
    const answer = await callRoute(route, call);
    expect([answer.status, answer.body.error.type, answer.body.error.code]).toEqual([401, "authentication", "missing_key"]);
    expect(Object.keys(answer.body.error)).toEqual(["type", "code", "message", "param", "requestId"]);
    expect(answer.headers.get("request-id")).toBe(answer.body.error.requestId);
  });

  test.each(["ck_test_short", `ck_test_${"A".repeat(32)}`, `sk_test_${"A".repeat(32)}`, "", "ü", "a".repeat(10_000)])(
    "with the key %s is 401",
    async (wrong) => {
      const answer = await callRoute(route, {
        ...call,
        headers: { authorization: `Bearer ${encodeURIComponent(wrong)}`, ...COOKIE },
      });
      expect([answer.status, answer.body.error.code]).toEqual([401, "invalid_key"]);
    },
  );

  test("with a password is 401, even beside a good cookie", async () => {
    const answer = await callRoute(route, { ...call, headers: { authorization: "Basic dXNlcjpwYXNz", ...OURS } });
    expect([answer.status, answer.body.error.code]).toEqual([401, "invalid_key"]);
  });
});

describe.each(WRITES)("$name by cookie", ({ route, name: _, ...call }) => {
  test.each([
    ["no Origin", {}],
    ["a null Origin", { origin: "null" }],
    ["a foreign Origin", { origin: "http://evil.example" }],
    ["an Origin that only begins like ours", { origin: "http://localhost:3000.evil.example" }],
    ["our Origin by another scheme", { origin: "https://localhost:3000" }],
  ])("with %s is 403", async (_name, origin) => {
    const answer = await callRoute(route, { ...call, headers: { ...COOKIE, ...origin } });
    expect([answer.status, answer.body.error.code]).toEqual([403, "foreign_origin"]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "of type %s is 415",
    async (type) => {
      const answer = await callRoute(route, { ...call, headers: { ...OURS, "content-type": type } });
      expect(answer.status).toBe(415);
    },
  );

  test("from our own pages gets past the door", async () => {
    const answer = await callRoute(route, { ...call, headers: OURS });
    expect([201, 404]).toContain(answer.status);
  });
});

describe("a key", () => {
  test("may do what its scopes say and nothing else", async () => {
    const reader = await seedMerchant(api.own.database.db, { scopes: ["sessions:read"] });
    expect((await callRoute(sessions.GET, { key: reader.apiKey })).status).toBe(200);
    for (const { route, name, ...call } of ROUTES) {
      const { status, body } = await callRoute(route, { ...call, key: reader.apiKey });
      const isReading = name.startsWith("GET /checkout_sessions") || name === "GET /networks";
      expect([name, status === 403]).toEqual([name, !isReading]);
      if (status === 403) expect(["missing_scope", "dashboard_only"]).toContain(body.error.code);
    }
  });

  test("never manages keys", async () => {
    const answer = await callRoute(keys.POST, { method: "POST", key: api.merchant.apiKey, body: { name: "Another" } });
    expect([answer.status, answer.body.error.code]).toEqual([403, "dashboard_only"]);
  });

  test("of another merchant or another mode gets the same 404 as for an id that does not exist", async () => {
    const { body: mine } = await callRoute(sessions.POST, { method: "POST", key: api.merchant.apiKey, body: price });
    const { body: myLink } = await callRoute(links.POST, { method: "POST", key: api.merchant.apiKey, body: mug });
    const stranger = await seedMerchant(api.own.database.db);
    const live = await liveKeyOf(api.merchant.merchantId);
    const bodyOf = (answer: { status: number; text: string }) => [answer.status, answer.text.replace(/req_\w+/, "")];
    for (const { route, name, ...call } of ROUTES.filter(({ name }) => name.includes("{id}") && !BY_PEOPLE.test(name))) {
      const owned = { id: name.includes("links") ? myLink.id : mine.id };
      const unknown = bodyOf(await callRoute(route, { ...call, key: api.merchant.apiKey, params: ID }));
      expect(unknown[0]).toBe(404);
      for (const other of [stranger.apiKey, live]) {
        expect(bodyOf(await callRoute(route, { ...call, key: other, params: owned }))).toEqual(unknown);
      }
    }
    for (const { route } of READS.filter(
      ({ name }) => !name.includes("{id}") && !name.includes("keys") && !name.includes("networks"),
    )) {
      for (const other of [stranger.apiKey, live]) expect((await callRoute(route, { key: other })).body.data).toEqual([]);
      const page = await callRoute(route, { key: stranger.apiKey, path: `/?starting_after=${mine.id}` });
      expect([page.status, page.body.error.param]).toEqual([404, "starting_after"]);
    }
  });

  /** Far more at once than any limit here, and in how many of its seconds they may have been answered. */
  async function many(ask: (n: number) => ReturnType<typeof callRoute>) {
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask(n)));
    return { answers, seconds: 2 + Math.floor((performance.now() - began) / 1_000) };
  }

  test("is limited to so many calls a second, and told when to come back", async () => {
    const tight = apiApp({ databaseUrl: api.own.url, env: { RATE_LIMIT_KEY_PER_SECOND: "5" } });
    useApp(tight);
    const { answers, seconds } = await many(() => callRoute(networks.GET, { key: api.merchant.apiKey }));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeLessThanOrEqual(5 * seconds);
    expect(refused.length).toBeGreaterThan(0);
    expect([refused[0]?.headers.get("retry-after"), refused[0]?.body.error.type]).toEqual(["1", "rate_limited"]);
    await tight.database.close();
  });

  test("is granted by each of several processes in its share", async () => {
    const fifth = apiApp({ databaseUrl: api.own.url, env: { RATE_LIMIT_KEY_PER_SECOND: "10", REPLICAS: "5" } });
    useApp(fifth);
    const { answers, seconds } = await many(() => callRoute(networks.GET, { key: api.merchant.apiKey }));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2 * seconds);
    await fifth.database.close();
  });

  test("cannot be guessed at speed, whatever X-Forwarded-For says", async () => {
    const tight = apiApp({ databaseUrl: api.own.url, env: { RATE_LIMIT_ADDRESS_PER_SECOND: "3", TRUST_PROXY: "1" } });
    useApp(tight);
    const guess = (n: number) =>
      callRoute(sessions.GET, {
        key: `ck_test_${String(n).padStart(32, "0")}`,
        headers: { "x-forwarded-for": `10.0.0.${n}, 192.0.2.7` },
      });
    const { answers, seconds } = await many(guess);
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(3 * seconds);
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    await tight.database.close();
  });

  async function liveKeyOf(merchantId: string): Promise<string> {
    const other = await seedMerchant(api.own.database.db, { livemode: true });
    await api.own.database.sql`update api_keys set merchant_id = ${merchantId} where id = ${other.keyId}`;
    return other.apiKey;
  }
});

describe("keys, in the dashboard", () => {
  const byCookie = (mode?: string) => ({ ...OURS, ...(mode && { "florin-mode": mode }) });

  test("are shown once, work at once, and stop working when they are revoked", async () => {
    const made = await callRoute(keys.POST, {
      method: "POST",
      headers: byCookie(),
      body: { name: "Shop", scopes: ["sessions:read"] },
    });
    expect(made.body).toMatchObject({ object: "api_key", name: "Shop", livemode: false, scopes: ["sessions:read"] });
    expect(made.body.key).toMatch(/^ck_test_[0-9A-Za-z]{32}$/);
    expect((await callRoute(sessions.GET, { key: made.body.key })).status).toBe(200);

    const listed = await callRoute(keys.GET, { headers: byCookie() });
    expect(listed.body.data.map((one: { id: string }) => one.id)).toEqual([made.body.id, api.merchant.keyId]);
    expect(listed.text).not.toContain(made.body.key);
    const dump = await api.own.database.sql`select k::text as line from api_keys k`;
    expect(dump.some(({ line }) => line.includes(made.body.key))).toBe(false);

    const gone = await callRoute(key.DELETE, { method: "DELETE", params: { id: made.body.id }, headers: byCookie() });
    expect(gone.body.revokedAt).not.toBeNull();
    expect((await callRoute(sessions.GET, { key: made.body.key })).status).toBe(401);
    expect((await callRoute(key.DELETE, { method: "DELETE", params: { id: made.body.id }, headers: byCookie() })).status).toBe(
      404,
    );
  });

  test("belong to the mode that the page is in", async () => {
    const live = await callRoute(keys.POST, { method: "POST", headers: byCookie("live"), body: { name: "Shop" } });
    expect([live.body.key.slice(0, 8), live.body.livemode, live.body.scopes.length]).toEqual(["ck_live_", true, 8]);
    expect((await callRoute(keys.GET, { headers: byCookie("test") })).body.data).toHaveLength(1);
    const wrong = await callRoute(keys.GET, { headers: byCookie("both") });
    expect([wrong.status, wrong.body.error.param]).toEqual([400, "Florin-Mode"]);
  });

  test("keep no key in an idempotent answer at rest, and give it again to a repetition", async () => {
    const send = () =>
      callRoute(keys.POST, { method: "POST", headers: { ...byCookie(), "idempotency-key": "key-1" }, body: { name: "Shop" } });
    const [first, again] = [await send(), await send()];
    expect(again.text).toBe(first.text);
    const rows = await api.own.database.sql`select k::text as line from idempotency_keys k`;
    expect(rows.some(({ line }) => line.includes(first.body.key))).toBe(false);
  });

  test("note when they were last used, at most once a minute", async () => {
    await callRoute(sessions.GET, { key: api.merchant.apiKey });
    const lastUsed = async () => (await callRoute(keys.GET, { headers: byCookie() })).body.data[0].lastUsedAt;
    await expect.poll(lastUsed, { timeout: 60_000 }).not.toBeNull();
    const noted = (await callRoute(keys.GET, { headers: byCookie() })).body.data[0].lastUsedAt;
    await callRoute(sessions.GET, { key: api.merchant.apiKey });
    expect((await callRoute(keys.GET, { headers: byCookie() })).body.data[0].lastUsedAt).toBe(noted);
  });
});

describe("a path", () => {
  test.each(["../../etc/passwd", "\u0000", "a b", "' or 1=1", "x".repeat(65), "ü", ""])("with the id %j is 404", async (id) => {
    for (const { route, name, ...call } of ROUTES.filter(({ name }) => name.includes("{id}") && !BY_PEOPLE.test(name))) {
      const answer = await callRoute(route, { ...call, key: api.merchant.apiKey, params: { id } });
      expect([name, answer.status]).toEqual([name, 404]);
    }
  });

  test("that the API does not have is 404 too, by every method", async () => {
    const handlers = Object.entries(nowhere);
    expect(handlers.map(([method]) => method).sort()).toEqual(["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"]);
    for (const [method, handler] of handlers) {
      const answer = await callRoute(handler, { method });
      expect([answer.status, answer.headers.get("request-id")]).toEqual([404, answer.body.error.requestId]);
    }
  });
});

describe("a query", () => {
  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=1e1", "limit"],
    ["limit=", "limit"],
    ["limit=5&limit=6", "limit"],
    ["page=2", "page"],
    ["__proto__=1", "__proto__"],
    ["constructor=1", "constructor"],
    ["toString=1", "toString"],
    ["status=open", "status"],
    ["status=%00", "status"],
    ["txHash=%00", "txHash"],
    ["customerEmail=%ED%A0%80%00", "customerEmail"],
    ["createdAfter=yesterday", "createdAfter"],
    ["createdAfter=2026-99-99", "createdAfter"],
    ["starting_after=%00", "starting_after"],
  ])("%s is 400 and names the parameter", async (query, param) => {
    const answer = await callRoute(sessions.GET, { key: api.merchant.apiKey, path: `/checkout_sessions?${query}` });
    expect([answer.status, answer.body.error.param]).toEqual([400, param]);
  });
});

test("a database that is away is 503 and says nothing of it", async () => {
  const away = apiApp({ databaseUrl: "postgres://florin:secret@127.0.0.1:1/none" });
  useApp(away);
  const answer = await callRoute(sessions.GET, { key: `ck_test_${"B".repeat(32)}` });
  expect([answer.status, answer.body.error.code]).toEqual([503, "unavailable"]);
  expect(answer.text).not.toMatch(/127\.0\.0\.1|ECONN|secret/);
  await away.database.close();
});

test("the networks are those that this merchant can take", async () => {
  const { body } = await callRoute(networks.GET, { key: api.merchant.apiKey });
  expect(body.data).toMatchObject([{ id: "eip155:31337", chainId: 31337, confirmations: 3, livemode: false }]);
  expect(body.data[0].assets.map((asset: { symbol: string }) => asset.symbol)).toEqual(["ETH", "USDC", "USDT"]);
  const bare = await seedMerchant(api.own.database.db, { treasury: null });
  expect((await callRoute(networks.GET, { key: bare.apiKey })).body.data).toEqual([]);
});
