/**
 * Packs the client, starts a Florin, and has a shop's small program (scripts/runtime-story.mjs) run against it in each runtime
 * that the client is for: two Nodes beside this one, Deno that may use the network and nothing else, and the edge runtime.
 *
 *   npm run prove:runtimes
 *
 * The runtimes are packages of the npm registry, fetched when they are asked for.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeHome, runProduct } from "./run-product";

const LIMIT_MS = 300_000;
const DENO = "deno@2.9.6";
const EDGE_VM = "@edge-runtime/vm@5.0.0";
const EDGE_RUNNER = "scripts/edge-runtime.mjs";

const MAIN = `import * as sdk from "@florin/sdk";
import { playStory } from "./story.mjs";
import { given } from "./given.mjs";
console.log((await playStory(sdk, given)).join(" · "));
`;

type Runtime = { readonly name: string; readonly command: readonly string[]; readonly env?: Readonly<Record<string, string>> };

function runtimesIn(folder: string): readonly Runtime[] {
  const main = join(folder, "main.mjs");
  const node = (version: string): Runtime => ({ name: `Node ${version}`, command: ["npx", "--yes", `node@${version}`, main] });
  const deno = ["npx", "--yes", DENO, "run", "--no-prompt", "--no-config", "--node-modules-dir=manual", "--allow-net", main];
  return [
    { name: `this Node, ${process.version}`, command: [process.execPath, main] },
    node("20"),
    node("24"),
    { name: DENO, command: deno, env: { DENO_DIR: join(folder, "deno"), DENO_NO_UPDATE_CHECK: "1" } },
    { name: EDGE_VM, command: [process.execPath, "--experimental-vm-modules", "--no-warnings", EDGE_RUNNER, folder, main] },
  ];
}

/** A shop's folder with the packed client in it. */
function makeShop(folder: string): void {
  const installed = join(folder, "node_modules", "@florin", "sdk");
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "sdk"]);
  const packed = execFileSync("npm", ["pack", "./sdk", "--silent", "--pack-destination", folder], { encoding: "utf8" }).trim();
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies: { "@florin/sdk": `./${packed}` } }));
  execFileSync("npm", ["install", "--silent", "--no-save", "--ignore-scripts", "--prefix", folder, EDGE_VM]);
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed), "--strip-components=1", "-C", installed]);
  copyFileSync("scripts/runtime-story.mjs", join(folder, "story.mjs"));
  writeFileSync(join(folder, "main.mjs"), MAIN);
}

const folder = mkdtempSync(join(tmpdir(), "florin-runtimes-"));
const home = mkdtempSync(join(tmpdir(), "florin-runtimes-home-"));
makeShop(folder);
const product = await runProduct({ home });
try {
  const { baseUrl, apiKey } = product.demo();
  // Nobody listens there: what is sent is signed by the story itself.
  const given = { baseUrl, apiKey, webhookUrl: `${baseUrl}/nobody` };
  writeFileSync(join(folder, "given.mjs"), `export const given = ${JSON.stringify(given)};\n`);
  for (const { name, command, env } of runtimesIn(folder)) {
    const [program = "", ...words] = command;
    const { status, stdout, stderr } = spawnSync(program, words, {
      ...{ encoding: "utf8", timeout: LIMIT_MS },
      env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    });
    const isProved = status === 0;
    console.log(`${isProved ? "proved" : "FAILED"}  ${name}: ${isProved ? stdout.trim() : `${stdout}\n${stderr}`.trim()}`);
    if (!isProved) process.exitCode = 1;
  }
} finally {
  await product.stop();
  removeHome(home);
  rmSync(folder, { recursive: true, force: true });
}
