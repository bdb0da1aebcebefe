import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { ApiKeyRow } from "@/db/queries/api-keys";
import type { Scope } from "@/db/queries/scope";
import { apiKeys } from "@/db/schema";
import { invalid } from "../errors";
import { newId, randomBase62 } from "../ids";

const SECRET_LENGTH = 32;
const HINT_LENGTH = 4;

/**
 * @param input.expiresAt epoch milliseconds; null: never
 * @returns the row, and the key itself: the only time it is seen
 * @throws {ApiError} 400 for a key that would be over already
 */
export async function createApiKey(
  tx: Tx,
  scope: Scope,
  input: { name: string; scopes: readonly string[]; expiresAt: number | null; now: number },
): Promise<{ row: ApiKeyRow; key: string }> {
  const { name, scopes, expiresAt, now } = input;
  if (expiresAt !== null && expiresAt <= now) throw invalid("expiresAt", "invalid_field", "expiresAt must lie ahead.");
  const prefix = scope.livemode ? "ck_live_" : "ck_test_";
  const key = prefix + randomBase62(SECRET_LENGTH);
  const [row] = await tx
    .insert(apiKeys)
    .values({
      id: newId("apiKey"),
      ...scope,
      name,
      scopes: [...scopes],
      hash: createHash("sha256").update(key).digest("hex"),
      hint: `${prefix}…${key.slice(-HINT_LENGTH)}`,
      createdAt: new Date(now),
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    })
    .returning();
  if (!row) throw new Error("an inserted key comes back");
  return { row, key };
}
