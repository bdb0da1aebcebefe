import { z } from "zod";
import { API_SCOPES } from "../api-scope";
import { text } from "./fields";

/** The body of POST /api_keys. Without scopes, a key may do everything. */
export const createApiKeySchema = z.strictObject({
  name: text({ max: 80 }),
  scopes: z
    .array(z.enum(API_SCOPES))
    .min(1)
    .max(API_SCOPES.length)
    .default([...API_SCOPES]),
});
