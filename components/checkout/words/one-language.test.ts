import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { LOCALE_NAMES } from "@/lib/locale";

const ROOT = resolve(import.meta.dirname, "../../..");
const CATALOGUE = new RegExp(`^components/checkout/words/(server/)?(${LOCALE_NAMES.join("|")})\\.ts$`);
/** What is left of an import when its types are gone. */
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^;"']*?from\s+)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']/g;

function filesBelow(folder: string): readonly string[] {
  const all = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return all.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)).map((path) => join(folder, path));
}

function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  const named = [...source.matchAll(IMPORT), ...source.matchAll(DYNAMIC)].map((match) => match[1] ?? "");
  return named.flatMap((name) => {
    const path = name.startsWith("@/")
      ? join(ROOT, name.slice(2))
      : name.startsWith(".")
        ? join(ROOT, dirname(file), name)
        : null;
    const found = path && [`${path}.ts`, `${path}.tsx`].find((one) => existsSync(one));
    return found ? [relative(ROOT, found)] : [];
  });
}

function reachedFrom(starts: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...starts];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...importsOf(file));
  }
  return reached;
}

const all = [...filesBelow("app"), ...filesBelow("components")];

it("gives no browser a catalogue: what runs there imports none, by however many steps", () => {
  const clients = all.filter((file) => readFileSync(join(ROOT, file), "utf8").startsWith('"use client"'));
  const reached = reachedFrom(clients);
  expect([...reached]).toEqual(expect.arrayContaining(["components/checkout/screen.ts", "components/checkout/words/words.ts"]));
  expect([...reached].filter((file) => CATALOGUE.test(file))).toEqual([]);
});

it("finds the catalogues where the server draws the page", () => {
  const reached = [...reachedFrom(["app/checkout/layout.tsx", "app/checkout/[id]/page.tsx"])];
  expect(reached.filter((file) => CATALOGUE.test(file))).toHaveLength(2 * LOCALE_NAMES.length);
});
