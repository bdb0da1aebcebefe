import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { LOCALE_NAMES } from "@/lib/locale";

const ROOT = resolve(import.meta.dirname, "../../..");
const CATALOGUE = new RegExp(`^components/checkout/words/(server/)?(${LOCALE_NAMES.join("|")})\\.ts$`);
const WALLET_CATALOGUE = new RegExp(`^components/checkout/words/wallet/(${LOCALE_NAMES.join("|")})\\.ts$`);
/** Comes with a press, and all languages of its own words with it. */
const WALLET_PANEL = "components/checkout/pay-ways/wallet/wallet-panel.tsx";
const PAGE = ["app/checkout/layout.tsx", "app/checkout/[id]/page.tsx"];
/** What is left of an import when its types are gone. */
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^;"']*?from\s+)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']/g;

function filesBelow(folder: string): readonly string[] {
  const all = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return all.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)).map((path) => join(folder, path));
}

function importsOf(file: string, kinds: readonly RegExp[]): readonly string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  const named = kinds.flatMap((kind) => [...source.matchAll(kind)]).map((match) => match[1] ?? "");
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

function reachedFrom(starts: readonly string[], kinds = [IMPORT, DYNAMIC]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...starts];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...importsOf(file, kinds));
  }
  return reached;
}

const all = [...filesBelow("app"), ...filesBelow("components")];
const clients = all.filter((file) => readFileSync(join(ROOT, file), "utf8").startsWith('"use client"'));

it("gives no browser a catalogue of the page: what runs there imports none, by however many steps", () => {
  const reached = reachedFrom(clients);
  expect([...reached]).toEqual(expect.arrayContaining(["components/checkout/screen.ts", "components/checkout/words/words.ts"]));
  expect([...reached].filter((file) => CATALOGUE.test(file))).toEqual([]);
});

it("finds the catalogues where the server draws the page", () => {
  const reached = [...reachedFrom(PAGE)];
  expect(reached.filter((file) => CATALOGUE.test(file))).toHaveLength(2 * LOCALE_NAMES.length);
});

it("brings the wallet's catalogues with the wallet, and neither with the page nor with its scripts", () => {
  const atOnce = reachedFrom([...PAGE, ...clients.filter((file) => file !== WALLET_PANEL)], [IMPORT]);
  expect([...atOnce]).toContain("components/checkout/pay-ways/wallet-start.tsx");
  expect([...atOnce].filter((file) => file === WALLET_PANEL || WALLET_CATALOGUE.test(file))).toEqual([]);
  const withWallet = [...reachedFrom([WALLET_PANEL], [IMPORT])];
  expect(withWallet.filter((file) => WALLET_CATALOGUE.test(file))).toHaveLength(LOCALE_NAMES.length);
});
