import { resolve } from "node:path";
import { EnvError, readEnv } from "../lib/env";
import { keptSecrets, openHome, type Secrets } from "./home";
import { StartError } from "./progress";

/** What the embedded database's address is taken for until it is known. */
const NOT_KNOWN_YET = "postgres://not-known-yet";
const BLOCK_SECONDS = "2";

export type StartSettings = {
  readonly home: string;
  readonly port: number;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Nothing is configured: a local chain and a demo merchant as well. */
  readonly demo: boolean;
  /** Present where the database is embedded: what a person did not set is made once and kept. */
  readonly secrets: Secrets | null;
  readonly blockSeconds: number;
  readonly baseUrl: string;
  /** The app's environment, but for the addresses of what is started first. */
  readonly appEnv: NodeJS.ProcessEnv;
};

/**
 * Reads the environment for a start, before anything is started.
 *
 * @throws {StartError} one line that names the wrong variable
 */
export function startSettings(source: Readonly<Record<string, string | undefined>>, root: string): StartSettings {
  const databaseUrl = source.DATABASE_URL || null;
  const connected = Object.entries(source).some(([name, value]) => name.startsWith("RPC_URL_") && value);
  const demo = databaseUrl === null && !connected;
  const home = resolve(root, source.FLORIN_HOME || ".florin");
  const port = source.PORT || "3000";
  // A wrong variable must not leave a home folder behind: the secrets are filled in after the check.
  const defaults = {
    PORT: port,
    APP_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: "-".repeat(32),
    ENCRYPTION_KEY: "0".repeat(64),
  };
  const complete = { ...(databaseUrl === null && { ...defaults, DATABASE_URL: NOT_KNOWN_YET }), ...given(source) };
  const config = checked(complete);
  const blockSeconds = Number(source.LOCAL_BLOCK_SECONDS || BLOCK_SECONDS);
  if (!(blockSeconds > 0)) throw new StartError("LOCAL_BLOCK_SECONDS is wrong: must be a number of seconds above 0");

  let secrets: Secrets | null = null;
  if (databaseUrl === null) {
    openHome(home);
    secrets = keptSecrets(home);
  }
  return {
    home,
    port: config.PORT,
    databaseUrl,
    demo,
    secrets,
    blockSeconds,
    baseUrl: config.APP_URL,
    appEnv: {
      ...(secrets && {
        NEXTAUTH_SECRET: secrets.nextauthSecret,
        CRON_SECRET: secrets.cronSecret,
        ENCRYPTION_KEY: secrets.encryptionKey,
      }),
      ...(demo && { WEBHOOK_ALLOW_PRIVATE: "on" }),
      ...given(source),
      PORT: String(config.PORT),
      FLORIN_HOME: home,
      APP_URL: config.APP_URL,
      NEXTAUTH_URL: config.APP_URL,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  };
}

function given(source: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value));
}

function checked(source: Readonly<Record<string, string | undefined>>) {
  try {
    return readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) throw new StartError(error.message);
    throw error;
  }
}
