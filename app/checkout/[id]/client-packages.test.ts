import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOTS = ["app/layout.tsx", "app/error.tsx", "app/not-found.tsx"];
const ENDINGS = ["", ".ts", ".tsx"];

type Module = { readonly isClient: boolean; readonly ours: readonly string[]; readonly packages: readonly string[] };

/** What a file imports, types left out; dynamic imports count. */
function read(file: string): Module {
  const text = readFileSync(file, "utf8");
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve },
  });
  const names = ts.preProcessFile(outputText, true, true).importedFiles.map(({ fileName }) => fileName);
  const isOurs = (name: string) => name.startsWith(".") || name.startsWith("@/");
  return {
    isClient: /^\s*["']use client["']/.test(text),
    ours: names.filter((name) => isOurs(name) && !name.endsWith(".css")).map((name) => fileOf(name, file)),
    packages: names.filter((name) => !isOurs(name)),
  };
}

function fileOf(name: string, from: string): string {
  const path = name.startsWith("@/") ? name.slice(2) : join(dirname(from), name);
  const found = ENDINGS.map((ending) => path + ending).find((one) => existsSync(one) && /\.tsx?$/.test(one));
  if (!found) throw new Error(`${from} imports ${name}, which is no file`);
  return found;
}

/** Every file that is reached from the roots, and those of them that reach the browser. */
function reach(roots: readonly string[], isStart: (module: Module) => boolean): Map<string, Module> {
  const found = new Map<string, Module>();
  const walk = (file: string, counts: boolean, seen: Set<string>) => {
    const key = `${counts} ${file}`;
    if (seen.has(key)) return;
    seen.add(key);
    const module = read(file);
    const counted = counts || isStart(module);
    if (counted) found.set(file, module);
    for (const next of module.ours) walk(next, counted, seen);
  };
  const seen = new Set<string>();
  for (const root of roots) walk(root, false, seen);
  return found;
}

const PAGES = ts.sys
  .readDirectory("app/checkout", [".tsx"], undefined, undefined)
  .map((file) => file.replace(`${process.cwd()}/`, ""))
  .filter((file) => !file.includes(".test."));
const CLIENT = reach([...ROOTS, ...PAGES], ({ isClient }) => isClient);

test("these packages run in the customer's browser, beside Next's own, and no other", () => {
  const packages = new Set([...CLIENT.values()].flatMap((module) => module.packages));
  expect([...packages]).toEqual(["react"]);
});

test("nothing of the server, the database or the dashboard reaches it", () => {
  const files = [...CLIENT.keys()];
  expect(files).toContain("components/checkout/checkout.tsx");
  expect(
    files.filter((file) => /^(db|lib\/(services|api|chains|wallet|webhooks|auth|env)|components\/(dashboard|ui))/.test(file)),
  ).toEqual([]);
});
