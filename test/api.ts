import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Chain } from "@/lib/chains/chain";
import { networkOf } from "@/lib/checkout/networks";
import { readEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { localRateBook } from "@/lib/rates/local-rate-book";
import type { Rates } from "@/lib/rates/rates";
import { type App, makeApp } from "@/lib/services/app";
import { freshDatabase, type TestDatabase } from "./database";
import { seedMerchant } from "./seed";

type Options = {
  databaseUrl: string;
  /** The networks that are connected; their nodes answer with a head of now and nothing else. */
  chainIds?: readonly number[];
  rates?: Rates;
  env?: Readonly<Record<string, string>>;
};

/** An application for the API's routes: a real database, connected networks whose chains stand still. */
export function apiApp({ databaseUrl, chainIds = [31337], rates = localRateBook, env = {} }: Options): App {
  const config = readEnv({
    DATABASE_URL: databaseUrl,
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret for tests, never for anybody",
    ENCRYPTION_KEY: "07".repeat(32),
    RATE_LIMIT_KEY_PER_SECOND: "1000000",
    RATE_LIMIT_ADDRESS_PER_SECOND: "1000000",
    LOG_LEVEL: "silent",
    ...env,
  });
  return makeApp(config, { chains: new Map(chainIds.map((chainId) => [chainId, standingChain(chainId)])), rates });
}

/** The routes take this process's own app: tests put theirs in its place, and leave its log to those who test the log. */
export function useApp(app: App): void {
  log.level = "silent";
  (globalThis as Record<symbol, unknown>)[Symbol.for("florin.app")] = app;
}

/** One application and database for a file's tests, with a merchant of its own for each of them. */
export function withApi(options: Omit<Options, "databaseUrl"> = {}) {
  const api = { own: {} as TestDatabase, app: {} as App, merchant: {} as Awaited<ReturnType<typeof seedMerchant>> };
  beforeAll(async () => {
    api.own = await freshDatabase();
    api.app = apiApp({ ...options, databaseUrl: api.own.url });
  });
  beforeEach(async () => {
    useApp(api.app);
    api.merchant = await seedMerchant(api.own.database.db);
  });
  afterAll(async () => {
    await api.app.database?.close();
    await api.own.drop?.();
  });
  return api;
}

function standingChain(chainId: number): Chain {
  const header = () => ({ number: 1, hash: `0x${"01".repeat(32)}`, parentHash: `0x${"00".repeat(32)}`, time: Date.now() });
  return {
    network: networkOf(chainId),
    head: async () => header(),
    headerAt: async () => header(),
    scan: async () => ({ blocks: [], transfers: [], sweeps: [] }),
    lookUp: async () => null,
    secondWord: async () => "alone",
    secondBalances: async () => "alone",
    balances: async (addresses) => new Map(addresses.map((address) => [address, 0n])),
    attribute: async () => ({ sends: [], inside: null }),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a route's params are its own
type Route = (request: Request, context: { params: Promise<any> }) => Response | Promise<Response>;

// biome-ignore lint/suspicious/noExplicitAny: tests look into it as they expect it
export type Answer = { status: number; headers: Headers; text: string; body: any };

type Call = {
  method?: string;
  path?: string;
  params?: Record<string, string>;
  key?: string | null;
  /** An object is sent as JSON, a text or bytes as they are. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** Calls a route's own handler, as Next would, and reads its answer. */
export async function callRoute(
  route: Route,
  { method = "GET", path = "/", params = {}, key = null, body, headers = {} }: Call,
): Promise<Answer> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body), duplex: "half" }),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}
