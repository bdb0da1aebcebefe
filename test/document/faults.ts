import type { JsonSchema } from "@/lib/api/openapi/json-schema";

/**
 * A judge of its own for the JSON Schema of our document (2020-12, the keywords that stand in it). A keyword that it does
 * not know is an error, so that nothing is passed over in silence. Annotations say nothing about validity.
 */
const ANNOTATIONS = new Set(["description", "examples", "default", "format"]);

type Root = { readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } };

/** @returns what is wrong with the value, each with its place; none: it is valid */
export function faultsOf(schema: JsonSchema, value: unknown, root: Root, place = "$"): string[] {
  const faults: string[] = [];
  for (const [keyword, rule] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword)) continue;
    const judge = JUDGES[keyword];
    if (!judge) throw new Error(`the judge of answers does not know the keyword ${keyword}`);
    faults.push(...judge({ rule, schema, value, root, place }));
  }
  return faults;
}

type Case = {
  readonly rule: unknown;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly root: Root;
  readonly place: string;
};
type Judge = (one: Case) => string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const show = (value: unknown) => (JSON.stringify(value) ?? "undefined").slice(0, 80);
const unless = (isRight: boolean, place: string, fault: string) => (isRight ? [] : [`${place} ${fault}`]);

const JUDGES: Readonly<Record<string, Judge>> = {
  $ref: ({ rule, value, root, place }) => {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(String(rule))?.[1] ?? "";
    const target = root.components.schemas[name];
    if (!target) throw new Error(`${rule} is not in the document`);
    return faultsOf(target, value, root, place);
  },
  type: ({ rule, value, place }) => {
    const kinds = [rule].flat().map(String);
    return unless(
      kinds.some((kind) => isOfType(kind, value)),
      place,
      `is not ${kinds.join(" or ")}: ${show(value)}`,
    );
  },
  const: ({ rule, value, place }) => unless(value === rule, place, `is not ${show(rule)}: ${show(value)}`),
  enum: ({ rule, value, place }) => unless((rule as unknown[]).includes(value), place, `is none of its values: ${show(value)}`),
  pattern: ({ rule, value, place }) =>
    unless(
      typeof value !== "string" || new RegExp(String(rule), "u").test(value),
      place,
      `does not match ${rule}: ${show(value)}`,
    ),
  minLength: ({ rule, value, place }) =>
    unless(typeof value !== "string" || [...value].length >= Number(rule), place, `is shorter than ${rule}`),
  maxLength: ({ rule, value, place }) =>
    unless(typeof value !== "string" || [...value].length <= Number(rule), place, `is longer than ${rule}`),
  minimum: ({ rule, value, place }) =>
    unless(typeof value !== "number" || value >= Number(rule), place, `is less than ${rule}: ${show(value)}`),
  maximum: ({ rule, value, place }) =>
    unless(typeof value !== "number" || value <= Number(rule), place, `is more than ${rule}: ${show(value)}`),
  minItems: ({ rule, value, place }) =>
    unless(!Array.isArray(value) || value.length >= Number(rule), place, `has fewer than ${rule} entries`),
  maxItems: ({ rule, value, place }) =>
    unless(!Array.isArray(value) || value.length <= Number(rule), place, `has more than ${rule} entries`),
  items: ({ rule, value, root, place }) =>
    Array.isArray(value) ? value.flatMap((item, index) => faultsOf(rule as JsonSchema, item, root, `${place}[${index}]`)) : [],
  maxProperties: ({ rule, value, place }) =>
    unless(!isObject(value) || Object.keys(value).length <= Number(rule), place, `has more than ${rule} fields`),
  required: ({ rule, value, place }) =>
    isObject(value)
      ? (rule as string[]).filter((name) => !Object.hasOwn(value, name)).map((name) => `${place}.${name} is missing`)
      : [],
  properties: ({ rule, value, root, place }) =>
    isObject(value)
      ? Object.entries(rule as Record<string, JsonSchema>)
          .filter(([name]) => Object.hasOwn(value, name))
          .flatMap(([name, schema]) => faultsOf(schema, value[name], root, `${place}.${name}`))
      : [],
  propertyNames: ({ rule, value, root, place }) =>
    isObject(value) ? Object.keys(value).flatMap((name) => faultsOf(rule as JsonSchema, name, root, `${place} name`)) : [],
  additionalProperties: ({ rule, schema, value, root, place }) => {
    if (!isObject(value)) return [];
    const known = (schema.properties ?? {}) as object;
    return Object.entries(value)
      .filter(([name]) => !Object.hasOwn(known, name))
      .flatMap(([name, inner]) =>
        rule === false
          ? [`${place}.${name} is not in the document`]
          : faultsOf(rule as JsonSchema, inner, root, `${place}.${name}`),
      );
  },
  allOf: ({ rule, value, root, place }) => (rule as JsonSchema[]).flatMap((schema) => faultsOf(schema, value, root, place)),
  anyOf: ({ rule, value, root, place }) => {
    const tried = (rule as JsonSchema[]).map((schema) => faultsOf(schema, value, root, place));
    if (tried.some((faults) => faults.length === 0)) return [];
    const fewest = tried.reduce((best, faults) => (faults.length < best.length ? faults : best));
    return [`${place} is none of its kinds; the nearest: ${fewest.join("; ")}`];
  },
};

function isOfType(kind: string, value: unknown): boolean {
  switch (kind) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "number":
    case "boolean":
      return typeof value === kind;
    default:
      throw new Error(`the judge of answers does not know the type ${kind}`);
  }
}
