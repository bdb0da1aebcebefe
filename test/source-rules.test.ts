import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Names of the product's sources below these folders in which the pattern occurs; tests are left out. */
function filesWith(pattern: RegExp, ...folders: string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .filter((path) => pattern.test(readFileSync(join(ROOT, path), "utf8")));
}

test("the core never asks a clock", () => {
  expect(filesWith(/Date\.now|new Date\(\s*\)|performance\.now/, "lib/checkout")).toEqual([]);
});

test("a weak random source spreads retries in time, and decides nothing else", () => {
  const folders = ["app", "components", "db", "lib", "scripts", "sdk/src"];
  expect(filesWith(/Math\.random/, ...folders)).toEqual(["lib/services/delivery-rounds.ts", "sdk/src/call.ts"]);
});

test("no private key, seed or mnemonic is ever turned into a signer", () => {
  const signers = /privateKeyToAccount|mnemonicToAccount|hdKeyToAccount|fromMasterSeed|mnemonicToSeed|toAccount\(/;
  expect(filesWith(signers, "app", "components", "db", "lib", "scripts")).toEqual([]);
});

test("markup is never built from text", () => {
  expect(filesWith(/dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/, "app", "components")).toEqual([]);
});

/** True where a program reads it, and not where a page shows it in an example. */
function readsEnvironment(file: string): boolean {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest);
  const reads = (node: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(node) && node.getText(source) === "process.env") ||
    (ts.forEachChild(node, (child) => reads(child) || undefined) ?? false);
  return reads(source);
}

test("only the environment's own file and the logger read it; next-auth is told our address by it", () => {
  const readers = filesWith(/process\.env/, "app", "components", "db", "lib").filter(readsEnvironment);
  expect(readers.sort()).toEqual(["lib/auth.ts", "lib/env.ts", "lib/log.ts"]);
});
