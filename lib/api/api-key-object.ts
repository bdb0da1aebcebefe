import type { ApiKeyRow } from "@/db/queries/api-keys";
import type { ApiScope } from "./api-scope";

/** An API key as it is shown again: never with the key itself. */
export function apiKeyObject(row: ApiKeyRow) {
  return {
    id: row.id,
    object: "api_key" as const,
    name: row.name,
    scopes: row.scopes as ApiScope[],
    hint: row.hint,
    livemode: row.livemode,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
