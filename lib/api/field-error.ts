import type { ZodError, z } from "zod";
import { type ApiError, invalid } from "../errors";
import { InexactNumber, MAX_PARAM } from "./parse-json";
import { exampleOf, fieldNames, schemaAt } from "./schema-at";

/**
 * The first thing that is wrong with a request, as the 400 that names its field and says what to write instead.
 *
 * @param schema what the input was read by
 */
export function fieldError(error: ZodError, input: unknown, schema: z.ZodType): ApiError {
  const [issue] = error.issues;
  if (!issue) return invalid("body", "invalid_field", "The request is not valid.");
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const unknown = issue.keys[0] ?? "";
    const param = [...path, unknown].join(".").slice(0, MAX_PARAM);
    return invalid(
      param,
      "unknown_field",
      `There is no field of this name here. ${sayKnown(unknown, schemaAt(schema, issue.path))}`,
    );
  }
  const param = path.join(".").slice(0, MAX_PARAM) || "body";
  const field = schemaAt(schema, issue.path);
  const given = valueAt(input, path);
  const wrong = sayWrong(issue, { field, given });
  return given === undefined
    ? invalid(param, "missing_field", `${param} is missing. It ${wrong}`)
    : invalid(param, "invalid_field", `${param} ${wrong}`);
}

/** The field that was meant, where only its writing differs; else all that there are. */
function sayKnown(unknown: string, place: z.core.$ZodType | null): string {
  const names = place ? fieldNames(place) : [];
  const meant = names.find((name) => letters(name) === letters(unknown));
  if (meant) return `Did you mean ${meant}?`;
  return names.length === 0 ? "There are none at all." : `There are: ${names.join(", ")}.`;
}

function letters(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

type Place = { readonly field: z.core.$ZodType | null; readonly given: unknown };

/** What belongs there and what stands there, with an example where there is one. */
function sayKind(expected: string, { field, given }: Place): string {
  const names = field ? fieldNames(field) : [];
  const example = field ? exampleOf(field) : undefined;
  return [
    KINDS[expected] ?? `of type ${expected}`,
    names.length > 0 && expected === "object" ? ` with ${names.join(" and ")}` : "",
    given === undefined ? "" : `, not ${KINDS[kindOf(given)] ?? "that"}`,
    example === undefined ? "" : `; for example ${JSON.stringify(example)}`,
  ].join("");
}

function kindOf(given: unknown): string {
  if (given === null) return "null";
  if (given instanceof InexactNumber) return "number";
  return Array.isArray(given) ? "array" : typeof given;
}

function sayWrong(issue: z.core.$ZodIssue, place: Place): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${sayKind(issue.expected, place)}.`;
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
