import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { ApiKeyRow } from "@/db/queries/api-keys";
import type { Scope } from "@/db/queries/scope";
import { apiKeys } from "@/db/schema";
import { newId, randomBase62 } from "../ids";

const SECRET_LENGTH = 32;
const HINT_LENGTH = 4;

/** @returns the row, and the key itself: the only time it is seen */
export async function createApiKey(
  tx: Tx,
  scope: Scope,
  input: { name: string; scopes: readonly string[]; now: number },
): Promise<{ row: ApiKeyRow; key: string }> {
  const { name, scopes, now } = input;
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
    })
    .returning();
  if (!row) throw new Error("an inserted key comes back");
  return { row, key };
}
