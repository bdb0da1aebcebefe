import type { z } from "zod";
import { fieldError } from "./field-error";

/** @throws {ApiError} 400 that names the first wrong field */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw fieldError(parsed.error, input, schema);
  return parsed.data;
}
