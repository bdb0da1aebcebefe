import type { RouteDescription } from "@/lib/api/describe-route";
import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import { requestSchema } from "@/lib/api/openapi/json-schemas";

/** What a field's schema cannot say: which texts mean something there. By the field's name. */
const WORDS: Readonly<Record<string, string>> = {
  asset: "USDC",
  text: "The parcel is on its way.",
  reason: "Paid in cash.",
  title: "Mug",
  name: "Shop",
  txHash: `0x${"ab".repeat(32)}`,
  since: "2026-01-01T00:00:00Z",
  url: "https://hooks.invalid/florin",
  wallet: "0x52908400098527886E0F7030069857D2E4169EE7",
};
const NUMBERS: Readonly<Record<string, number>> = { chainId: 31337 };

/** What a route needs beyond the fields that its schema requires. */
export const MORE: Readonly<Record<string, object>> = {
  createCheckoutSession: { amount: { value: "50.00", currency: "USD" } },
  createPaymentLink: { fiatAmount: "12.50" },
};

/** The least that a route takes: what its schema requires, and nothing else. */
export function sampleBody({ id, body }: RouteDescription): Record<string, unknown> {
  return { ...(leastOf(requestSchema(body.test), id) as object), ...MORE[id] };
}

export function sampleQuery({ id, query }: RouteDescription): Record<string, unknown> {
  return leastOf(requestSchema(query), id) as Record<string, unknown>;
}

/** @throws where nothing is known of what a field takes: say it in the schema's examples, or here */
function leastOf(schema: JsonSchema, field: string): unknown {
  const { type, properties = {}, required = [], examples, enum: values } = schema;
  if (Array.isArray(examples)) return examples[0];
  if (Array.isArray(values)) return values[0];
  if (type === "object") {
    const fields = properties as Record<string, JsonSchema>;
    return Object.fromEntries((required as string[]).map((name) => [name, leastOf(fields[name] ?? {}, name)]));
  }
  const known = type === "string" ? WORDS[field] : NUMBERS[field];
  if (known === undefined) throw new Error(`what does ${field} take? ${JSON.stringify(schema)}`);
  return known;
}
