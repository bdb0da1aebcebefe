import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { RouteDescription } from "@/lib/api/describe-route";
import { errorCodesOf } from "@/lib/api/error-codes-of";
import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import { ROUTES } from "@/lib/api/registry";
import { ERROR_CODES } from "@/lib/error-codes";
import { checkAnswer, DOCUMENT } from "./check-answer";
import { faultsOf } from "./faults";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Handler = {
  (request: Request, context: { params: Promise<object> }): Response | Promise<Response>;
  readonly route?: RouteDescription;
};

/** A program that asks for a method which the route does not have is refused before anything is looked at (lib/api/other-methods.ts). */
async function refuses(handler: Handler): Promise<boolean> {
  if (handler.route) return false;
  const answer = await handler(new Request("http://localhost/"), { params: Promise.resolve({}) });
  return answer.status === 405;
}

/** Not ours to describe, or nothing that a client calls. */
const UNDESCRIBED: Readonly<Record<string, string>> = {
  "/api/auth/[...nextauth]": "next-auth's own",
  "/api/[[...path]]": "the answer to paths that do not exist",
  "/api/test/inbox/[token]": "the receiver of a scenario's own webhook",
};

const files = readdirSync("app/api", { recursive: true })
  .map(String)
  .filter((file) => /(^|\/)route\.ts$/.test(file))
  .map((file) => `/api/${file.replace(/\/route\.ts$/, "")}`)
  .sort();
const described = files.filter((folder) => !Object.hasOwn(UNDESCRIBED, folder));

describe("the routes", () => {
  test("that nobody describes are there, each for its reason", () => {
    expect(files).toEqual(expect.arrayContaining(Object.keys(UNDESCRIBED)));
  });

  test.each(described)("%s is in the document, by every method that it serves", async (folder) => {
    const module: Record<string, Handler> = await import(/* @vite-ignore */ resolve(`app${folder}/route.ts`));
    const path = folder.replaceAll(/\[(\w+)\]/g, "{$1}");
    const served: string[] = [];
    for (const method of METHODS) if (module[method] && !(await refuses(module[method]))) served.push(method);
    expect(served.map((method) => [module[method]?.route?.method, module[method]?.route?.path])).toEqual(
      served.map((method) => [method, path]),
    );
    for (const method of served) expect(ROUTES).toContain(module[method]?.route);
    expect(Object.keys(DOCUMENT.paths[path] ?? {}).map((method) => method.toUpperCase())).toHaveLength(served.length);
  });

  test("of the document are all served", () => {
    const paths = described.map((folder) => folder.replaceAll(/\[(\w+)\]/g, "{$1}"));
    expect(Object.keys(DOCUMENT.paths).sort()).toEqual(paths.sort());
  });

  test("have names of their own", () => {
    const ids = ROUTES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the errors", () => {
  test("each belong to a route", () => {
    const used = new Set(ROUTES.flatMap(errorCodesOf));
    const elsewhere = ["password_length", "method_not_allowed"];
    expect(Object.keys(ERROR_CODES).filter((code) => !used.has(code as never))).toEqual(elsewhere);
  });
});

describe("the document", () => {
  test("refers to nothing that it does not have, and has no object twice", () => {
    const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(100);
    for (const [, kind = "", name = ""] of references) {
      expect(Object.keys((DOCUMENT.components as Record<string, object>)[kind] ?? {}), `${kind} ${name}`).toContain(name);
    }
  });

  test("refuses unknown fields in every object of ours", () => {
    const open = Object.entries(DOCUMENT.components.schemas).filter(
      ([, schema]) => schema.type === "object" && schema.additionalProperties !== false,
    );
    expect(open).toEqual([]);
  });

  test("says of every object what it is", () => {
    const silent = Object.entries(DOCUMENT.components.schemas).filter(
      ([name, schema]) => !name.endsWith("Request") && !schema.description,
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});

describe("an answer is refused", () => {
  const path = "/api/v1/payment_links/{id}";
  const headers = new Headers({
    "content-type": "application/json",
    "request-id": `req_${"0".repeat(24)}`,
    ratelimit: '"key";r=9;t=1',
    "ratelimit-policy": '"key";q=10;w=1',
  });
  const without = (name: string) => new Headers([...headers].filter(([one]) => one !== name));
  const error = { type: "not_found", code: "not_found", message: "No.", param: null, requestId: "req_x" };
  const answer = { method: "GET", path, status: 404, headers, text: JSON.stringify({ error }) };
  const told = (change: object) => JSON.stringify({ error: { ...error, ...change } });

  test("not, where all is as it should be", () => {
    expect(() => checkAnswer(answer)).not.toThrow();
  });

  test.each([
    ["with a status of its own", { status: 418 }],
    ["with a field too many", { text: told({ stack: "at …" }) }],
    ["with a field missing", { text: told({ param: undefined }) }],
    ["with a code that the route does not have", { text: told({ code: "slug_taken" }) }],
    ["without a Request-Id", { headers: without("request-id") }],
    ["without the caller's share", { headers: without("ratelimit") }],
    ["without the rule of the share", { headers: without("ratelimit-policy") }],
    [
      "that comes too often, without when to come back",
      { status: 429, text: told({ type: "rate_limited", code: "rate_limited" }) },
    ],
    ["with a header that is not told of", { headers: new Headers([...headers, ["retry-after", "1"]]) }],
    ["on a path that the document does not have", { path: "/api/v1/secrets" }],
    ["by a method that the document does not have", { method: "PUT" }],
  ])("%s", (_, wrong) => {
    expect(() => checkAnswer({ ...answer, ...wrong })).toThrow();
  });
});

describe("the judge of answers", () => {
  const root = { components: { schemas: { Name: { type: "string", minLength: 2 } } } };
  const schema: JsonSchema = {
    type: "object",
    properties: {
      name: { $ref: "#/components/schemas/Name" },
      age: { type: "integer", minimum: 0, maximum: 9 },
      tags: { type: "array", items: { enum: ["a", "b"] }, maxItems: 2 },
      more: { anyOf: [{ type: "null" }, { type: "object", additionalProperties: { type: "boolean" } }] },
    },
    required: ["name"],
    additionalProperties: false,
  };

  test.each([
    [{ name: "Ada" }, 0],
    [{ name: "Ada", age: 3, tags: ["a"], more: { x: true } }, 0],
    [{ name: "Ada", more: null }, 0],
    [{}, 1],
    [{ name: "A" }, 1],
    [{ name: "Ada", age: 1.5 }, 1],
    [{ name: "Ada", age: 10 }, 1],
    [{ name: "Ada", age: -1 }, 1],
    [{ name: "Ada", tags: ["a", "c", "b"] }, 2],
    [{ name: "Ada", more: { x: 1 } }, 1],
    [{ name: "Ada", other: 1 }, 1],
    [[], 1],
    [null, 1],
  ])("finds of %j as many faults: %i", (value, faults) => {
    expect(faultsOf(schema, value, root)).toHaveLength(faults);
  });

  test("refuses to judge by a keyword that it does not know", () => {
    expect(() => faultsOf({ multipleOf: 2 }, 3, root)).toThrow("multipleOf");
  });
});
