import type { ZodError, z } from "zod";
import { type ApiError, invalid } from "../errors";

/** A field name of the caller's own making is not given back at any length. */
export const MAX_PARAM = 200;

/** The first thing that is wrong with a request, as the 400 that names its field. */
export function fieldError(error: ZodError, input: unknown): ApiError {
  const [issue] = error.issues;
  if (!issue) return invalid("body", "invalid_field", "The request is not valid.");
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const name = [...path, issue.keys[0] ?? ""].join(".");
    return invalid(name.slice(0, MAX_PARAM), "unknown_field", "There is no field of this name.");
  }
  const param = path.join(".").slice(0, MAX_PARAM) || "body";
  return isMissing(input, path)
    ? invalid(param, "missing_field", `${param} is missing.`)
    : invalid(param, "invalid_field", `${param} ${sayWrong(issue)}`);
}

function isMissing(input: unknown, path: readonly string[]): boolean {
  let value = input;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return true;
    value = (value as Record<string, unknown>)[step];
  }
  return value === undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function sayWrong(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? `of type ${issue.expected}`}.`;
    case "invalid_value":
      return `must be one of: ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      return issue.origin === "array" || issue.origin === "string"
        ? `must have at least ${issue.minimum} entries.`
        : `must be at least ${issue.minimum}.`;
    case "too_big":
      return issue.origin === "array" || issue.origin === "string"
        ? `must have at most ${issue.maximum} entries.`
        : `must be at most ${issue.maximum}.`;
    case "custom":
      return issue.message;
    default:
      return "is not valid.";
  }
}
