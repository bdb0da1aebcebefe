import type { Field } from "../../documented";
import type { JsonSchema } from "../openapi/json-schema";

type Object = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
};

/** The fields of an object's schema, those of objects without a name among them right after their own. */
export function fieldsOf(schema: JsonSchema, place = ""): Field[] {
  const { properties = {}, required = [] } = kindOf(schema) as Object;
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = kindOf(field);
    const { items } = inner as Object;
    const own = fieldOf(`${place}${name}`, field, required.includes(name));
    if (items) return [own, ...fieldsOf(items, `${place}${name}[].`)];
    return [own, ...fieldsOf(inner, `${place}${name}.`), ...entriesOf(inner, `${place}${name}`)];
  });
}

/** A map has the same fields under each key. */
function entriesOf(schema: JsonSchema, place: string): Field[] {
  const { additionalProperties } = schema as Object;
  if (typeof additionalProperties !== "object") return [];
  const { items } = kindOf(additionalProperties) as Object;
  return fieldsOf(items ?? additionalProperties, `${place}.*${items ? "[]" : ""}.`);
}

/** One parameter of a path or a query. */
export function fieldOf(name: string, schema: JsonSchema, needed: boolean): Field {
  const kind = kindOf(schema);
  return {
    name,
    type: typeOf(schema),
    objects: [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, object = ""]) => object),
    needed,
    about: String(schema.description ?? kind.description ?? ""),
    limits: limitsOf(kind),
    values: valuesOf(kind),
  };
}

/** What a field is where it is not null. */
function kindOf(schema: JsonSchema): JsonSchema {
  const { anyOf } = schema as Object;
  const kinds = anyOf?.filter(({ type }) => type !== "null") ?? [];
  return kinds.length === 1 && kinds[0] ? kinds[0] : schema;
}

function typeOf(schema: JsonSchema): string {
  const { $ref, type, const: value, anyOf, items, enum: values } = schema as JsonSchema & Object;
  if (typeof $ref === "string") return nameOf($ref);
  if (value !== undefined) return JSON.stringify(value);
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(" or ");
  if (items) return `list of ${typeOf(items)}`;
  if (Array.isArray(type)) return type.join(" or ");
  if (type === undefined && Array.isArray(values)) return "string";
  return String(type);
}

export function nameOf(reference: string): string {
  return reference.slice("#/components/schemas/".length);
}

function valuesOf(schema: JsonSchema): readonly string[] {
  const { enum: own, items } = schema as JsonSchema & Object;
  const values = own ?? (items as JsonSchema | undefined)?.enum;
  return Array.isArray(values) && schema.type !== "boolean" ? values.map(String) : [];
}

function limitsOf(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, maxProperties, default: usual, format, type } = schema;
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  return [
    range(minimum === 0 && most === undefined ? undefined : minimum, most, ""),
    range(minLength, maxLength, " characters"),
    range(minItems, maxItems, " entries"),
    range(undefined, maxProperties, " keys"),
    format === "date-time" ? "ISO 8601, UTC" : "",
    usual === undefined || type === "object" || type === "array" ? "" : `default ${JSON.stringify(usual)}`,
  ]
    .filter((one) => one !== "")
    .join(" · ");
}

function range(from: unknown, to: unknown, unit: string): string {
  if (to === undefined) return from === undefined ? "" : `at least ${from}${unit}`;
  return from === undefined ? `at most ${to}${unit}` : `${from} to ${to}${unit}`;
}
