import { z } from "zod";
import { API_SCOPES } from "../api-scope";
import { moment, overlapSeconds, text } from "./fields";

/** The body of POST /api_keys. Without scopes, a key may do everything. */
export const createApiKeySchema = z.strictObject({
  name: text({ max: 80 }).describe("What you call it."),
  scopes: z
    .array(z.enum(API_SCOPES))
    .min(1)
    .max(API_SCOPES.length)
    .default([...API_SCOPES])
    .describe("What it may do."),
  expiresAt: moment.nullable().default(null).describe("From then on the key opens nothing; null: never."),
});

/** The body of POST /api_keys/{id}/roll. */
export const rollApiKeySchema = z.strictObject({
  overlapSeconds: overlapSeconds.describe("Seconds for which the old key goes on beside the new one; 0: it ends at once."),
});
