import { z } from "zod";
import { components } from "../objects/component";
import type { JsonSchema } from "./json-schema";

const place = (id: string) => `#/components/schemas/${id}`;

/** The named objects of answers, as JSON Schema. */
export function namedSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(components, { io: "output", uri: place });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema as JsonSchema)]));
}

/** A request's schema, whole. */
export function requestSchema(schema: z.ZodType): JsonSchema {
  return plain(z.toJSONSchema(schema, { io: "input" }) as JsonSchema);
}

/** The schema of an answer: the name of its object, or the whole where it has none. */
export function answerSchema(schema: z.ZodType): JsonSchema {
  const id = components.get(schema)?.id;
  return id === undefined ? plain(z.toJSONSchema(schema, { io: "output" }) as JsonSchema) : { $ref: place(id) };
}

/** Inside an OpenAPI document the dialect and the place of a schema are known. */
function plain({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
