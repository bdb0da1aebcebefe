import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomBase62 } from "../lib/ids";

/** Made once and kept in the home folder: a second start finds the same database, login and key. */
export type Secrets = {
  readonly databasePassword: string;
  readonly nextauthSecret: string;
  readonly cronSecret: string;
  readonly encryptionKey: string;
  readonly demoPassword: string;
  /** Null until the demo merchant has one. */
  readonly demoApiKey: string | null;
};

const SECRETS = "secrets.json";
const DATABASE_FOLDER = "database-folder";
/** Where the embedded database of a root user lives: its own user may not enter root's folders. */
const ROOT_DATABASES = "/var/lib/florin";

export function openHome(home: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
}

export function keptSecrets(home: string): Secrets {
  const kept = readJson<Partial<Secrets>>(join(home, SECRETS)) ?? {};
  const secrets: Secrets = {
    databasePassword: randomBase62(32),
    nextauthSecret: randomBase62(43),
    cronSecret: randomBase62(43),
    encryptionKey: randomBytes(32).toString("hex"),
    demoPassword: randomBase62(16),
    demoApiKey: null,
    ...kept,
  };
  keepSecrets(home, secrets);
  return secrets;
}

export function keepSecrets(home: string, secrets: Secrets): void {
  writePrivateJson(join(home, SECRETS), secrets);
}

/** The embedded database's folder; where it is not in the home, the home names it. */
export function databaseFolder(home: string): string {
  if (process.getuid?.() !== 0) return join(home, "postgres");
  const pointer = join(home, DATABASE_FOLDER);
  if (existsSync(pointer)) return readFileSync(pointer, "utf8").trim();
  mkdirSync(ROOT_DATABASES, { recursive: true, mode: 0o755 });
  const folder = join(ROOT_DATABASES, randomBase62(12));
  writeFileSync(pointer, `${folder}\n`, { mode: 0o600 });
  return folder;
}

/** Never half written: a reader sees the old text or the new one. */
export function writePrivateJson(path: string, value: unknown): void {
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

export function readJson<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
}
