import { describe, expect, test } from "vitest";
import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import { DOCUMENT } from "./check-answer";

type Field = { readonly place: string; readonly schema: JsonSchema };
type Branches = { readonly anyOf?: readonly JsonSchema[] };

/** Every field in a schema, and in what it is made of, with its place. */
function fieldsOf(schema: JsonSchema, place: string): Field[] {
  const {
    properties = {},
    items,
    additionalProperties,
  } = schema as {
    properties?: Record<string, JsonSchema>;
    items?: JsonSchema;
    additionalProperties?: JsonSchema | boolean;
  };
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      { place: `${place}.${name}`, schema: field },
      ...fieldsOf(field, `${place}.${name}`),
    ]),
    ...(items ? fieldsOf(items, `${place}[]`) : []),
    ...(typeof additionalProperties === "object" ? fieldsOf(additionalProperties, `${place}{}`) : []),
    ...((schema as Branches).anyOf ?? []).flatMap((branch) => fieldsOf(branch, place)),
  ];
}

/** A field's own words, or those of the object that it is; a constant says itself what it is. */
function isDescribed(schema: JsonSchema): boolean {
  if (schema.description || schema.const !== undefined || schema.$ref) return true;
  const kinds = ((schema as Branches).anyOf ?? []).filter(({ type }) => type !== "null");
  return kinds.length === 1 && isDescribed(kinds[0] as JsonSchema);
}

function isNullable({ type, anyOf }: JsonSchema & Branches): boolean {
  return [type].flat().includes("null") || (anyOf ?? []).some((branch) => branch.type === "null");
}

const silent = (fields: readonly Field[]) => fields.filter(({ schema }) => !isDescribed(schema)).map(({ place }) => place);
const objects = Object.entries(DOCUMENT.components.schemas).flatMap(([name, schema]) => fieldsOf(schema, name));

describe("the document says of every field what it is", () => {
  test("in its objects and bodies", () => {
    expect(objects.length).toBeGreaterThan(500);
    expect(silent(objects)).toEqual([]);
  });

  test("in its paths and queries", () => {
    const fields = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
        (parameters as JsonSchema[])
          .filter(({ $ref }) => !$ref)
          .map((parameter) => ({ place: `${method} ${path} ${parameter.name}`, schema: { description: parameter.description } })),
      ),
    );
    expect(fields.length).toBeGreaterThan(50);
    expect(silent(fields)).toEqual([]);
  });

  test("and when a field of an answer is null", () => {
    const quiet = objects
      .filter(({ place, schema }) => !/Request\b/.test(place) && isNullable(schema as Branches))
      .filter(({ schema }) => !/\bnull\b/i.test(String(schema.description)));
    expect(quiet.map(({ place, schema }) => `${place}: ${schema.description}`)).toEqual([]);
  });

  test("and in which unit a time is that is counted", () => {
    const counted = objects.filter(({ place }) => /(seconds|Seconds|expiresIn|Ms)\w*$/.test(place));
    expect(counted.length).toBeGreaterThan(15);
    const quiet = counted.filter(({ schema }) => !/second/i.test(String(schema.description)));
    expect(quiet.map(({ place }) => place)).toEqual([]);
  });
});

test("a field without words is found, wherever it stands", () => {
  const word = { type: "string" };
  const schema = {
    properties: {
      list: { description: "L", items: { properties: { inner: word } } },
      maybe: { anyOf: [word, { type: "null" }] },
    },
  };
  expect(silent(fieldsOf(schema, "Thing"))).toEqual(["Thing.list[].inner", "Thing.maybe"]);
});
