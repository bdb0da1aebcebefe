import { join } from "node:path";
import { LOCAL_CONTRACTS } from "../contracts/deploy-local";
import { openDatabase } from "../db/client";
import { DEMO_SLUG, seedDemo } from "../db/seed";
import { keepSecrets, writePrivateJson } from "./home";
import { StartError } from "./progress";
import type { StartSettings } from "./start-settings";

const EMAIL = "demo@florin.test";
/** Accounts of every anvil (its well-known test mnemonic), worthless anywhere else. People's scripts pay with the one. */
const PAYER_KEY = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const TREASURY = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";

/** `demo.json` (product.md section 1). */
export type Demo = {
  readonly baseUrl: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
  readonly cronSecret: string;
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly tokens: { readonly USDC: string; readonly USDT: string };
  readonly payerPrivateKey: string;
  readonly treasury: string;
};

/** Makes the demo merchant where there is none yet, and writes down for people's scripts where everything is. */
export async function setUpDemo(settings: StartSettings, running: { databaseUrl: string; rpcUrl: string }): Promise<Demo> {
  const { home, secrets, baseUrl, appEnv } = settings;
  if (!secrets) throw new StartError("the demo needs its own database");
  const database = openDatabase(running.databaseUrl, { max: 1 });
  const { apiKey } = await database.db
    .transaction((tx) =>
      seedDemo(tx, {
        email: EMAIL,
        password: secrets.demoPassword,
        apiKey: secrets.demoApiKey,
        treasury: TREASURY,
        origin: new URL(baseUrl).origin,
        sealKey: appEnv.ENCRYPTION_KEY ?? secrets.encryptionKey,
        now: Date.now(),
      }),
    )
    .finally(() => database.close());
  if (apiKey !== secrets.demoApiKey) keepSecrets(home, { ...secrets, demoApiKey: apiKey });
  const demo: Demo = {
    baseUrl,
    email: EMAIL,
    password: secrets.demoPassword,
    apiKey,
    cronSecret: appEnv.CRON_SECRET ?? secrets.cronSecret,
    databaseUrl: running.databaseUrl,
    rpcUrl: running.rpcUrl,
    chainId: 31337,
    tokens: { USDC: LOCAL_CONTRACTS.usdc, USDT: LOCAL_CONTRACTS.usdt },
    payerPrivateKey: PAYER_KEY,
    treasury: TREASURY,
  };
  writePrivateJson(join(home, "demo.json"), demo);
  return demo;
}

export function demoLines(demo: Demo, home: string): string[] {
  return [
    `  log in with      ${demo.email}   ${demo.password}`,
    `  test API key     ${demo.apiKey}`,
    `  a shop to try    ${demo.baseUrl}/demo/${DEMO_SLUG}`,
    `  for scripts      ${join(home, "demo.json")}`,
    `  the app's log    ${join(home, "app.log")}`,
  ];
}
