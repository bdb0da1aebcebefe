import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openApiDocument } from "@/lib/api/openapi/document";
import { ROUTES as DESCRIBED } from "@/lib/api/registry";
import { apiTypes } from "../../scripts/sdk/api-types";
import { ROUTES } from "./api.js";

test("the types are the document's; where they are not, run `npm run sdk:types`", () => {
  expect(readFileSync("sdk/src/api.ts", "utf8")).toBe(apiTypes(openApiDocument("")));
});

test("every route that an API key can call is there, and no other", () => {
  const withKey = DESCRIBED.filter(({ access }) => access.includes(":"));
  expect(withKey.length).toBeGreaterThan(30);
  expect(ROUTES).toEqual(Object.fromEntries(withKey.map(({ id, method, path }) => [id, [method, path]])));
});
