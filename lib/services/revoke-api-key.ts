import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ApiKeyRow } from "@/db/queries/api-keys";
import type { Scope } from "@/db/queries/scope";
import { apiKeys } from "@/db/schema";
import { notFound } from "../errors";

/**
 * Ends a key. Other processes may believe it for the seconds that lib/api/known-keys.ts remembers.
 *
 * @throws {ApiError} 404, also for a key that is revoked already
 */
export async function revokeApiKey(tx: Tx, scope: Scope, { id, now }: { id: string; now: number }): Promise<ApiKeyRow> {
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: new Date(now) })
    .where(
      and(
        eq(apiKeys.id, id),
        eq(apiKeys.merchantId, scope.merchantId),
        eq(apiKeys.livemode, scope.livemode),
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning();
  if (!row) throw notFound();
  return row;
}
