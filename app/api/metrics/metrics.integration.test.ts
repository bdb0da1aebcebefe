import { beforeEach, describe, expect, test, vi } from "vitest";
import { localRateBook } from "@/lib/rates/local-rate-book";
import { deliverWebhooks } from "@/lib/services/deliver-webhooks";
import { scanNetworks } from "@/lib/services/scan-networks";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import * as session from "../v1/checkout_sessions/[id]/route";
import * as sessions from "../v1/checkout_sessions/route";
import * as endpoints from "../v1/webhook_endpoints/route";
import { GET } from "./route";

vi.mock("@/lib/auth", () => ({ signedInUser: async () => null }));

const METRICS_TOKEN = "a token for the operator's Prometheus";
const env = { METRICS_TOKEN, WEBHOOK_ALLOW_PRIVATE: "on" };
const rates = { ...localRateBook, ages: () => [{ pair: "ETH/USD", seconds: 12.5 }] };
const api = withApi({ env, rates });

async function scrape(authorization: string | null = `Bearer ${METRICS_TOKEN}`) {
  const headers = authorization === null ? {} : { authorization };
  const answer = await GET(new Request("http://localhost:3000/api/metrics", { headers }));
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
}

/** By name and labels, as Prometheus reads them; a line that it could not read is an error. */
function figuresOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [, name, value] = /^([a-z_][a-z0-9_]*(?:\{(?:[a-z_]+="[^"\\]*",?)+\})?) (\S+)$/i.exec(line) ?? [];
      if (name === undefined || (Number.isNaN(Number(value)) && value !== "+Inf" && value !== "Nan"))
        throw new Error(`not a figure: ${line}`);
      return [name, value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value)];
    }),
  );
}

describe("metrics are closed", () => {
  test.each([null, "", "Bearer", "Bearer ", METRICS_TOKEN, `Basic ${METRICS_TOKEN}`, `Bearer ${METRICS_TOKEN}x`])(
    "to %s",
    async (wrong) => {
      const { status, text } = await scrape(wrong);
      expect([status, JSON.parse(text).error.code]).toEqual([401, "metrics_token_wrong"]);
    },
  );

  test("to everybody while no token is set", async () => {
    const without = apiApp({ databaseUrl: api.own.url });
    useApp(without);
    for (const wrong of [null, "Bearer ", "Bearer undefined", `Bearer ${METRICS_TOKEN}`]) {
      const { status, text } = await scrape(wrong);
      expect([status, JSON.parse(text).error.code]).toEqual([503, "metrics_disabled"]);
    }
    await without.database.close();
  });
});

describe("metrics tell", () => {
  let figures: Map<string, number>;
  let text: string;
  let secrets: readonly string[];
  beforeEach(async () => {
    const { apiKey: key, merchantId, email, keyId, treasury } = api.merchant;
    // Counts are kept for some seconds, per app.
    const fresh = apiApp({ databaseUrl: api.own.url, env, rates });
    useApp(fresh);
    const url = "http://127.0.0.1:9/the-merchants-own-path";
    await callRoute(endpoints.POST, { method: "POST", key, body: { url } });
    const body = { amount: { value: "50.00", currency: "USD" }, customerEmail: "ada@example.com", description: "A mug for Ada" };
    const { id, address } = (await callRoute(sessions.POST, { method: "POST", key, body })).body;
    await callRoute(session.GET, { key, params: { id } });
    await callRoute(session.GET, { key, params: { id: "cs_none" } });
    await scanNetworks(fresh, { now: Date.now(), isOver: () => false });
    await api.own.database
      .sql`update network_cursors set time = now() - interval '40 seconds', scanned_at = now() - interval '7 seconds'`;
    await deliverWebhooks(fresh, { now: Date.now(), deadline: Date.now() + 60_000 });
    const scraped = await scrape();
    expect([scraped.status, scraped.type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    text = scraped.text;
    figures = figuresOf(text);
    secrets = [
      key,
      merchantId,
      email,
      keyId,
      `${treasury}`,
      id,
      address,
      "the-merchants-own-path",
      "ada@example.com",
      "A mug",
      METRICS_TOKEN,
    ];
    await fresh.database.close();
  });
  const figure = (name: string) => figures.get(`florin_${name}`);

  test("the requests, by the route's template and the status, with their time", () => {
    const route = 'method="GET",route="/api/v1/checkout_sessions/{id}"';
    expect(figure(`requests_total{${route},status="200"}`)).toBeGreaterThanOrEqual(1);
    expect(figure(`requests_total{${route},status="404"}`)).toBeGreaterThanOrEqual(1);
    const both = (figure(`requests_total{${route},status="200"}`) ?? 0) + (figure(`requests_total{${route},status="404"}`) ?? 0);
    expect(figure(`request_seconds_count{${route}}`)).toBe(both);
    expect(figure(`request_seconds_sum{${route}}`)).toBeGreaterThan(0);
  });

  test("the sessions by status, the statuses without any too", async () => {
    const [row] = await api.own.database.sql`select count(*)::int as n from checkout_sessions where status = 'pending'`;
    expect(figure('sessions{mode="test",status="pending"}')).toBe(row?.n);
    expect(figure('sessions{mode="live",status="paid"}')).toBe(0);
  });

  test("the deliveries that wait and the attempts that ended", async () => {
    const [row] = await api.own.database.sql`select count(*)::int as n from deliveries where status = 'pending'`;
    expect(figure("deliveries_pending")).toBe(row?.n);
    expect(figure('delivery_attempts_total{outcome="retry"}')).toBeGreaterThanOrEqual(1);
    expect(figure("delivery_attempt_seconds_count")).toBeGreaterThanOrEqual(1);
    expect(figure("deliveries_overdue_seconds")).toBe(0);
  });

  test("how far the scans are, how old the rates, how the process and its database do", () => {
    expect(figure('scan_behind_seconds{chain="31337"}')).toBeGreaterThanOrEqual(40);
    expect(figure('scan_age_seconds{chain="31337"}')).toBeGreaterThanOrEqual(7);
    expect(figure('scan_stalled{chain="31337"}')).toBe(0);
    expect(figure('rate_age_seconds{pair="ETH/USD"}')).toBe(12.5);
    expect(figure("database_up")).toBe(1);
    expect(figure("database_pool_size")).toBe(12);
    expect(figure('database_connections{state="active"}')).toBeGreaterThanOrEqual(1);
    expect(figures.get("process_resident_memory_bytes")).toBeGreaterThan(1e6);
    expect(figures.has("nodejs_eventloop_lag_p99_seconds")).toBe(true);
  });

  test("nothing of any merchant, and no label that grows with use", () => {
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\b(cs|pl|evt|we|whd|cus|mer|usr|wal|key|req)_[0-9A-Za-z]{24}\b/);
    const labels = new Set([...text.matchAll(/[{,]([a-z_]+)="/g)].map(([, label]) => label));
    const own = ["method", "route", "status", "mode", "outcome", "chain", "pair", "state", "le"];
    const ofTheProcess = ["kind", "space", "type", "version", "major", "minor", "patch"];
    expect([...labels].filter((label) => ![...own, ...ofTheProcess].includes(String(label)))).toEqual([]);
  });
});

test("the metrics of a process whose database is away say so, and the rest", async () => {
  const away = apiApp({ databaseUrl: "postgres://nobody:nothing@127.0.0.1:9/none", env });
  useApp(away);
  const { status, text } = await scrape();
  const figures = figuresOf(text);
  expect([status, figures.get("florin_database_up")]).toEqual([200, 0]);
  expect(figures.has("florin_deliveries_pending")).toBe(false);
  expect(figures.get("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  await away.database.close();
});
