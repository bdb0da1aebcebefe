import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const directives = (policy: string) => new Map(policy.split("; ").map((one) => [one.split(" ")[0], one.split(" ").slice(1)]));

test("no script runs without this answer's nonce, and nobody frames a page", () => {
  const policy = directives(contentSecurityPolicy("abc", false));
  expect(policy.get("script-src")).toEqual(["'nonce-abc'", "'strict-dynamic'"]);
  expect(policy.get("style-src")).toEqual(["'self'", "'nonce-abc'"]);
  expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
  expect(policy.get("base-uri")).toEqual(["'none'"]);
  expect(policy.get("connect-src")).toEqual(["'self'"]);
});

test("what the development server needs stays in development", () => {
  expect(contentSecurityPolicy("abc", true)).toContain("'unsafe-eval'");
  expect(contentSecurityPolicy("abc", false)).not.toContain("unsafe-eval");
});
