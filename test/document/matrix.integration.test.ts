import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { apiKeys } from "@/db/schema";
import { API_SCOPES, type ApiScope } from "@/lib/api/api-scope";
import { isMerchants, type RouteDescription } from "@/lib/api/describe-route";
import { ROUTES } from "@/lib/api/registry";
import { newId } from "@/lib/ids";
import { addWallet } from "@/lib/services/add-wallet";
import type { App } from "@/lib/services/app";
import { login } from "@/test/signed-in";
import { apiApp, useApp } from "../api";
import { TEST_SEAL_KEY } from "../app";
import { freshDatabase, type TestDatabase } from "../database";
import { everyNetworkRates } from "../every-network-rates";
import { seedMerchant } from "../seed";
import { byKey, byLogin, callAs, type Told, type Who } from "./call";
import { MAKERS } from "./own-objects";

/**
 * Who may do what: every route of the document, by everybody who could ask. It is made of the registry, so a route that
 * comes is in it; one whose request or object cannot be made from its description fails here until somebody says how.
 */
vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const CRON_SECRET = "the cron secret of this test, of 32 letters and more";
const METRICS_TOKEN = "the metrics token of this test, of 32 letters and more";
const SECRETS = {
  cron: { mine: CRON_SECRET, others: METRICS_TOKEN, code: "cron_secret_wrong" },
  metrics: { mine: METRICS_TOKEN, others: CRON_SECRET, code: "metrics_token_wrong" },
};
const LIVE_TREASURY = "0x27b1fdb04752bbc536007a920d24acb045561c26";
/** What a route's owner is told here, where it is not one of its good answers: its object is not in the right state. */
const OWN: Readonly<Record<string, readonly [status: number, code: string]>> = {
  requotePublicSession: [409, "not_expired"],
  // No node of a local chain stands behind this app; a stranger is told of no such session.
  simulateCheckoutSession: [503, "chain_unavailable"],
  payFromTestWallet: [503, "chain_unavailable"],
};

let own: TestDatabase;
let app: App;
beforeAll(async () => {
  own = await freshDatabase();
  const env = { CRON_SECRET, METRICS_TOKEN, RPC_URL_31337: "http://127.0.0.1:9" };
  app = apiApp({ databaseUrl: own.url, chainIds: [31337, 1], rates: everyNetworkRates, env });
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});

type Merchant = Awaited<ReturnType<typeof seedMerchant>>;
let mine: Merchant;
let stranger: Merchant;
beforeEach(async () => {
  useApp(app);
  mine = await seedMerchant(own.database.db);
  stranger = await seedMerchant(own.database.db);
  const scope = { merchantId: mine.merchantId, livemode: true };
  await addWallet(own.database.db, { scope, pasted: LIVE_TREASURY, sealKey: TEST_SEAL_KEY, now: 0 });
  signIn(mine);
});

function signIn({ userId, merchantId, email }: Merchant): void {
  login.user = { userId, merchantId, email };
}

/** Another key of mine. */
async function keyOfMine({ livemode = false, scopes = API_SCOPES }: { livemode?: boolean; scopes?: readonly ApiScope[] }) {
  const other = await seedMerchant(own.database.db, { livemode, scopes, treasury: null });
  await own.database.sql`update ${own.database.sql("api_keys")} set merchant_id = ${mine.merchantId} where id = ${other.keyId}`;
  return byKey(other.apiKey);
}

/** An object of mine that the route may be asked for; undefined where it asks for none. */
async function objectFor({ idOf }: RouteDescription, mode: "test" | "live" = "test"): Promise<string | undefined> {
  if (idOf === null) return undefined;
  const make = MAKERS[idOf];
  if (!make) throw new Error(`nobody says how a merchant comes to a ${idOf}`);
  return make(byLogin(mode));
}

/** One of everything, so that whatever a list shows of it is mine. */
async function fillRooms(mode: "test" | "live"): Promise<void> {
  for (const make of Object.values(MAKERS)) await make?.(byLogin(mode));
}

const isGood = (route: RouteDescription, { status }: Told) => status < 300 && Object.hasOwn(route.answers, status);
const codeOf = ({ status, body }: Told) => [status, body?.error?.code];
/** What of an answer may differ between two requests. */
const plain = ({ status, text }: Told) => [status, text.replace(/req_\w+/, "")];

function expectOwn(route: RouteDescription, told: Told): void {
  const expected = OWN[route.id];
  if (expected) expect(codeOf(told)).toEqual(expected);
  else expect(isGood(route, told), `${told.status} ${told.text}`).toBe(true);
}

/** Somebody else gets the same 404 as for what does not exist; a room of their own shows them nothing of mine. */
async function expectNothing(route: RouteDescription, who: Who, mode: "test" | "live"): Promise<void> {
  if (route.idOf !== null) {
    const told = await callAs(who, route, await objectFor(route, mode));
    expect(codeOf(told)).toEqual([404, "not_found"]);
    expect(plain(told)).toEqual(plain(await callAs(who, route, newId(route.idOf))));
    return;
  }
  await fillRooms(mode);
  const told = await callAs(who, route);
  expectOwn(route, told);
  const ids = await own.database.sql<{ id: string }[]>`
    select id from (
      select id, merchant_id, livemode from checkout_sessions union all select id, merchant_id, livemode from payment_links
      union all select id, merchant_id, livemode from webhook_endpoints union all select id, merchant_id, livemode from events
      union all select id, merchant_id, livemode from deliveries union all select id, merchant_id, livemode from customers
      union all select id, merchant_id, livemode from wallets union all select id, merchant_id, livemode from api_keys
    ) every where merchant_id = ${mine.merchantId} and livemode = ${mode === "live"}`;
  expect(ids.length).toBeGreaterThanOrEqual(7);
  expect(ids.filter(({ id }) => told.text.includes(id))).toEqual([]);
}

const nameOf = ({ method, path }: RouteDescription) => `${method} ${path}`;
const called = (routes: readonly RouteDescription[]) => routes.map((route) => [nameOf(route), route] as const);
const scopeOf = ({ access }: RouteDescription) => access as ApiScope;

const BY_PEOPLE = ROUTES.filter(({ access }) => access === "cookie");
const BY_KEY = ROUTES.filter((route) => isMerchants(route) && route.access !== "cookie");
const BY_ANYBODY = ROUTES.filter(({ access }) => access === "public" || access === "machine");
const BY_SECRET = ROUTES.filter(({ access }) => access in SECRETS);

test("every route is in the matrix", () => {
  expect(BY_PEOPLE.length + BY_KEY.length + BY_ANYBODY.length + BY_SECRET.length).toBe(ROUTES.length);
});

describe.each(called(BY_KEY))("%s", (_, route) => {
  test("serves its merchant by a key with that scope and no other", async () => {
    const id = await objectFor(route);
    expectOwn(route, await callAs(await keyOfMine({ scopes: [scopeOf(route)] }), route, id));
  });

  test("serves its merchant by login", async () => {
    expectOwn(route, await callAs(byLogin(), route, await objectFor(route)));
  });

  test("refuses a key with every other scope", async () => {
    const others = API_SCOPES.filter((scope) => scope !== route.access);
    const told = await callAs(await keyOfMine({ scopes: others }), route, await objectFor(route));
    expect(codeOf(told)).toEqual([403, "missing_scope"]);
  });

  test("refuses whoever shows no key, and a key that nobody has", async () => {
    const id = await objectFor(route);
    expect(codeOf(await callAs({}, route, id))).toEqual([401, "missing_key"]);
    expect(codeOf(await callAs(byKey(`ck_test_${"A".repeat(32)}`), route, id))).toEqual([401, "invalid_key"]);
  });

  test("shows another merchant nothing", () => expectNothing(route, byKey(stranger.apiKey), "test"));
  test("shows a test key nothing of live mode", () => expectNothing(route, byKey(mine.apiKey), "live"));
  test("shows a live key nothing of test mode", async () => {
    const key = await keyOfMine({ livemode: true });
    // What belongs to a local test chain is not there in live mode at all.
    if (route.path.startsWith("/api/v1/test/")) expect((await callAs(key, route, await objectFor(route))).status).toBe(404);
    else await expectNothing(route, key, "test");
  });
});

describe.each(called(BY_PEOPLE))("%s", (_, route) => {
  test("serves its merchant by login", async () => {
    expectOwn(route, await callAs(byLogin(), route, await objectFor(route)));
  });

  test("refuses every key, whatever its scopes", async () => {
    expect(codeOf(await callAs(byKey(mine.apiKey), route, await objectFor(route)))).toEqual([403, "dashboard_only"]);
  });

  test("refuses whoever is not signed in", async () => {
    const id = await objectFor(route);
    login.user = null;
    expect(codeOf(await callAs(byLogin(), route, id))).toEqual([401, "missing_key"]);
  });

  test("shows a login in test mode nothing of live mode", () => expectNothing(route, byLogin(), "live"));
  test("shows another merchant nothing", async () => {
    if (route.idOf === null) await fillRooms("test");
    const id = await objectFor(route);
    signIn(stranger);
    const told = await callAs(byLogin(), route, id);
    if (route.idOf !== null) expect(codeOf(told)).toEqual([404, "not_found"]);
    else expectOwn(route, told);
    for (const { id: foreign } of await own.database.db.select({ id: apiKeys.id }).from(apiKeys)) {
      const isTheirs = foreign === stranger.keyId || told.body?.id === foreign;
      if (!isTheirs) expect(told.text).not.toContain(foreign);
    }
    for (const secret of [mine.merchantId, mine.email, mine.keyId, mine.treasury ?? "none"])
      expect(told.text).not.toContain(secret);
  });
});

describe.each(called([...BY_KEY, ...BY_PEOPLE].filter(({ method }) => method !== "GET")))("%s", (_, route) => {
  test("takes a login's word from our own pages alone", async () => {
    const id = await objectFor(route);
    const { origin: __, ...nowhere } = byLogin();
    for (const who of [nowhere, { ...nowhere, origin: "null" }, { ...nowhere, origin: "https://evil.example" }]) {
      expect(codeOf(await callAs(who, route, id))).toEqual([403, "foreign_origin"]);
    }
  });
});

describe.each(called(BY_ANYBODY))("%s", (_, route) => {
  test.each(["nobody", "a stranger", "a key that does not exist"])("serves %s", async (whom) => {
    const who = { nobody: {}, "a stranger": byKey(stranger.apiKey) }[whom] ?? byKey(`ck_test_${"A".repeat(32)}`);
    expectOwn(route, await callAs(who, route, await objectFor(route)));
  });

  if (route.idOf !== null) {
    const { idOf } = route;
    test("does not know what does not exist, whoever asks", async () => {
      for (const who of [{}, byKey(mine.apiKey), byLogin()]) {
        expect(codeOf(await callAs(who, route, newId(idOf)))).toEqual([404, "not_found"]);
      }
    });
  }
});

describe.each(called(BY_SECRET))("%s", (_, route) => {
  test("serves whoever knows its secret, and nobody else", async () => {
    const { mine: secret, others, code } = SECRETS[route.access as keyof typeof SECRETS];
    expectOwn(route, await callAs(byKey(secret), route));
    const wrong = [{}, byKey(mine.apiKey), byKey(others), byLogin(), { authorization: secret }, { authorization: "Bearer " }];
    for (const who of wrong) {
      expect(codeOf(await callAs(who, route))).toEqual([401, code]);
    }
  });
});
