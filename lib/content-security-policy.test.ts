import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const SHEET = "'sha256-of-the-sheet'";
const PAGE = { nonce: "abc", development: false, embedders: [], sheet: SHEET };
const directives = (policy: string) => new Map(policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));

test("no script runs without this answer's nonce, and nobody frames a page", () => {
  const policy = directives(contentSecurityPolicy(PAGE));
  expect(policy.get("script-src")).toEqual(["'nonce-abc'", "'strict-dynamic'"]);
  expect(policy.get("style-src")).toEqual(["'self'", "'nonce-abc'", SHEET]);
  expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
  expect(policy.get("base-uri")).toEqual(["'none'"]);
  expect(policy.get("connect-src")).toEqual(["'self'"]);
});

test("what the development server needs stays in development", () => {
  expect(contentSecurityPolicy({ ...PAGE, development: true })).toContain("'unsafe-eval'");
  expect(contentSecurityPolicy(PAGE)).not.toContain("unsafe-eval");
});

test("the pages of those who may frame it, and no others, are its ancestors", () => {
  const embedders = ["https://shop.example", "http://localhost:4000"];
  expect(directives(contentSecurityPolicy({ ...PAGE, embedders })).get("frame-ancestors")).toEqual(embedders);
});
