import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import type { Random } from "../simulation/random";

/** An id that the field may name: an object that is there. */
export type Known = (field: string) => string | undefined;

const LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-_äéßЖ中🙂"];
const HEX = [..."0123456789abcdef"];
const SLUG = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 21);
const SHARE_OF_OPTIONAL = 0.2;

const many = (random: Random, from: readonly string[], length: number) =>
  Array.from({ length }, () => random.pick(from)).join("");

/** What a field's schema cannot say: which texts mean something there. Any other field gets any text. */
const WORDS: Readonly<Record<string, (random: Random) => unknown>> = {
  asset: (random) => random.pick(["USDC", "ETH", "USDT", "native", "DAI"]),
  chainId: (random) => random.pick([31337, 31337, 31337, 1, 8453]),
  slug: (random) => many(random, SLUG, random.int(3, 20)),
  wallet: (random) => `0x${many(random, HEX, 40)}`,
  address: (random) => `0x${many(random, HEX, 40)}`,
  txHash: (random) => `0x${many(random, HEX, 64)}`,
  email: (random) => `${many(random, SLUG, 6)}@example.com`,
  customerEmail: (random) => `${many(random, SLUG, 3)}@example.com`,
  supportEmail: (random) => `${many(random, SLUG, 3)}@example.com`,
  url: (random) => `https://hooks.invalid/${many(random, SLUG, 5)}`,
  currency: (random) => random.pick(["USD", "EUR", "JPY", "KWD"]),
  fiatCurrency: (random) => random.pick(["USD", "EUR"]),
  clientReferenceId: (random) => `order ${random.int(1, 200)}`,
  upTo: (random) => (random.chance(0.3) ? null : `${random.int(1, 9_999)}.00`),
};
const MOMENTS = new Set(["since", "createdAfter", "createdBefore", "expiresAt"]);

/** Some value that the schema allows, and that makes sense in a field of that name as far as one knows. */
export function anyValue(schema: JsonSchema, field: string, given: { random: Random; known: Known }): unknown {
  const { random, known } = given;
  const { anyOf, enum: values, examples, type } = schema;
  if (Array.isArray(anyOf)) {
    const kinds = anyOf.filter((one) => (one as JsonSchema).type !== "null");
    return random.chance(0.1) && kinds.length < anyOf.length ? null : anyValue(random.pick(kinds), field, given);
  }
  if (Array.isArray(values)) return random.pick(values);
  const word = WORDS[field];
  if (word && type !== "object") return word(random);
  if (MOMENTS.has(field)) return new Date(NOW + random.int(-300, 300) * DAY_MS).toISOString();
  const id = known(field);
  if (id !== undefined && random.chance(0.8)) return id;
  if (Array.isArray(examples) && random.chance(0.5)) return random.pick(examples);
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return objectOf(schema, given);
    case "array":
      return Array.from({ length: random.int(Number(schema.minItems ?? 0), 3) }, () =>
        anyValue(schema.items as JsonSchema, field, given),
      );
    case "integer":
      return integerOf(schema, random);
    case "number":
      return random.pick([0, 1, -1, 1.5, 1e21]);
    case "boolean":
      return random.chance(0.5);
    default:
      return typeof schema.pattern === "string" ? decimalOf(random) : textOf(schema, random);
  }
}

function objectOf(schema: JsonSchema, given: { random: Random; known: Known }): Record<string, unknown> {
  const { random } = given;
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const chosen = Object.entries(properties as Record<string, JsonSchema>).filter(
    ([name]) => (required as string[]).includes(name) || random.chance(SHARE_OF_OPTIONAL),
  );
  const fields = chosen.map(([name, one]) => [name, anyValue(one, name, given)] as const);
  const isOpen = typeof others === "object" && others !== null;
  const more = isOpen
    ? [[random.pick(["31337", "1", "order", "färbe"]), anyValue(others as JsonSchema, "value", given)] as const]
    : [];
  return Object.fromEntries([...fields, ...more]);
}

function integerOf({ minimum = 0, maximum = 1_000_000 }: JsonSchema, random: Random): number {
  const [least, most] = [Number(minimum), Math.min(Number(maximum), 2 ** 31)];
  return random.pick([least, most, random.int(least, most), random.int(least, Math.min(most, least + 100))]);
}

function decimalOf(random: Random): string {
  return random.pick(["50.00", "0.01", "1", "999999999999", "12.5", `${random.int(1, 5_000)}.${random.int(10, 99)}`]);
}

function textOf({ minLength = 0, maxLength = 60 }: JsonSchema, random: Random): string {
  const most = Math.min(Number(maxLength), random.chance(0.05) ? Number(maxLength) : 40);
  return many(random, LETTERS, random.int(Math.max(1, Number(minLength)), most));
}
