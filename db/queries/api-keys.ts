import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { apiKeys } from "../schema";
import type { Scope } from "./scope";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** The key that this hash belongs to, unless it was revoked. */
export async function findKeyByHash(db: Tx, hash: string): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
  return row ?? null;
}

/** A key of the scope, revoked or not. */
export async function findKey(db: Tx, scope: Scope, id: string): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.merchantId, scope.merchantId), eq(apiKeys.livemode, scope.livemode), eq(apiKeys.id, id)));
  return row ?? null;
}

/** The scope's keys but those that were revoked, newest first. One whose time is over is shown with its end. */
export function listKeys(db: Tx, scope: Scope, page: { limit: number; startingAfter: string | null }): Promise<ApiKeyRow[]> {
  const after = page.startingAfter;
  const older = after
    ? sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (select k.created_at, k.id from api_keys k where k.id = ${after})`
    : undefined;
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.merchantId, scope.merchantId), eq(apiKeys.livemode, scope.livemode), isNull(apiKeys.revokedAt), older))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(page.limit + 1);
}

/** Notes that a key was used, unless a note younger than `notedBefore` is there. */
export async function noteKeyUse(db: Tx, keyId: string, times: { now: Date; notedBefore: Date }): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: times.now })
    .where(and(eq(apiKeys.id, keyId), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, times.notedBefore))));
}
