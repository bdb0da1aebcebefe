import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Guard } from "./guard";
import { packFiles } from "./pack-files";
import { StartError, step } from "./progress";

/** What the build is made of. */
const SOURCES = ["app", "components", "contracts", "db", "lib", "public"];
const SINGLE_FILES = [
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "scripts/pack-files.ts",
  "scripts/sheet-loader.mjs",
  "tsconfig.json",
];

type Options = {
  readonly root: string;
  readonly logFile: string;
  readonly guard: Pick<Guard, "watch">;
};

/** Builds the app where its sources have changed since the last build. */
export async function buildApp({ root, logFile, guard }: Options): Promise<void> {
  const output = join(root, process.env.NEXT_DIST_DIR ?? ".next");
  const mark = join(output, "florin-sources");
  const fingerprint = sourceFingerprint(root);
  if (existsSync(mark) && readFileSync(mark, "utf8") === fingerprint) return;

  await step("Building the app", "Built the app", async () => {
    const log = openSync(logFile, "w", 0o600);
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    guard.watch(child, "SIGTERM");
    const [code] = await once(child, "exit");
    if (code !== 0) throw new StartError(`the app could not be built; what went wrong stands in ${logFile}`);
    await packFiles(join(output, "static/chunks"));
    writeFileSync(mark, fingerprint);
  });
}

function sourceFingerprint(root: string): string {
  const hash = createHash("sha256").update(process.version);
  const inFolders = SOURCES.flatMap((folder) => filesBelow(root, folder));
  for (const file of [...inFolders, ...SINGLE_FILES].filter((path) => !/\.test\.tsx?$/.test(path)).sort()) {
    if (existsSync(join(root, file))) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(join(root, path)).isFile());
}
