import { readEnv } from "@/lib/env";
import { localRateBook } from "@/lib/rates/local-rate-book";
import type { Rates } from "@/lib/rates/rates";
import { type App, makeApp } from "@/lib/services/app";
import { configuredChains } from "@/lib/services/configured-chains";

/** ENCRYPTION_KEY in tests. */
export const TEST_SEAL_KEY = "07".repeat(32);

type Options = {
  databaseUrl: string;
  /** Chain id → RPC URLs. */
  rpcUrls?: Readonly<Record<number, readonly string[]>>;
  rates?: Rates;
  /** Further or other variables (`.env.example`). */
  env?: Readonly<Record<string, string>>;
};

/** The application as tests run it: a real database, real chains, the fixed rate book, receivers on this machine allowed. */
export function testApp({ databaseUrl, rpcUrls = {}, rates = localRateBook, env = {} }: Options): App {
  const config = readEnv({
    DATABASE_URL: databaseUrl,
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret for tests, never for anybody",
    CRON_SECRET: "another secret for tests, never real",
    ENCRYPTION_KEY: TEST_SEAL_KEY,
    WEBHOOK_ALLOW_PRIVATE: "on",
    LOG_LEVEL: "silent",
    // A test that is about the limits sets its own.
    RATE_LIMIT_KEY_PER_SECOND: "1000000",
    RATE_LIMIT_ADDRESS_PER_SECOND: "1000000",
    ...Object.fromEntries(Object.entries(rpcUrls).map(([chainId, urls]) => [`RPC_URL_${chainId}`, urls.join(",")])),
    ...env,
  });
  return makeApp(config, { chains: configuredChains(config), rates });
}
