import type { JsonSchema } from "./json-schema";

/** What the API says beside its bodies. */
export const HEADERS = {
  "Request-Id": {
    description: "Names this request in the server's log: tell it when you ask for help.",
    schema: { type: "string", pattern: "^req_[0-9A-Za-z]{24}$" },
  },
  RateLimit: {
    description: 'What is left of your share, and in how many seconds there is more: `"key";r=99;t=1`.',
    schema: { type: "string" },
  },
  "RateLimit-Policy": {
    description: 'Your share: so many requests (`q`) in so many seconds (`w`): `"key";q=100;w=1`.',
    schema: { type: "string" },
  },
  "Idempotent-Replayed": {
    description: "`true`: this is the first answer to this Idempotency-Key, given again.",
    schema: { type: "string", const: "true" },
  },
  "Retry-After": {
    description: "Whole seconds after which the same request may do better.",
    schema: { type: "string", pattern: "^[1-9][0-9]*$" },
  },
  Location: { description: "Where to go on.", schema: { type: "string" } },
} as const satisfies Readonly<Record<string, JsonSchema>>;
