import { describe, expect, test } from "vitest";
import { ERROR_CODES } from "../../error-codes";
import type { JsonSchema } from "../openapi/json-schema";
import { ROUTES } from "../registry";
import { EXAMPLES } from "./examples";
import { fieldsOf } from "./fields";
import { llmsText } from "./llms-text";
import { theReference } from "./reference";

const BASE = "https://pay.shop.example";
const { rooms, objects, errors } = theReference(BASE);
const calls = rooms.flatMap((room) => room.calls);

describe("the reference", () => {
  test("has every route once, with an example of its own", () => {
    expect(calls.map(({ id }) => id).sort()).toEqual(ROUTES.map(({ id }) => id).sort());
    expect(Object.keys(EXAMPLES).sort()).toEqual(ROUTES.map(({ id }) => id).sort());
    expect(calls.filter(({ curl, typescript }) => !curl.includes(BASE) || typescript === "")).toEqual([]);
  });

  test("shows every example by curl and in TypeScript as a route of that method", () => {
    for (const { method, path, curl } of calls) {
      expect(curl).toContain(path.replace(/\{id\}.*/, ""));
      const isPlain = method === "GET" || (method === "POST" && curl.includes(" -d '"));
      expect(curl.includes(` -X ${method} `), curl).toBe(!isPlain);
    }
  });

  test("has every error code, and leads from each call to those that it may answer with", () => {
    expect(errors.map(({ code }) => code)).toEqual(Object.keys(ERROR_CODES));
    for (const call of calls) {
      for (const code of [...call.errors, ...call.usualErrors]) expect(Object.keys(ERROR_CODES)).toContain(code);
    }
  });

  test("has every object that a field or an answer leads to", () => {
    const named = new Set(objects.map(({ name }) => name));
    const led = [
      ...calls.flatMap(({ answers, body, parameters }) => [
        ...answers.flatMap(({ object }) => object ?? []),
        ...[...body, ...parameters].flatMap((field) => field.objects),
      ]),
      ...objects.flatMap(({ fields, kinds }) => [...kinds, ...fields.flatMap((field) => field.objects)]),
    ];
    expect(led.length).toBeGreaterThan(80);
    expect(led.filter((name) => !named.has(name))).toEqual([]);
  });
});

test("fields are told with their place, their kind and their limits", () => {
  const schema: JsonSchema = {
    properties: {
      name: { type: "string", minLength: 1, maxLength: 5, description: "Its name." },
      price: { anyOf: [{ type: "object", properties: { value: { type: "string" } }, required: ["value"] }, { type: "null" }] },
      parts: { type: "array", maxItems: 3, items: { type: "object", properties: { n: { type: "integer", minimum: 0 } } } },
      rules: {
        type: "object",
        additionalProperties: { type: "array", items: { properties: { upTo: { type: ["string", "null"] } } } },
      },
      kind: { type: "string", enum: ["a", "b"], default: "a" },
      owner: { $ref: "#/components/schemas/Customer", description: "Whose." },
    },
    required: ["name"],
  };
  const told = fieldsOf(schema).map(({ name, type, limits, needed }) => [name, type, limits, needed]);
  expect(told).toEqual([
    ["name", "string", "1 to 5 characters", true],
    ["price", "object or null", "", false],
    ["price.value", "string", "", true],
    ["parts", "list of object", "at most 3 entries", false],
    ["parts[].n", "integer", "", false],
    ["rules", "object", "", false],
    ["rules.*[].upTo", "string or null", "", false],
    ["kind", "string", 'default "a"', false],
    ["owner", "Customer", "", false],
  ]);
});

test("llms.txt has one line a route", () => {
  const lines = llmsText(BASE).split("\n");
  for (const { id, method, path, summary } of ROUTES) {
    expect(lines).toContain(`- [${method} ${path}](${BASE}/docs/api#${id}): ${summary}`);
  }
  expect(lines.filter((line) => /^- \[(GET|POST|PATCH|DELETE) /.test(line))).toHaveLength(ROUTES.length);
});
