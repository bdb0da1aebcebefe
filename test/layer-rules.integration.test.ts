import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RULES = join(ROOT, ".dependency-cruiser.mjs");

/** Who must not import what: rule, file, and what it imports; packages by their names. */
const PLANTED = [
  ["core", "lib/checkout/reads.ts", "db/client.ts"],
  ["core", "lib/money.ts", "zod"],
  ["core-without-system", "lib/checkout/opens.ts", "node:fs"],
  ["adapter-chains", "lib/chains/mixes.ts", "lib/rates/rates.ts"],
  ["adapter-pictures", "lib/pictures/mixes.ts", "lib/services/app.ts"],
  ["adapter-rates", "lib/rates/mixes.ts", "db/client.ts"],
  ["adapter-wallet", "lib/wallet/mixes.ts", "lib/chains/chain.ts"],
  ["adapter-webhooks", "lib/webhooks/mixes.ts", "lib/api/respond.ts"],
  ["db", "db/queries/decides.ts", "lib/services/app.ts"],
  ["services", "lib/services/answers.ts", "lib/api/respond.ts"],
  ["services", "lib/services/routes.ts", "next/server"],
  ["api-edge", "lib/api/writes.ts", "db/schema.ts"],
  ["components", "components/decides.tsx", "lib/services/app.ts"],
  ["app", "app/api/writes.ts", "db/schema.ts"],
  ["customer-side-apart", "app/checkout/carries.ts", "app/dashboard/shell.ts"],
  ["customer-side-apart", "components/checkout/carries.tsx", "components/ui/button.tsx"],
  ["docs-apart", "app/docs/carries.ts", "lib/auth.ts"],
  ["docs-apart", "components/docs/carries.tsx", "components/dashboard/line.tsx"],
  ["no-component-reaches-the-database", "components/reaches.tsx", "components/passes-on.tsx"],
  ["no-private-keys", "lib/services/signs.ts", "viem/accounts"],
  ["product-without-its-tools", "lib/services/borrows.ts", "scripts/home.ts"],
  ["sdk", "sdk/src/leans.ts", "lib/money.ts"],
  ["sdk", "sdk/src/needs.ts", "zod"],
  ["sdk-without-system", "sdk/src/opens.ts", "node:fs"],
  ["product-without-sdk", "lib/services/calls.ts", "sdk/src/client.ts"],
  ["no-circles", "lib/services/goes.ts", "lib/services/returns.ts"],
  ["resolvable", "lib/services/hopes.ts", "lib/services/nothing.ts"],
] as const;

/** What the planted files meet on their way. */
const ON_THE_WAY: Readonly<Record<string, string>> = {
  "components/passes-on.tsx": importing("components/passes-on.tsx", "db/client.ts"),
  "lib/services/returns.ts": importing("lib/services/returns.ts", "lib/services/goes.ts"),
};

function importing(file: string, target: string): string {
  const isOwn = /\.tsx?$/.test(target);
  const path = relative(dirname(file), target).replace(/\.tsx?$/, "");
  const from = isOwn ? (path.startsWith(".") ? path : `./${path}`) : target;
  return `import * as it from "${from}";\nexport const seen = it;\n`;
}

type Violation = { readonly rule: { readonly name: string }; readonly from: string };

let folder = "";
let found: readonly Violation[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "florin-layers-"));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [, , target] of PLANTED) {
    if (/\.tsx?$/.test(target) && !target.endsWith("nothing.ts")) write(target, "export const it = 1;\n");
  }
  for (const [file, text] of Object.entries(ON_THE_WAY)) write(file, text);
  for (const [, file, target] of PLANTED) write(file, importing(file, target));
  write("tsconfig.json", "{}");
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  found = await cruise(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cruise(cwd: string): Promise<readonly Violation[]> {
  const program = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const given = [program, "--config", RULES, "--output-type", "json", "app", "components", "db", "lib", "sdk"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, given, { cwd, maxBuffer: 2 ** 26 }, (error, out) => {
      if (out === "") reject(error ?? new Error("nothing was said"));
      else resolve(JSON.parse(out).summary.violations);
    });
  });
}

test.each(PLANTED)("%s: %s must not import %s", (rule, file) => {
  expect(found.filter(({ from }) => from === file).map(({ rule: { name } }) => name)).toContain(rule);
});

test("every rule is tried", async () => {
  const { default: rules } = (await import(RULES)) as { default: { forbidden: readonly { name: string }[] } };
  const tried = new Set<string>(PLANTED.map(([rule]) => rule));
  expect(rules.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});
