/**
 * Runs a module and what it imports in the edge runtime's own context, where there is no Node.
 *
 *   node --experimental-vm-modules scripts/edge-runtime.mjs FOLDER MAIN
 *
 * FOLDER has `@edge-runtime/vm` and the client installed in it.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { SourceTextModule } from "node:vm";

const [folder = "", main = ""] = process.argv.slice(2);
const { EdgeVM } = createRequire(join(resolve(folder), "package.json"))("@edge-runtime/vm");
const { context } = new EdgeVM();
context.console = console;
const modules = new Map();

function load(path) {
  const known = modules.get(path);
  if (known) return known;
  const module = new SourceTextModule(readFileSync(path, "utf8"), { context, identifier: path });
  modules.set(path, module);
  return module;
}

function link(specifier, from) {
  if (specifier === "@florin/sdk") return load(join(resolve(folder), "node_modules/@florin/sdk/dist/index.js"));
  if (!specifier.startsWith("./")) throw new Error(`${from.identifier} wants ${specifier}, which is not here`);
  return load(resolve(dirname(from.identifier), specifier));
}

const started = load(resolve(main));
await started.link(link);
await started.evaluate();
