import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ApiKeyRow } from "@/db/queries/api-keys";
import type { Scope } from "@/db/queries/scope";
import { apiKeys } from "@/db/schema";
import { notFound } from "../errors";
import { createApiKey } from "./create-api-key";

/**
 * A new key with the name and scopes of an old one, which goes on for the overlap: time to bring the new one everywhere.
 * The old key's own end, where it has one that is nearer, stays.
 *
 * @param input.overlapSeconds 0: the old key ends at once
 * @returns the new key, and the old one's row as it is now
 * @throws {ApiError} 404, also for a key that is revoked or over
 */
export async function rollApiKey(
  tx: Tx,
  scope: Scope,
  input: { id: string; overlapSeconds: number; now: number },
): Promise<{ row: ApiKeyRow; key: string; old: ApiKeyRow }> {
  const { id, overlapSeconds, now } = input;
  const inForce = and(
    eq(apiKeys.id, id),
    eq(apiKeys.merchantId, scope.merchantId),
    eq(apiKeys.livemode, scope.livemode),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, new Date(now))),
  );
  const [before] = await tx.select().from(apiKeys).where(inForce).for("update");
  if (!before) throw notFound();
  const end = now + overlapSeconds * 1_000;
  const expiresAt = new Date(Math.min(end, before.expiresAt?.getTime() ?? end));
  const [old] = await tx.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, id)).returning();
  if (!old) throw new Error("a locked key vanished");
  const made = await createApiKey(tx, scope, { name: before.name, scopes: before.scopes, expiresAt: null, now });
  return { ...made, old };
}
