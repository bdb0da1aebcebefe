/** What an API key may do (product.md 2). A signed-in user may do all of it. */
export const API_SCOPES = [
  "links:read",
  "links:write",
  "sessions:read",
  "sessions:write",
  "webhooks:read",
  "webhooks:write",
  "events:read",
  "customers:read",
] as const;

export type ApiScope = (typeof API_SCOPES)[number];
