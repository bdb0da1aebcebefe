import { beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { login } from "@/test/signed-in";
import * as sessions from "../checkout_sessions/route";
import * as networks from "../networks/route";
import * as roll from "./[id]/roll/route";
import * as keys from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));
/** Everything that is logged, at every level. */
const logged = vi.hoisted(() => [] as string[]);
vi.mock("@/lib/log", async (original) => {
  const { makeLog } = await original<typeof import("@/lib/log")>();
  return { log: makeLog({ write: (line: string) => logged.push(line) }) };
});

const api = withApi();
beforeEach(() => {
  const { userId, merchantId, email } = api.merchant;
  login.user = { userId, merchantId, email };
});

const headers = { cookie: "login", origin: "http://localhost:3000" };
const make = (body: object) => callRoute(keys.POST, { method: "POST", headers, body: { name: "Shop", ...body } });
const replace = (id: string, body: object) => callRoute(roll.POST, { method: "POST", headers, params: { id }, body });
const use = async (key: string) => (await callRoute(sessions.GET, { key })).status;
const tighten = (id: string, at: number) =>
  api.own.database.sql`update api_keys set expires_at = ${new Date(at).toISOString()} where id = ${id}`;

describe("a key with an end", () => {
  test("opens what it may until then, and nothing after, though it was used a moment ago", async () => {
    const start = Date.now();
    const expiresAt = new Date(start + 1_000).toISOString();
    // A process remembers a key for 3 seconds.
    vi.useFakeTimers({ now: start, toFake: ["Date"] });
    try {
      const { body } = await make({ expiresAt });
      expect(body.expiresAt).toBe(expiresAt);
      vi.setSystemTime(start + 999);
      expect(await use(body.key)).toBe(200);
      vi.setSystemTime(start + 1_000);
      expect(await use(body.key)).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test("ends within what a process remembers of it, though its row is all that says so", async () => {
    const { body } = await make({});
    await tighten(body.id, Date.now() - 1);
    expect(await use(body.key)).toBe(401);
  });

  test("is not made with one that has passed", async () => {
    const { status, body } = await make({ expiresAt: "2020-01-01T00:00:00Z" });
    expect([status, body.error.param]).toEqual([400, "expiresAt"]);
  });
});

describe("a key that is rolled", () => {
  test("works beside the new one for the overlap, with the same name and scopes", async () => {
    const { body: old } = await make({ scopes: ["sessions:read"] });
    const before = Date.now();
    const { status, body } = await replace(old.id, { overlapSeconds: 60 });
    expect([status, body]).toMatchObject([201, { name: "Shop", scopes: ["sessions:read"], expiresAt: null }]);
    expect(body.key).not.toBe(old.key);
    expect([await use(old.key), await use(body.key)]).toEqual([200, 200]);
    const listed = (await callRoute(keys.GET, { headers })).body.data.find(({ id }: { id: string }) => id === old.id);
    expect(Date.parse(listed.expiresAt)).toBeGreaterThanOrEqual(before + 60_000);
    expect(Date.parse(listed.expiresAt)).toBeLessThanOrEqual(Date.now() + 60_000);
  });

  test("ends at once without an overlap", async () => {
    const { body: old } = await make({});
    expect(await use(old.key)).toBe(200);
    await replace(old.id, { overlapSeconds: 0 });
    expect(await use(old.key)).toBe(401);
    expect((await replace(old.id, {})).status).toBe(404);
  });

  test("does not live longer for it", async () => {
    const expiresAt = new Date(Date.now() + 5_000).toISOString();
    const { body: old } = await make({ expiresAt });
    await replace(old.id, { overlapSeconds: 600 });
    const listed = (await callRoute(keys.GET, { headers })).body.data.find(({ id }: { id: string }) => id === old.id);
    expect(listed.expiresAt).toBe(expiresAt);
  });

  test("is the merchant's own, by a person", async () => {
    const other = await seedMerchant(api.own.database.db);
    expect((await replace(other.keyId, {})).status).toBe(404);
    expect((await replace(newId("apiKey"), {})).status).toBe(404);
    const call = { method: "POST", params: { id: api.merchant.keyId }, body: {} };
    expect((await callRoute(roll.POST, { ...call, key: api.merchant.apiKey })).body.error.code).toBe("dashboard_only");
    expect((await replace(api.merchant.keyId, { overlapSeconds: 604_801 })).body.error.param).toBe("overlapSeconds");
  });
});

describe("the share of a key", () => {
  test("is told with every answer, and with the refusal", async () => {
    const tight = apiApp({ databaseUrl: api.own.url, env: { RATE_LIMIT_KEY_PER_SECOND: "7" } });
    useApp(tight);
    const key = api.merchant.apiKey;
    const first = await callRoute(networks.GET, { key });
    expect(first.headers.get("ratelimit-policy")).toBe('"key";q=7;w=1');
    expect(first.headers.get("ratelimit")).toBe('"key";r=6;t=1');
    const answers = await Promise.all(Array.from({ length: 60 }, () => callRoute(networks.GET, { key })));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get("ratelimit")).toBe('"key";r=0;t=1');
    expect(refused?.headers.get("retry-after")).toBe("1");
    await tight.database.close();
  });

  test("of the address is told to whoever has no key", async () => {
    const { headers } = await callRoute(networks.GET, { key: `ck_test_${"D".repeat(32)}` });
    expect(headers.get("ratelimit-policy")).toMatch(/^"address";q=\d+;w=1$/);
  });
});

test("every line that a request logs has the id that its answer has", async () => {
  const away = apiApp({ databaseUrl: "postgres://florin:secret@127.0.0.1:1/none" });
  useApp(away);
  logged.length = 0;
  const { log } = await import("@/lib/log");
  log.level = "trace";
  const answers = await Promise.all([1, 2, 3].map((n) => callRoute(sessions.GET, { key: `ck_test_${String(n).repeat(32)}` })));
  const ids = answers.map(({ headers }) => headers.get("request-id"));
  expect(new Set(ids).size).toBe(3);
  expect(logged.map((line) => JSON.parse(line).requestId).sort()).toEqual(ids.sort());
  log.level = "silent";
  await away.database.close();
});
