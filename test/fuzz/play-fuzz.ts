import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTES } from "@/lib/api/registry";
import { addWallet } from "@/lib/services/add-wallet";
import type { App } from "@/lib/services/app";
import type { Sender } from "@/lib/webhooks/send";
import { apiApp, useApp } from "../api";
import { TEST_SEAL_KEY } from "../app";
import { freshDatabase, type TestDatabase } from "../database";
import { byLogin, type Told, tell } from "../document/call";
import { MAKERS } from "../document/own-objects";
import { everyNetworkRates } from "../every-network-rates";
import { findRoute } from "../find-route";
import { seedMerchant } from "../seed";
import { login } from "../signed-in";
import { randomOf } from "../simulation/random";
import { faultOf, showRequest } from "./judge-answer";
import { makePool } from "./pool";
import { type Callers, type FuzzRequest, requestFrom } from "./request-of";

/** Of each of the two test files that share them. */
const DEFAULT_REQUESTS = 12_000;
const AT_ONCE = 8;
const MEASUREMENTS = 8;
/** Live memory after the garbage is collected, at the end against the first quarter's. */
const MOST_GROWTH = 1.15;
const LIMIT_PER_REQUEST_MS = 120;
const CRON_SECRET = "the cron secret of the fuzzer, of 32 letters and more";
const METRICS_TOKEN = "the metrics token of the fuzzer, of 32 letters and more";
const LIVE_TREASURY = "0x27b1fdb04752bbc536007a920d24acb045561c26";
/** Nothing of theirs ends well here: no node of a local chain stands behind this app. */
const NEVER_GOOD = new Set(["simulateCheckoutSession", "payFromTestWallet", "requotePublicSession"]);

/** Sends the seed's requests, `AT_ONCE` together, to every route of the registry. `npm run fuzz -- --seed 5` repeats. */
export function playFuzz(seed: number): void {
  const requests = Number(process.env.FUZZ_REQUESTS ?? DEFAULT_REQUESTS);
  const random = randomOf(seed, 1);
  const pool = makePool();
  const seen = new Map<string, Map<number, number>>();
  const heaps: number[] = [];
  let own: TestDatabase;
  let app: App;
  let callers: Callers;

  beforeAll(async () => {
    own = await freshDatabase();
    app = apiApp({ databaseUrl: own.url, chainIds: [31337, 1], rates: everyNetworkRates, env: { CRON_SECRET, METRICS_TOKEN } });
    useApp(app);
    (globalThis as Record<symbol, unknown>)[Symbol.for("florin.webhook-sender")] = moodySender();
    const [mine, foreign, live] = await Promise.all([
      seedMerchant(own.database.db),
      seedMerchant(own.database.db),
      seedMerchant(own.database.db, { livemode: true, treasury: null }),
    ]);
    await own.database.sql`update api_keys set merchant_id = ${mine.merchantId} where id = ${live.keyId}`;
    const scope = { merchantId: mine.merchantId, livemode: true };
    await addWallet(own.database.db, { scope, pasted: LIVE_TREASURY, sealKey: TEST_SEAL_KEY, now: 0 });
    login.user = { userId: mine.userId, merchantId: mine.merchantId, email: mine.email };
    callers = { test: mine.apiKey, live: live.apiKey, foreign: foreign.apiKey, cron: CRON_SECRET, metrics: METRICS_TOKEN };
    for (const make of Object.values(MAKERS)) for (let n = 0; n < 3; n += 1) pool.add(await make(byLogin()));
  });
  afterAll(async () => {
    await app?.database.close();
    await own?.drop();
  });

  test(`${requests} requests of seed ${seed} are answered as the document says`, {
    timeout: requests * LIMIT_PER_REQUEST_MS,
  }, async () => {
    const measureEvery = Math.ceil(requests / MEASUREMENTS / AT_ONCE);
    for (let round = 0; round * AT_ONCE < requests; round += 1) {
      const batch = Array.from({ length: AT_ONCE }, () => requestFrom(random, pool, callers));
      const answers = await Promise.all(batch.map(ask));
      for (const [place, told] of answers.entries()) note(batch[place] as FuzzRequest, told);
      if (round % measureEvery === measureEvery - 1) heaps.push(liveMemory());
    }
  });

  test("every route was asked, and each answered well at times", () => {
    const silent = ROUTES.filter(
      ({ id }) => !NEVER_GOOD.has(id) && ![...(seen.get(id)?.keys() ?? [])].some((status) => status < 300),
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
    for (const id of NEVER_GOOD) expect(seen.get(id)?.size).toBeGreaterThan(0);
  });

  test("what is valid is mostly taken, what is not is mostly refused", () => {
    const share = (kind: string) => {
      const counts = [...(seen.get(kind)?.entries() ?? [])];
      const all = counts.reduce((sum, [, count]) => sum + count, 0);
      return counts.reduce((sum, [status, count]) => sum + (status < 400 ? count : 0), 0) / all;
    };
    expect(share("valid")).toBeGreaterThan(0.5);
    expect(share("mutated")).toBeLessThan(share("valid"));
    expect(share("garbage")).toBeLessThan(0.4);
  });

  test("memory stays flat", () => {
    const [, first = Number.NaN] = heaps;
    const last = Math.min(...heaps.slice(-2));
    if (process.env.FUZZ_REQUESTS) console.log(`live memory, MB: ${heaps.map((bytes) => (bytes / 1e6).toFixed(1)).join(" ")}`);
    expect(last / first).toBeLessThan(MOST_GROWTH);
  });

  async function ask(request: FuzzRequest): Promise<Told> {
    try {
      return await tell(await sent(request));
    } catch (cause) {
      throw new Error(`seed ${seed}: ${showRequest(request)}`, { cause });
    }
  }

  function note(request: FuzzRequest, told: Told): void {
    const fault = faultOf(told);
    expect(fault, `seed ${seed}: ${told.status} ${told.text.slice(0, 500)}\n${showRequest(request)}`).toBeNull();
    for (const name of [request.route.id, request.kind]) {
      const counts = seen.get(name) ?? new Map<number, number>();
      counts.set(told.status, (counts.get(told.status) ?? 0) + 1);
      seen.set(name, counts);
    }
    // Made by this caller: what was there before stays, so that the fuzzer does not lock itself out.
    if (told.status === 201 && typeof told.body?.id === "string") pool.add(told.body.id);
    if (request.method === "DELETE" && told.status === 200) pool.remove(told.body.id);
  }
}

async function sent({ method, url, headers, body }: FuzzRequest): Promise<Response> {
  const request = new Request(url, { method, headers, ...(body !== null && method !== "GET" && { body }) });
  const { module, params } = await findRoute(new URL(url).pathname);
  const handler = module[method];
  if (!handler) throw new Error("nobody serves this");
  return handler(request, { params: Promise.resolve(params) });
}

/** Receivers of every mood; nothing leaves this machine. */
function moodySender(): Sender {
  const random = randomOf(1, 2);
  return {
    send: async () => ({ statusCode: random.pick([200, 204, 404, 410, 429, 500]), error: null, answer: null, retryAfter: "1" }),
    close: async () => {},
  };
}

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

function liveMemory(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
