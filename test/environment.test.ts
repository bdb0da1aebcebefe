import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test(".env.example lists every variable that is read, and none that is not", () => {
  const listed = [...read(".env.example").matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name?.replace(/_\d+$/, "_"));
  const inSchema = [...read("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)]
    .map(([, name]) => name)
    .filter((name) => name !== "RPC_URLS" && name !== "NATIVE_WATCH");
  const elsewhere = ["RPC_URL_", "NATIVE_WATCH_", "LOCAL_BLOCK_SECONDS", "NEXT_DIST_DIR", "E2E_CHROMIUM"];
  expect(listed.sort()).toEqual([...new Set([...inSchema, ...elsewhere])].sort());
});
