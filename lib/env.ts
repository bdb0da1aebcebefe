import { z } from "zod";
import { findNetwork, type NativeWatch } from "./checkout/networks";

/**
 * The environment, and the only place that reads it. `.env.example` says what each variable is for. A wrong value stops
 * the start with a line that names the variable.
 */
const onOff = (fallback: "on" | "off") =>
  z
    .enum(["on", "off"])
    .default(fallback)
    .transform((word) => word === "on");
const wholeNumber = (fallback: number, least: number, most = 999_999_999) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/, "must be a whole number")
    .default(String(fallback))
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be from ${least} to ${most}`);
/** `z.httpUrl()` refuses localhost and plain addresses. */
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" });
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres://");
const secret = z.string().min(32, "must have at least 32 characters");

const RATE_SOURCES = ["coinbase", "kraken", "binance", "bitstamp", "okx"] as const;
/** The others quote in USDT; what USDT is worth takes two of these. */
const DOLLAR_SOURCES: readonly string[] = ["coinbase", "kraken", "bitstamp"];
const rateSources = z
  .string()
  .default(RATE_SOURCES.join(","))
  .transform((list) => [...new Set(list.split(",").map((name) => name.trim()))])
  .pipe(z.array(z.enum(RATE_SOURCES, `may name ${RATE_SOURCES.join(", ")}`)))
  .refine(
    (names) => names.length >= 3 && names.filter((name) => DOLLAR_SOURCES.includes(name)).length >= 2,
    `must name three or more, and two of ${DOLLAR_SOURCES.join(", ")}`,
  );

const schema = z.object({
  PORT: wholeNumber(3000, 1, 65_535),
  FLORIN_HOME: z.string().default(".florin"),
  DATABASE_URL: databaseUrl,
  DATABASE_POOL: wholeNumber(12, 1),
  DATABASE_PREPARE: onOff("on"),
  DATABASE_LIMITS: onOff("on"),
  DATABASE_LISTEN_URL: databaseUrl.optional(),
  APP_URL: httpUrl.transform((url) => url.replace(/\/+$/, "")),
  NEXTAUTH_SECRET: secret,
  CRON_SECRET: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  ENCRYPTION_KEY: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits (32 bytes)"),
  RESIDENT_LOOP: onOff("on"),
  TICK_INTERVAL_MS: wholeNumber(1000, 20),
  ONE_NODE_LIMIT: wholeNumber(1000, 0),
  WEBHOOK_ALLOW_PRIVATE: onOff("off"),
  RATE_SOURCES: rateSources,
  RATE_LIMIT_KEY_PER_SECOND: wholeNumber(100, 1),
  RATE_LIMIT_ADDRESS_PER_SECOND: wholeNumber(20, 1),
  REPLICAS: wholeNumber(1, 1, 1_000),
  TRUST_PROXY: wholeNumber(0, 0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.output<typeof schema> & {
  /** Chain id → RPC URLs in the order in which they are tried. */
  RPC_URLS: ReadonlyMap<number, readonly string[]>;
  /** Chain id → how its native coin is found; absent: by blocks. */
  NATIVE_WATCH: ReadonlyMap<number, NativeWatch>;
};

export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * @throws {EnvError} one line that names the first wrong variable and what it must be
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new EnvError(present[name] === undefined ? `${name} is not set` : `${name} is wrong: ${issue?.message}`);
  }
  return { ...parsed.data, RPC_URLS: readRpcUrls(present), NATIVE_WATCH: readNativeWatch(present) };
}

function readRpcUrls(source: Readonly<Record<string, string | undefined>>): ReadonlyMap<number, readonly string[]> {
  const urls = new Map<number, readonly string[]>();
  for (const [name, value] of Object.entries(source)) {
    if (!name.startsWith("RPC_URL_") || !value) continue;
    const chainId = Number(name.slice("RPC_URL_".length));
    if (!findNetwork(chainId)) throw new EnvError(`${name} is wrong: Florin knows no network with that chain id`);
    const list = value.split(",").map((url) => url.trim());
    for (const url of list) {
      if (!httpUrl.safeParse(url).success) throw new EnvError(`${name} is wrong: each entry must be an http(s) URL`);
    }
    urls.set(chainId, list);
  }
  return urls;
}

function readNativeWatch(source: Readonly<Record<string, string | undefined>>): ReadonlyMap<number, NativeWatch> {
  const ways = new Map<number, NativeWatch>();
  for (const [name, value] of Object.entries(source)) {
    if (!name.startsWith("NATIVE_WATCH_") || !value) continue;
    const chainId = Number(name.slice("NATIVE_WATCH_".length));
    if (!findNetwork(chainId)) throw new EnvError(`${name} is wrong: Florin knows no network with that chain id`);
    if (value !== "blocks" && value !== "balances") throw new EnvError(`${name} is wrong: must be blocks or balances`);
    ways.set(chainId, value);
  }
  return ways;
}

let cached: Env | undefined;

/** This process's environment, read once. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}
