import { z } from "zod";

/** The objects that the OpenAPI document has by name. */
export const components = z.registry<{ id: string }>();

export function component<Schema extends z.ZodType>(id: string, about: string, schema: Schema): Schema {
  const named = schema.describe(about);
  components.add(named, { id });
  return named;
}
