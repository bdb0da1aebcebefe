import type { ApiKeyRow } from "@/db/queries/api-keys";

/** An API key as it is shown again: never with the key itself. */
export function apiKeyObject(row: ApiKeyRow) {
  return {
    id: row.id,
    object: "api_key",
    name: row.name,
    scopes: row.scopes,
    hint: row.hint,
    livemode: row.livemode,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
