import { z } from "zod";

type Schema = z.core.$ZodType;

/** The schema of what stands at a path of an input, or null where it says nothing of that place. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema | null {
  let found: Schema | null = schema;
  for (const step of path) found = found && inner(bare(found), String(step));
  return found;
}

/** The fields of an object, in the order in which its schema names them; none of anything else. */
export function fieldNames(schema: Schema): readonly string[] {
  const { def } = (bare(schema) as z.core.$ZodTypes)._zod;
  return def.type === "object" ? Object.keys(def.shape) : [];
}

/** The first of the examples that the schema gives, or undefined. */
export function exampleOf(schema: Schema): unknown {
  const examples = z.globalRegistry.get(schema)?.examples;
  if (Array.isArray(examples)) return examples[0];
  const under = unwrapped(schema);
  return under === null ? undefined : exampleOf(under);
}

function inner(schema: Schema, name: string): Schema | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return Object.hasOwn(def.shape, name) ? (def.shape[name] ?? null) : null;
    case "array":
      return def.element;
    default:
      return null;
  }
}

/** Without what says that it may be absent or null. */
function bare(schema: Schema): Schema {
  const under = unwrapped(schema);
  return under === null ? schema : bare(under);
}

function unwrapped(schema: Schema): Schema | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "optional" || def.type === "nullable" || def.type === "default" ? def.innerType : null;
}
