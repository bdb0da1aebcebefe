import { beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_POLICY } from "@/lib/checkout/policy";
import { log } from "@/lib/log";
import { forget } from "@/lib/services/remembered";
import { callRoute, withApi } from "@/test/api";
import { logged } from "@/test/captured-log";
import { seedMerchant } from "@/test/seed";
import { login } from "@/test/signed-in";
import * as sessions from "../checkout_sessions/route";
import * as settings from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));
vi.mock("@/lib/log", () => import("@/test/captured-log"));

const COOKIE = { cookie: "login", origin: "http://localhost:3000" };

const api = withApi({ chainIds: [31337, 31338] });
beforeEach(() => {
  const { userId, merchantId, email } = api.merchant;
  login.user = { userId, merchantId, email };
});

const read = () => callRoute(settings.GET, { path: "/settings", headers: COOKIE });
const patch = (body: unknown, headers: Record<string, string> = {}) =>
  callRoute(settings.PATCH, { method: "PATCH", path: "/settings", body, headers: { ...COOKIE, ...headers } });
const change = (policy: unknown) => patch({ policy });
/** A session, by the settings as they are now: not as they were up to five seconds ago. */
async function create(body: object = {}) {
  forget(api.app, `merchant ${api.merchant.merchantId}`);
  const amount = { value: "50.00", currency: "USD" };
  return callRoute(sessions.POST, { method: "POST", key: api.merchant.apiKey, body: { amount, ...body } });
}
const linesOf = (id: string) => api.own.database.sql`
  select chain_id, asset, due, min_due, max_ok, confirmations, tolerance_under from session_quotes
  where session_id = ${id} order by position`;

const NO_FACE = { supportEmail: null, supportUrl: null, supportText: null, accentColor: null, logoUrl: null, embedOrigins: [] };

describe("reading the settings", () => {
  it("tells the shop and the usual policy", async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toEqual({ object: "settings", name: "Test merchant", ...NO_FACE, policy: DEFAULT_POLICY });
    expect(body.policy.confirmations["1"].at(-1)).toEqual({ upTo: null, confirmations: 65 });
    expect(DEFAULT_POLICY).toMatchObject({ expiresIn: 1_800, graceSeconds: 86_400, underBps: 50, overBps: 50, capWhole: 1 });
  });

  it("fills what an older version did not store with the usual", async () => {
    const old = JSON.stringify({ expiresIn: 600, graceSeconds: 60, holdBlocks: 20, underBps: 0, overBps: 0 });
    await api.own.database.sql`update merchants set policy = ${old}::text::jsonb where id = ${api.merchant.merchantId}`;
    expect((await read()).body.policy).toEqual({
      ...DEFAULT_POLICY,
      expiresIn: 600,
      graceSeconds: 60,
      underBps: 0,
      overBps: 0,
    });
  });

  it("and changing them is for people who are signed in here, not for keys, other sites or nobody", async () => {
    for (const [route, method] of [
      [settings.GET, "GET"],
      [settings.PATCH, "PATCH"],
    ] as const) {
      const body = method === "PATCH" ? { name: "Taken" } : undefined;
      const withKey = await callRoute(route, { method, key: api.merchant.apiKey, body });
      expect(withKey).toMatchObject({ status: 403, body: { error: { code: "dashboard_only" } } });
    }
    expect((await patch({ name: "Taken" }, { origin: "https://evil.example" })).status).toBe(403);
    login.user = null;
    expect((await read()).status).toBe(401);
    expect((await patch({ name: "Taken" })).status).toBe(401);
    const rows = await api.own.database.sql`select count(*) from merchants where name = 'Taken'`;
    expect(rows).toEqual([{ count: "0" }]);
  });
});

describe("changing the settings", () => {
  it("sets what is named, leaves the rest, and no other merchant's", async () => {
    const other = await seedMerchant(api.own.database.db, {});
    const { status, body } = await patch({ name: "  Cafe\u0301 ", supportEmail: "help@tea.example", policy: { underBps: 100 } });
    expect(status).toBe(200);
    expect(body).toEqual({
      object: "settings",
      name: "  Café ",
      ...NO_FACE,
      supportEmail: "help@tea.example",
      policy: { ...DEFAULT_POLICY, underBps: 100 },
    });
    expect((await read()).body).toEqual(body);
    expect((await patch({ supportEmail: null })).body).toEqual({ ...body, supportEmail: null });
    expect((await patch({})).body).toEqual({ ...body, supportEmail: null });
    login.user = { userId: other.userId, merchantId: other.merchantId, email: other.email };
    expect((await read()).body).toMatchObject({ name: "Test merchant", policy: DEFAULT_POLICY });
  });

  it("keeps the shop's face, and wants its logo to be got", async () => {
    const face = {
      supportUrl: "https://tea.example/help",
      supportText: "Mon to Fri, +49 30 1234",
      accentColor: "#B3541E",
      logoUrl: "https://tea.example/logo.png",
    };
    const { body } = await patch(face);
    expect(body).toMatchObject({ ...face, accentColor: "#b3541e", supportEmail: null });
    const wanted = await api.own.database.sql`select url, hash from pictures where url = ${face.logoUrl}`;
    expect(wanted).toEqual([{ url: face.logoUrl, hash: null }]);
    expect((await patch({ accentColor: null, logoUrl: null })).body).toMatchObject({ accentColor: null, logoUrl: null });
  });

  it("keeps the sites that may show the checkout, as browsers write them, each once", async () => {
    const embedOrigins = ["https://Shop.Example/", "https://shop.example", "http://localhost:4000"];
    expect((await patch({ embedOrigins })).body.embedOrigins).toEqual(["https://shop.example", "http://localhost:4000"]);
    expect((await patch({ name: "Other" })).body.embedOrigins).toEqual(["https://shop.example", "http://localhost:4000"]);
    for (const wrong of ["*", "http://shop.example", "https://a.example;script-src *", "https://shop.example/path"]) {
      const { status, body } = await patch({ embedOrigins: ["https://good.example", wrong] });
      expect([status, body.error.param]).toEqual([400, "embedOrigins.1"]);
    }
    expect((await patch({ embedOrigins: Array(21).fill("https://shop.example") })).status).toBe(400);
    expect((await patch({ embedOrigins: [] })).body.embedOrigins).toEqual([]);
  });

  it("keeps each network's rules apart, and takes one away with null", async () => {
    await change({
      confirmations: { "1": [{ upTo: "20", confirmations: 1 }] },
      forgiveness: { upTo: { "1": "2", "10": "0.05" } },
    });
    const { body } = await change({
      confirmations: { "31337": [{ upTo: null, confirmations: 9 }] },
      forgiveness: { capBps: 300, upTo: { "10": null } },
    });
    expect(body.policy).toMatchObject({
      confirmations: { "1": [{ upTo: "20.00", confirmations: 1 }], "31337": [{ upTo: null, confirmations: 9 }] },
      forgiveness: { capBps: 300, upTo: { "1": "2.00" } },
    });
    const { "1": ethereum, ...others } = body.policy.confirmations;
    expect(ethereum).toEqual([{ upTo: "20.00", confirmations: 1 }]);
    expect((await change({ confirmations: { "1": null } })).body.policy.confirmations).toEqual(others);
    expect((await read()).body.policy.confirmations).toEqual(others);
  });

  it("many times at once loses none of them", async () => {
    const ids = [1, 10, 56, 137, 8453, 42161, 31337, 31338];
    const answers = await Promise.all(ids.map((id) => change({ confirmations: { [id]: [{ upTo: "1.00", confirmations: 1 }] } })));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const rule = [{ upTo: "1.00", confirmations: 1 }];
    expect((await read()).body.policy.confirmations).toEqual(Object.fromEntries(ids.map((id) => [id, rule])));
  });

  const tier = (upTo: unknown, confirmations: unknown) => ({ upTo, confirmations });
  it.each([
    [{ nickname: "x" }, "nickname"],
    [{ merchantId: "mer_000000000000000000000000" }, "merchantId"],
    [{ name: "" }, "name"],
    [{ name: null }, "name"],
    [{ name: "x".repeat(121) }, "name"],
    [{ name: "a\u202Eb" }, "name"],
    [{ supportEmail: "no address" }, "supportEmail"],
    [{ supportEmail: "a@b\r\nBcc: c@d" }, "supportEmail"],
    [{ supportEmail: "" }, "supportEmail"],
    [{ supportUrl: "javascript:alert(1)" }, "supportUrl"],
    [{ supportUrl: "http://tea.example/" }, "supportUrl"],
    [{ supportUrl: "https://tea.example@evil.example/" }, "supportUrl"],
    [{ supportUrl: "https://t\u0435a.example/" }, "supportUrl"],
    [{ supportText: "a\nb" }, "supportText"],
    [{ supportText: "x".repeat(201) }, "supportText"],
    [{ accentColor: "red" }, "accentColor"],
    [{ accentColor: "#12345" }, "accentColor"],
    [{ accentColor: "#12345g" }, "accentColor"],
    [{ accentColor: "#123456;}body{display:none" }, "accentColor"],
    [{ logoUrl: "data:image/png;base64,AAAA" }, "logoUrl"],
    [{ logoUrl: "http://tea.example/logo.png" }, "logoUrl"],
    [{ policy: null }, "policy"],
    [{ policy: [] }, "policy"],
    [{ policy: { colour: 1 } }, "policy.colour"],
    [{ policy: { expiresIn: 299 } }, "policy.expiresIn"],
    [{ policy: { expiresIn: 2_592_001 } }, "policy.expiresIn"],
    [{ policy: { expiresIn: "1800" } }, "policy.expiresIn"],
    [{ policy: { expiresIn: 300.5 } }, "policy.expiresIn"],
    [{ policy: { graceSeconds: -1 } }, "policy.graceSeconds"],
    [{ policy: { holdBlocks: 0 } }, "policy.holdBlocks"],
    [{ policy: { underBps: 1_001 } }, "policy.underBps"],
    [{ policy: { overBps: 0.5 } }, "policy.overBps"],
    [{ policy: { capWhole: 1_000_001 } }, "policy.capWhole"],
    [{ policy: { dustBps: 101 } }, "policy.dustBps"],
    [{ policy: { dustBps: null } }, "policy.dustBps"],
    [{ policy: { confirmations: [] } }, "policy.confirmations"],
    [{ policy: { confirmations: { "2": [tier("1.00", 1)] } } }, "policy.confirmations.2"],
    [{ policy: { confirmations: { "01": [tier("1.00", 1)] } } }, "policy.confirmations.01"],
    [{ policy: { confirmations: { constructor: [tier("1.00", 1)] } } }, "policy.confirmations.constructor"],
    [{ policy: { confirmations: { "1": [] } } }, "policy.confirmations.1"],
    [{ policy: { confirmations: { "1": [tier("1.00", 0)] } } }, "policy.confirmations.1.0.confirmations"],
    [{ policy: { confirmations: { "1": [tier("1.00", 66)] } } }, "policy.confirmations.1.0.confirmations"],
    [{ policy: { confirmations: { "1": [tier("1.00", 1.5)] } } }, "policy.confirmations.1.0.confirmations"],
    [{ policy: { confirmations: { "1": [tier("1.005", 1)] } } }, "policy.confirmations.1.0.upTo"],
    [{ policy: { confirmations: { "1": [tier("0", 1)] } } }, "policy.confirmations.1.0.upTo"],
    [{ policy: { confirmations: { "1": [tier("-1", 1)] } } }, "policy.confirmations.1.0.upTo"],
    [{ policy: { confirmations: { "1": [tier("1e9", 1)] } } }, "policy.confirmations.1.0.upTo"],
    [{ policy: { confirmations: { "1": [tier(20, 1)] } } }, "policy.confirmations.1.0.upTo"],
    [{ policy: { confirmations: { "1": [tier("2.00", 1), tier("2", 2)] } } }, "policy.confirmations.1.1.upTo"],
    [{ policy: { confirmations: { "1": [tier(null, 1), tier("2", 2)] } } }, "policy.confirmations.1.0.upTo"],
    [{ policy: { confirmations: { "1": [tier("1", 2), tier("2", 1)] } } }, "policy.confirmations.1.1.confirmations"],
    [{ policy: { confirmations: { "1": [{ ...tier("1", 2), more: 1 }] } } }, "policy.confirmations.1.0.more"],
    [{ policy: { confirmations: { "1": Array.from({ length: 9 }, (_, i) => tier(`${i + 1}`, 1)) } } }, "policy.confirmations.1"],
    [{ policy: { forgiveness: { capBps: 1_001 } } }, "policy.forgiveness.capBps"],
    [{ policy: { forgiveness: { upTo: { "1": "100.01" } } } }, "policy.forgiveness.upTo.1"],
    [{ policy: { forgiveness: { upTo: { "999": "1.00" } } } }, "policy.forgiveness.upTo.999"],
    [{ policy: { forgiveness: { upTo: { "1": "" } } } }, "policy.forgiveness.upTo.1"],
  ])("refuses %j and names the field", async (body, param) => {
    const answer = await patch(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ type: "invalid_request", param });
    expect((await read()).body).toMatchObject({ name: "Test merchant", supportEmail: null, policy: DEFAULT_POLICY });
  });
});

describe("a session takes its policy over when it is created", () => {
  it("time, grace, tolerance and hold", async () => {
    const policy = { expiresIn: 900, graceSeconds: 3_600, holdBlocks: 7, underBps: 200, overBps: 0, capWhole: 100 };
    await change(policy);
    const { body } = await create();
    expect(Date.parse(body.graceUntil) - Date.parse(body.expiresAt)).toBe(3_600_000);
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBeLessThan(910_000);
    const [session] = await api.own.database.sql`select hold_blocks from checkout_sessions where id = ${body.id}`;
    expect(session).toEqual({ hold_blocks: 7 });
    const [ether] = await linesOf(body.id);
    expect(ether).toMatchObject({
      due: "20000000000000000",
      min_due: "19600000000000000",
      max_ok: "20000000000000000",
      tolerance_under: "100",
    });
  });

  it("confirmations by what the price is worth in dollars, each network by its own tiers", async () => {
    await change({
      confirmations: {
        "31337": [
          { upTo: "20.00", confirmations: 1 },
          { upTo: "50.00", confirmations: 5 },
          { upTo: null, confirmations: 60 },
        ],
      },
    });
    const needs = async (value: string, currency: string) => {
      const { body } = await create({ amount: { value, currency } });
      const lines = await linesOf(body.id);
      return [31337, 31338].map((id) => new Set(lines.filter((line) => line.chain_id === id).map((line) => line.confirmations)));
    };
    expect(await needs("20.00", "USD")).toEqual([new Set([1]), new Set([3])]);
    expect(await needs("20.01", "USD")).toEqual([new Set([5]), new Set([3])]);
    expect(await needs("50.00", "USD")).toEqual([new Set([5]), new Set([3])]);
    expect(await needs("50.01", "USD")).toEqual([new Set([60]), new Set([3])]);
    // The fixed book has 150 JPY for a dollar.
    expect(await needs("3000", "JPY")).toEqual([new Set([1]), new Set([3])]);
    expect(await needs("3001", "JPY")).toEqual([new Set([5]), new Set([3])]);
    expect((await create()).body.confirmations).toEqual({ seen: 0, required: 5 });
  });

  it("forgiveness as a lower edge on that network's lines, capped, and nothing else", async () => {
    await change({ forgiveness: { capBps: 200, upTo: { "31338": "0.60" } } });
    const { body } = await create();
    const lines = await linesOf(body.id);
    const edges = lines.map((line) => [line.chain_id, Number((BigInt(line.min_due) * 10_000n) / BigInt(line.due))]);
    // 0.25 of 50.00 is tolerated everywhere; 0.60 is forgiven on the second chain alone.
    expect(edges).toEqual([...Array(3).fill([31337, 9_950]), ...Array(3).fill([31338, 9_880])]);
    expect(new Set(lines.map((line) => line.tolerance_under))).toEqual(new Set(["25"]));
    const small = (await create({ amount: { value: "1.00", currency: "USD" } })).body;
    const [, , , token] = await linesOf(small.id);
    expect([token?.chain_id, (BigInt(token?.min_due) * 100n) / BigInt(token?.due)]).toEqual([31338, 98n]);
  });

  it("and no later change touches one that exists", async () => {
    const { body } = await create();
    const state = async () => [
      await api.own.database.sql`select s.*, null as merchant from checkout_sessions s where id = ${body.id}`,
      await api.own.database.sql`select * from session_quotes where session_id = ${body.id} order by position`,
    ];
    const before = await state();
    await change({
      expiresIn: 300,
      graceSeconds: 0,
      holdBlocks: 1,
      underBps: 1_000,
      overBps: 1_000,
      capWhole: 1_000_000,
      dustBps: 100,
      confirmations: { "31337": [{ upTo: null, confirmations: 64 }] },
      forgiveness: { capBps: 1_000, upTo: { "31337": "100.00" } },
    });
    const after = (await create()).body;
    expect(after.confirmations.required).toBe(64);
    expect(await state()).toEqual(before);
  });
});

describe("a stored policy that cannot be read", () => {
  const damage = (policy: unknown) =>
    api.own.database
      .sql`update merchants set policy = ${JSON.stringify(policy)}::text::jsonb where id = ${api.merchant.merchantId}`;

  it.each([
    ["a text", "policy"],
    [{ ...DEFAULT_POLICY, underBps: 5_000 }, "underBps"],
    [{ ...DEFAULT_POLICY, confirmations: { "1": [{ upTo: null, confirmations: 0 }] } }, "confirmations.1.0.confirmations"],
    [{ ...DEFAULT_POLICY, forgiveness: { capBps: 0, upTo: { "1": "all of it" } } }, "forgiveness.upTo.1"],
  ])("(%j) refuses to create, and the log says whose and what", async (policy, field) => {
    await damage(policy);
    log.level = "trace";
    logged.length = 0;
    const { status, body } = await create();
    expect([status, body.error.code, body.error.type]).toEqual([503, "policy_invalid", "server"]);
    expect(logged.join("")).toContain(api.merchant.merchantId);
    expect(logged.join("")).toContain(`"faults":["${field}: `);
    const [count] = await api.own.database
      .sql`select count(*) from checkout_sessions where merchant_id = ${api.merchant.merchantId}`;
    expect(count).toEqual({ count: "0" });
  });

  it("is told as such, survives a change of the name, and is repaired by saving a policy", async () => {
    await damage({ underBps: -1 });
    expect((await read()).body.policy).toBeNull();
    expect((await patch({ name: "Renamed" })).body).toMatchObject({ name: "Renamed", policy: null });
    expect((await create()).status).toBe(503);
    expect((await change({ underBps: 0 })).body.policy).toEqual({ ...DEFAULT_POLICY, underBps: 0 });
    expect((await create()).status).toBe(201);
  });
});
