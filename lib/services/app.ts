import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "@/db/client";
import type { Chain } from "../chains/chain";
import { type Env, env } from "../env";
import { randomBase62 } from "../ids";
import { processWide } from "../process-wide";
import type { Rates } from "../rates/rates";
import { configuredChains } from "./configured-chains";
import { configuredRates } from "./configured-rates";

/** What every use case needs of the world. Built once a process; tests build their own. */
export type App = {
  readonly config: Env;
  readonly database: Database;
  /** The connected networks by chain id. */
  readonly chains: ReadonlyMap<number, Chain>;
  readonly rates: Rates;
  /** This process, in leases and reservations. */
  readonly instance: string;
};

export function makeApp(config: Env, parts: Pick<App, "chains" | "rates">): App {
  return {
    config,
    database: openConfigured(config, config.DATABASE_POOL),
    instance: randomBase62(12, randomBytes),
    ...parts,
  };
}

/** A pool of so many connections, as the settings say that the way to the server is. */
export function openConfigured(config: Env, max: number): Database {
  return openDatabase(config.DATABASE_URL, {
    max,
    prepare: config.DATABASE_PREPARE,
    tellLimits: config.DATABASE_LIMITS,
    listenUrl: config.DATABASE_LISTEN_URL ?? config.DATABASE_URL,
  });
}

/** This process's own, from its environment. */
export function app(): App {
  return processWide("app", () => makeApp(env(), { chains: configuredChains(env()), rates: configuredRates(env()) }));
}
