import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApiError } from "../errors";
import { InexactNumber, parseJson } from "./parse-json";

function refusal(text: string): { code: string; param: string | null } {
  try {
    parseJson(text);
  } catch (error) {
    const { code, param } = error as ApiError;
    return { code, param };
  }
  throw new Error("it was accepted");
}

/** Keys and sizes within the limits, numbers as JavaScript writes them. */
const { value: plainJson } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.string({ unit: "binary" }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: "grapheme" }).filter((key) => !["__proto__", "constructor", "prototype"].includes(key)),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
}));

describe("a body's JSON", () => {
  test("is read as JSON.parse reads it, spaces and escapes included", () => {
    fc.assert(
      fc.property(plainJson, fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("any text is either what JSON.parse reads or an error of ours", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\u00e9+-.0123456789truefalsn \n\u0000\u007f\ud800') }),
        (text) => {
          let value: unknown;
          try {
            value = parseJson(text);
          } catch (error) {
            expect(error).toMatchObject({ name: "ApiError", status: 400 });
            return;
          }
          const exact = JSON.stringify(value, (_, one) => (one instanceof InexactNumber ? Number(one.text) : one));
          expect(exact).toBe(JSON.stringify(JSON.parse(text)));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test("a number that would be changed keeps its text", () => {
    for (const text of ["1.10", "9007199254740993", "1e3", "-0", "0.10000000000000001"]) {
      expect(parseJson(text)).toEqual(new InexactNumber(text));
    }
    expect(parseJson("[0, -1.5, 9007199254740991, 1e+21]")).toEqual([0, -1.5, 9007199254740991, 1e21]);
  });

  test.each([
    ['{"a": {"b": 1, "b": 2}}', "duplicate_field", "a.b"],
    ['{"a": 1, "\\u0061": 2}', "duplicate_field", "a"],
    ['{"__proto__": {"admin": true}}', "forbidden_field", "__proto__"],
    ['{"metadata": {"constructor": 1}}', "forbidden_field", "metadata.constructor"],
    ['{"a": [{"prototype": 1}]}', "forbidden_field", "a.0.prototype"],
    ['{"a": [0, 1e400]}', "invalid_field", "a.1"],
    ['{"a": tru}', "invalid_json", "a"],
    ["{", "invalid_json", "body"],
    ["", "invalid_json", "body"],
    ["{} {}", "invalid_json", "body"],
    ['{"a": "\u0001"}', "invalid_json", "a"],
    ['{"a": 01}', "invalid_json", "body"],
    ["[1,]", "invalid_json", "1"],
  ])("%s is refused, and the field is named", (text, code, param) => {
    expect(refusal(text)).toEqual({ code, param });
  });

  test("depth and number of keys are limited, and 200 000 brackets are no danger", () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    expect(parseJson(nested(8))).toBeTypeOf("object");
    expect(refusal(nested(9))).toEqual({ code: "too_deep", param: "a.a.a.a.a.a.a.a" });
    expect(refusal("[".repeat(200_000)).code).toBe("too_deep");
    const keys = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n])));
    expect(parseJson(keys(50))).toBeTypeOf("object");
    expect(refusal(keys(51))).toEqual({ code: "too_many_fields", param: "k50" });
  });
});
