import type { z } from "zod";
import { invalid } from "../errors";
import { MAX_PARAM } from "./parse-json";
import { readInput } from "./read-input";

/**
 * A request's query by its schema; strict objects refuse a name they do not know.
 *
 * @throws {ApiError} 400 that names the parameter, also for one that stands twice
 */
export function readQuery<Schema extends z.ZodType>(url: URL, schema: Schema): z.output<Schema> {
  const given: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (name === "__proto__" || Object.hasOwn(given, name)) {
      throw invalid(name.slice(0, MAX_PARAM), "duplicate_field", "This query parameter is not known or stands twice.");
    }
    given[name] = value;
  }
  return readInput(schema, given);
}
