import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POST as inbox } from "@/app/api/test/inbox/[token]/route";
import { SCENARIOS, type Scenario } from "@/lib/checkout/scenario";
import type { App } from "@/lib/services/app";
import { createSession } from "@/lib/services/create-session";
import { startResidentLoop } from "@/lib/services/resident-loop";
import { type Answer, callRoute, useApp } from "@/test/api";
import { testApp } from "@/test/app";
import { startChain, type TestChain } from "@/test/chain";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { type Money, open, readSession, tick } from "@/test/engine";
import { seedMerchant } from "@/test/seed";
import { POST as simulate } from "./checkout_sessions/[id]/simulate/route";

const SEEN = ["payment.received", "session.detected"];
const SETTLED = ["payment.confirmed", "session.paid"];

type End = { status: string; flags: string[]; payments: object[]; events: string[] };

const paid = { state: "confirmed", late: false };
const late = { state: "confirmed", late: true };
const gone = { state: "reverted" };

/** Where each must end, and all types of events that are told on the way. */
const ENDS: Readonly<Record<Scenario, End>> = {
  exact: { status: "paid", flags: [], payments: [paid], events: [...SEEN, ...SETTLED] },
  under: {
    status: "underpaid",
    flags: ["partial"],
    payments: [paid],
    events: ["payment.received", "session.underpaid", "payment.confirmed"],
  },
  over: {
    status: "paid",
    flags: ["over"],
    payments: [paid],
    events: ["payment.received", "session.detected", "session.overpaid", ...SETTLED],
  },
  two_parts: {
    status: "paid",
    flags: [],
    payments: [paid, paid],
    events: ["session.underpaid", ...SEEN, ...SETTLED],
  },
  double: {
    status: "paid",
    flags: ["surplus"],
    payments: [paid, paid],
    events: [...SEEN, ...SETTLED],
  },
  late: {
    status: "paid_late",
    flags: ["late"],
    payments: [late],
    events: ["session.requoted", "session.expired", "payment.received", "payment.confirmed", "session.paid_late"],
  },
  late_after_grace: {
    status: "expired",
    flags: [],
    payments: [late],
    events: ["session.requoted", "session.expired", "payment.received", "payment.confirmed"],
  },
  wrong_token: {
    status: "pending",
    flags: ["wrong_asset"],
    payments: [paid],
    events: ["payment.received", "payment.confirmed"],
  },
  internal_transfer: { status: "paid", flags: [], payments: [paid], events: [...SEEN, ...SETTLED] },
  reorg_before_paid: {
    status: "paid",
    flags: ["reverted"],
    payments: [paid, gone],
    events: [...SEEN, "payment.reverted", ...SETTLED],
  },
  reorg_after_paid: {
    status: "failed",
    flags: ["reverted"],
    payments: [gone],
    events: [...SEEN, ...SETTLED, "payment.reverted", "session.failed"],
  },
  rpc_outage: {
    status: "paid",
    flags: [],
    payments: [paid],
    events: ["session.requoted", "payment.received", ...SETTLED],
  },
  webhook_500_then_200: { status: "paid", flags: [], payments: [paid], events: [...SEEN, ...SETTLED] },
};

let own: TestDatabase;
let chain: TestChain;
let receiver: Awaited<ReturnType<typeof serveInbox>>;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;

beforeAll(async () => {
  [own, chain, receiver] = await Promise.all([freshDatabase(), startChain({ blockTime: 1 }), serveInbox()]);
  app = appWith({});
  await tick(app);
});
afterAll(async () => {
  receiver?.stop();
  await app?.database.close();
  await Promise.all([own?.drop(), chain?.stop()]);
});
beforeEach(async () => {
  merchant = await seedMerchant(own.database.db);
  useApp(app);
});

function appWith(env: Record<string, string>): App {
  const watch = { NATIVE_WATCH_31337: process.env.TEST_NATIVE_WATCH ?? "blocks" };
  const given = { ...watch, APP_URL: receiver.url, RESIDENT_LOOP: "off", TICK_INTERVAL_MS: "50", ...env };
  return testApp({ databaseUrl: own.url, rpcUrls: { 31337: [chain.rpcUrl] }, env: given });
}

/** The product's own address, with the one route that a scenario has called. */
async function serveInbox() {
  const server = createServer(async (request, response) => {
    const token = request.url?.split("/").at(-1) ?? "";
    const headers = { "webhook-id": String(request.headers["webhook-id"] ?? "") };
    const answer = await inbox(new Request("http://localhost", { method: "POST", headers }), {
      params: Promise.resolve({ token }),
    });
    response.writeHead(answer.status).end();
  });
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, stop: () => server.close() };
}

/** Payments by state: those of one second have no order that a test could know. */
function inOrder(session: { payments: { state: string }[] }) {
  return { ...session, payments: [...session.payments].sort((a, b) => a.state.localeCompare(b.state)) };
}

function told({ events }: { events: readonly string[] }): string[] {
  return [...new Set(events)].sort();
}

function play(id: string, scenario: unknown, { key = merchant.apiKey, headers = {} } = {}) {
  const path = `/test/checkout_sessions/${id}/simulate`;
  return callRoute(simulate, { method: "POST", path, params: { id }, key, headers, body: { scenario } });
}

function openOne(asset: Money = "ETH") {
  return open(app, { merchant, asset, amount: "10.00" });
}

/** Two that wait, of another shop: nothing may happen to them. */
async function openBystanders() {
  const other = await seedMerchant(own.database.db);
  return Promise.all((["ETH", "USDC"] as const).map((asset) => open(app, { merchant: other, asset, amount: "7.00" })));
}

async function expectEnd(scenario: Scenario, asset: Money): Promise<Answer> {
  const [{ id }, others] = [await openOne(asset), await openBystanders()];
  const answer = await play(id, scenario);
  expect(answer).toMatchObject({ status: 200, body: { scenario, session: { id } } });
  const { events, ...end } = ENDS[scenario];
  expect(inOrder(answer.body.session)).toMatchObject(end);
  expect(told(await readSession(own, id))).toEqual(["session.created", ...events].sort());
  for (const other of others) {
    expect(await readSession(own, other.id)).toMatchObject({ status: "pending", flags: [], events: ["session.created"] });
  }
  return answer;
}

test.each(SCENARIOS)("%s ends as it must, and leaves others alone", async (scenario) => {
  const { body } = await expectEnd(scenario, "ETH");
  const shown = body.deliveries.map((one: { attempts: { statusCode: number }[] }) => one.attempts.map((each) => each.statusCode));
  expect(shown).toEqual(scenario === "webhook_500_then_200" ? [[500, 200]] : []);
  const living = await own.database.sql`
    select 1 from webhook_endpoints where merchant_id = ${merchant.merchantId} and deleted_at is null`;
  expect(living).toEqual([]);
});

test.each<Scenario>(["exact", "wrong_token", "reorg_before_paid"])("%s ends so where a token is paid, too", async (scenario) => {
  await expectEnd(scenario, "USDT");
});

test("money that a contract sends is told as such, with the transaction that moved it", async () => {
  const { body } = await expectEnd("internal_transfer", "ETH");
  const [payment] = body.session.payments;
  expect(payment).toMatchObject({ kind: "internal", asset: { symbol: "ETH" } });
  const { to, value } = await chain.client.getTransaction({ hash: payment.txHash });
  expect([to, value]).toEqual([null, BigInt(payment.amount.wei)]);
});

test("a contract's money cannot be played where the session takes no coin", async () => {
  const { id } = await openOne("USDC");
  expect(await play(id, "internal_transfer")).toMatchObject({ status: 409, body: { error: { code: "coin_not_taken" } } });
  expect(await readSession(own, id)).toMatchObject({ status: "pending", flags: [] });
});

test("a session that takes every asset takes its chosen one alone, so that there is a wrong one", async () => {
  const { merchantId, livemode } = merchant;
  const input = { amount: { value: "10.00", currency: "USD" }, expiresIn: null };
  const made = await createSession(app, { scope: { merchantId, livemode }, input, now: Date.now() });
  if (made.kind !== "created") throw new Error("a new one");
  const { body } = await play(made.session.id, "wrong_token");
  expect(body.session).toMatchObject({ status: "pending", flags: ["wrong_asset"] });
  expect(body.session.quotes).toHaveLength(2);
  expect(body.session.methods).toHaveLength(1);
});

test("what others paid in blocks that are taken back is in their replacements", async () => {
  const [{ id }, other] = [await openOne(), await openOne()];
  await chain.client.setIntervalMining({ interval: 0 });
  const txHash = await chain.client.sendTransaction({ account: chain.accounts[0], to: other.address, value: other.due });
  expect((await play(id, "reorg_after_paid")).body.session).toMatchObject({ status: "failed" });
  await chain.client.setIntervalMining({ interval: 1 });
  expect(await chain.client.getTransactionReceipt({ hash: txHash })).toMatchObject({ status: "success" });
  expect(await readSession(own, other.id)).toMatchObject({ status: "paid", flags: ["reverted"] });
});

test("the resident loop plays its part where it runs", async () => {
  const resident = appWith({ RESIDENT_LOOP: "on" });
  useApp(resident);
  const loop = startResidentLoop(resident);
  const { id } = await openOne();
  expect((await play(id, "late")).body.session).toMatchObject({ status: "paid_late" });
  await loop.stop();
  await resident.database.close();
});

test("one scenario at a time is played on a chain", async () => {
  const [first, second] = [await openOne(), await openOne()];
  const answers = await Promise.all([play(first.id, "exact"), play(second.id, "exact")]);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused.map(({ body }) => body.error.code)).toEqual(["scenario_running"]);
  const waiting = answers[0]?.status === 409 ? first : second;
  expect((await play(waiting.id, "exact")).body.session).toMatchObject({ status: "paid" });
});

test("a scenario is played once for one Idempotency-Key", async () => {
  const { id } = await openOne();
  const headers = { "idempotency-key": "the same" };
  const first = await play(id, "exact", { headers });
  const again = await play(id, "exact", { headers });
  expect(again.text).toBe(first.text);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
});

test("a session that does not wait any more, an unknown scenario and an unknown session are refused in words", async () => {
  const { id } = await openOne();
  await play(id, "exact");
  expect(await play(id, "under")).toMatchObject({ status: 409, body: { error: { code: "session_not_waiting" } } });
  expect(await play(id, "luck")).toMatchObject({ status: 400, body: { error: { param: "scenario" } } });
  expect(await play("cs_000000000000000000000000", "exact")).toMatchObject({ status: 404 });
});

test("nobody plays with another shop's session, nor with real money, nor without the scope", async () => {
  const { id } = await openOne();
  const stranger = await seedMerchant(own.database.db);
  const live = await seedMerchant(own.database.db, { livemode: true });
  const reader = await seedMerchant(own.database.db, { scopes: ["sessions:read"] });
  expect(await play(id, "exact", { key: stranger.apiKey })).toMatchObject({ status: 404 });
  expect(await play(id, "exact", { key: live.apiKey })).toMatchObject({ status: 404 });
  expect(await play(id, "exact", { key: reader.apiKey })).toMatchObject({ status: 403 });
  expect(await readSession(own, id)).toMatchObject({ status: "pending" });
});

test("the receiver answers for nothing but a scenario's own delivery", async () => {
  const response = await fetch(`${receiver.url}/api/test/inbox/abc`, {
    method: "POST",
    headers: { "webhook-id": "evt_000000000000000000000000" },
  });
  expect(response.status).toBe(404);
});
