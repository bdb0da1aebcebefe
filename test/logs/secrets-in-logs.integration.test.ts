import { beforeEach, describe, expect, test, vi } from "vitest";
import { ROUTES } from "@/lib/api/registry";
import { newId } from "@/lib/ids";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import * as apiKeys from "../../app/api/v1/api_keys/route";
import * as sessions from "../../app/api/v1/checkout_sessions/route";
import * as links from "../../app/api/v1/payment_links/route";
import * as settings from "../../app/api/v1/settings/route";
import * as wallets from "../../app/api/v1/wallets/route";
import * as endpoints from "../../app/api/v1/webhook_endpoints/route";
import { callAs } from "../document/call";

/** Whatever a request carries that opens something or names somebody: none of it may ever be logged, at any level. */
const login = vi.hoisted(() => ({ user: null as { userId: string; merchantId: string; email: string } | null }));
vi.mock("@/lib/auth", () => ({ signedInUser: async () => login.user }));
const logged = vi.hoisted(() => [] as string[]);
vi.mock("@/lib/log", async (original) => {
  const { makeLog } = await original<typeof import("@/lib/log")>();
  return { log: makeLog({ write: (line: string) => logged.push(line) }) };
});

const CANARY = {
  email: "canary.customer@shop.example",
  endpointPath: "canaryPathToken0123456789",
  endpointPassword: "canaryPassword",
  privateKey: "b71c71a67e1177ad4e901695e1b4b9ee17ae16c6668d313eac2f96dbcda3f291",
  phrase: "test test test test test test test test test test test junk",
  extendedKey: "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
  reference: "canary-order-4711",
  note: "canary words of a customer",
  cookie: "canaryCookieValue0123456789",
  wrongKey: `ck_live_${"canary00".repeat(4)}`,
};

const api = withApi({ env: { WEBHOOK_ALLOW_PRIVATE: "on" } });
beforeEach(async () => {
  const { userId, merchantId, email } = api.merchant;
  login.user = { userId, merchantId, email };
  await logEverything();
});

async function logEverything(): Promise<void> {
  logged.length = 0;
  const { log } = await import("@/lib/log");
  log.level = "trace";
}

const cookie = { cookie: `next-auth.session-token=${CANARY.cookie}`, origin: "http://localhost:3000" };
const price = { amount: { value: "50.00", currency: "USD" } };
const person = {
  customerEmail: CANARY.email,
  clientReferenceId: CANARY.reference,
  description: CANARY.note,
  metadata: { note: CANARY.note },
};

/** Every door at which something secret is handed in, wanted or not. */
async function handEverythingIn() {
  const key = api.merchant.apiKey;
  const post = (body: object) => ({ method: "POST", key, body });
  const byPerson = (body: object) => ({ method: "POST", headers: cookie, body });
  const answers = [
    await callRoute(sessions.POST, post({ ...price, ...person })),
    await callRoute(sessions.POST, { ...post({ ...price, ...person }), headers: { "idempotency-key": CANARY.reference } }),
    await callRoute(sessions.POST, post({ ...price, description: CANARY.privateKey })),
    await callRoute(sessions.POST, post({ ...price, description: CANARY.phrase })),
    await callRoute(sessions.POST, { method: "POST", key: CANARY.wrongKey, body: { ...price, ...person } }),
    await callRoute(sessions.GET, { key, path: `/checkout_sessions?customerEmail=${encodeURIComponent(CANARY.email)}` }),
    await callRoute(links.POST, post({ title: "Mug", ...price, [CANARY.privateKey]: CANARY.email })),
    await callRoute(links.POST, post({ title: "Mug", fiatAmount: "5.00", fiatCurrency: "USD", description: CANARY.note })),
    await callRoute(endpoints.POST, post({ url: `https://user:${CANARY.endpointPassword}@hooks.example/` })),
    await callRoute(
      endpoints.POST,
      post({ url: `http://127.0.0.1:9/${CANARY.endpointPath}?token=${CANARY.endpointPassword}`, description: CANARY.note }),
    ),
    await callRoute(wallets.POST, byPerson({ wallet: CANARY.privateKey })),
    await callRoute(wallets.POST, byPerson({ wallet: CANARY.extendedKey })),
    await callRoute(wallets.POST, byPerson({ wallet: CANARY.phrase })),
    await callRoute(apiKeys.POST, byPerson({ name: "Shop" })),
    await callRoute(settings.PATCH, { ...byPerson({ supportEmail: CANARY.email }), method: "PATCH" }),
  ];
  await deliverWebhooks(api.app, { now: Date.now(), deadline: Date.now() + 60_000 });
  return answers;
}

async function shownOnce(answers: readonly { body: { secret?: string; key?: string } }[]): Promise<string[]> {
  return answers.flatMap(({ body }) => [body.secret ?? [], body.key ?? []].flat());
}

/** @param least lines: a log that says nothing proves nothing */
function expectSilent(least: number, more: readonly string[]): void {
  expect(logged.length).toBeGreaterThanOrEqual(least);
  const secrets = [...Object.values(CANARY), api.merchant.apiKey, api.merchant.email, ...more];
  for (const line of logged) {
    for (const secret of secrets) expect(line).not.toContain(secret);
    expect(Object.keys(JSON.parse(line))).toContain("msg");
  }
}

describe("nothing secret is logged", () => {
  test("where all goes as it should", async () => {
    const answers = await handEverythingIn();
    expect(answers.map(({ status }) => status)).toEqual([
      201, 200, 400, 400, 401, 200, 400, 201, 400, 201, 400, 400, 400, 201, 200,
    ]);
    expectSilent(0, await shownOnce(answers));
  });

  test("where the database refuses rows, and says which", async () => {
    const { sql } = api.own.database;
    await sql`alter table checkout_sessions add constraint canary check (customer_email is null) not valid`;
    await sql`alter table webhook_endpoints add constraint canary check (description = url) not valid`;
    await sql`alter table merchants add constraint canary check (support_email is null) not valid`;
    await sql`alter table payment_links add constraint canary check (title = 'none') not valid`;
    await sql`alter table api_keys add constraint canary check (hash = 'none') not valid`;
    try {
      const answers = await handEverythingIn();
      expect(answers.filter(({ status }) => status === 500).length).toBeGreaterThanOrEqual(4);
      expectSilent(4, []);
    } finally {
      for (const table of ["checkout_sessions", "webhook_endpoints", "merchants", "payment_links", "api_keys"]) {
        await sql`alter table ${sql(table)} drop constraint canary`;
      }
    }
  });

  test("where the database cannot read what it is given, and repeats it", async () => {
    const { sql } = api.own.database;
    await sql`alter table checkout_sessions rename column description to described`;
    await sql`alter table checkout_sessions add column description integer`;
    try {
      await handEverythingIn();
      expectSilent(1, []);
    } finally {
      await sql`alter table checkout_sessions drop column description`;
      await sql`alter table checkout_sessions rename column described to description`;
    }
  });

  test("where the database is away, at every route", async () => {
    const away = apiApp({ databaseUrl: "postgres://florin:canaryPassword@127.0.0.1:1/none" });
    useApp(away);
    await logEverything();
    const who = { authorization: `Bearer ${api.merchant.apiKey}`, "x-forwarded-for": CANARY.email };
    for (const route of ROUTES.filter(({ access }) => access !== "cron" && access !== "metrics")) {
      await callAs(
        route.access === "cookie" ? { ...cookie, "x-forwarded-for": CANARY.email } : who,
        route,
        newId(route.idOf ?? "session"),
      );
    }
    await handEverythingIn().catch(() => {});
    await away.database.close();
    expectSilent(40, []);
    const ofRequests = logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "a request failed unexpectedly");
    expect(ofRequests.length).toBeGreaterThanOrEqual(35);
    for (const { requestId } of ofRequests) expect(requestId).toMatch(/^req_/);
  });

  test("where a webhook secret cannot be opened", async () => {
    const { sql } = api.own.database;
    const { body } = await callRoute(endpoints.POST, {
      method: "POST",
      key: api.merchant.apiKey,
      body: { url: `http://127.0.0.1:9/${CANARY.endpointPath}` },
    });
    await sql`update webhook_endpoints set secret_sealed = 'v1:broken' where id = ${body.id}`;
    await callRoute(sessions.POST, { method: "POST", key: api.merchant.apiKey, body: { ...price, ...person } });
    await deliverWebhooks(api.app, { now: Date.now(), deadline: Date.now() + 60_000 });
    expect(logged.map((line) => JSON.parse(line)).find(({ endpointId }) => endpointId === body.id)).toBeDefined();
    expectSilent(1, [body.secret]);
  });
});
