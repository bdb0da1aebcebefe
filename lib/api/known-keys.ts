import { findKeyByHash, noteKeyUse } from "@/db/queries/api-keys";
import { log } from "../log";
import { processWide } from "../process-wide";
import type { App } from "../services/app";

export type KnownKey = {
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly scopes: ReadonlySet<string>;
  /** Epoch milliseconds; Infinity: never. */
  readonly expiresAt: number;
};

type Entry = { readonly key: KnownKey; readonly until: number; notedAt: number };

/** A key is looked up once in so long; a key revoked by another process works here for no longer than that. */
const REMEMBER_MS = 3_000;
/** `lastUsedAt` is written at most once in so long, and no request waits for it. */
const NOTE_EVERY_MS = 60_000;
const MAX_KNOWN = 10_000;

const known = processWide("known-keys", () => new Map<string, Entry>());

/** The key with this SHA-256 hash (hex), or null for one that is unknown, revoked or over. Unknown hashes are not remembered. */
export async function knownKey(app: App, hash: string, now: number): Promise<KnownKey | null> {
  const entry = known.get(hash);
  if (entry && entry.until > now) {
    if (entry.key.expiresAt <= now) return null;
    noteUse(app, entry, now);
    return entry.key;
  }
  const row = await findKeyByHash(app.database.db, hash);
  const expiresAt = row?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (!row || expiresAt <= now) {
    known.delete(hash);
    return null;
  }
  const { id, merchantId, livemode } = row;
  const fresh: Entry = {
    key: { id, merchantId, livemode, scopes: new Set(row.scopes), expiresAt },
    until: now + REMEMBER_MS,
    notedAt: entry?.notedAt ?? row.lastUsedAt?.getTime() ?? 0,
  };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(hash, fresh);
  noteUse(app, fresh, now);
  return fresh.key;
}

/** Called by whoever revokes a key: in this process it ends at once. */
export function forgetKey(hash: string): void {
  known.delete(hash);
}

function noteUse(app: App, entry: Entry, now: number): void {
  if (now - entry.notedAt < NOTE_EVERY_MS) return;
  entry.notedAt = now;
  noteKeyUse(app.database.db, entry.key.id, { now: new Date(now), notedBefore: new Date(now - NOTE_EVERY_MS) }).catch((err) => {
    log.warn({ err, keyId: entry.key.id }, "could not note the use of an API key");
  });
}
