import type { JsonSchema } from "../../lib/api/openapi/json-schema";

/** A JSON schema of the document as TypeScript. A keyword that would change the type and is not known is an error. */
export function typeOf(schema: JsonSchema, indent = ""): string {
  const { $ref, enum: values, const: value, anyOf, type } = schema;
  if (typeof $ref === "string") return $ref.slice("#/components/schemas/".length);
  if (Array.isArray(values) && type !== "boolean") return values.map((one) => JSON.stringify(one)).join(" | ");
  if (value !== undefined) return JSON.stringify(value);
  if (Array.isArray(anyOf)) return anyOf.map((one) => typeOf(one, indent)).join(" | ");
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one }, indent)).join(" | ");
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return listType(typeOf(schema.items as JsonSchema, indent));
    case "object":
      return objectType(schema, indent);
    default:
      throw new Error(`no TypeScript for ${JSON.stringify(schema)}`);
  }
}

function listType(item: string): string {
  return /^\w+$/.test(item) ? `readonly ${item}[]` : `ReadonlyArray<${item}>`;
}

function objectType(schema: JsonSchema, indent: string): string {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
    additionalProperties?: JsonSchema | boolean;
  };
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, field]) => {
    const needed = required.includes(name);
    return `${commentOf(field, inner)}${inner}${name}${needed ? "" : "?"}: ${typeOf(field, inner)}${needed ? "" : " | undefined"};\n`;
  });
  if (fields.length > 0) return `{\n${fields.join("")}${indent}}`;
  if (typeof additionalProperties !== "object") return "Record<string, never>";
  return `Readonly<Record<string, ${typeOf(additionalProperties, indent)}>>`;
}

/** What a schema says beside its type, as a doc comment with its line end; empty where it says nothing. */
export function commentOf(schema: JsonSchema, indent: string): string {
  const words = [descriptionOf(schema), limitsOf(schema)].filter((one) => one !== "").join(" ");
  return words === "" ? "" : `${indent}/** ${words.replaceAll("*/", "* /")} */\n`;
}

/** A field that may be null has its words on either side of that. */
function descriptionOf(schema: JsonSchema): string {
  const inner = branchOf(schema);
  return String(schema.description ?? inner?.description ?? "");
}

function branchOf({ anyOf }: JsonSchema): JsonSchema | undefined {
  return Array.isArray(anyOf) ? anyOf.find(({ type }) => type !== "null") : undefined;
}

function limitsOf(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: usual, format, type } = branchOf(schema) ?? schema;
  const said = [
    range(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ""),
    range(minLength, maxLength, " characters"),
    range(minItems, maxItems, " entries"),
    format === "date-time" ? "ISO 8601, UTC" : "",
    usual === undefined || type === "object" ? "" : `default ${JSON.stringify(usual)}`,
  ].filter((one) => one !== "");
  return said.length === 0 ? "" : `(${said.join("; ")})`;
}

function range(from: unknown, to: unknown, unit: string): string {
  if (to === undefined) return from === undefined || (from === 0 && unit === "") ? "" : `at least ${from}${unit}`;
  return from === undefined ? `at most ${to}${unit}` : `${from} to ${to}${unit}`;
}
