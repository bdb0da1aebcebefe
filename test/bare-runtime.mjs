/**
 * Runs a package's modules where there is nothing but the language, fetch, Web Crypto and their kin: no `process`, no
 * `Buffer`, no `require`, no module of Node's. Started by `node --experimental-vm-modules test/bare-runtime.mjs FOLDER STORY`.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { createContext, SourceTextModule } from "node:vm";

const [folder, story] = process.argv.slice(2);
const { AbortController, AbortSignal, Headers, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams } = globalThis;
const { atob, btoa, clearTimeout, console, crypto, fetch, setTimeout } = globalThis;

const context = createContext({
  ...{ AbortController, AbortSignal, Headers, Request, Response, TextDecoder, TextEncoder, URL, URLSearchParams },
  ...{ atob, btoa, clearTimeout, console, crypto, fetch, setTimeout },
});
const modules = new Map();

function load(path) {
  const known = modules.get(path);
  if (known) return known;
  const module = new SourceTextModule(readFileSync(path, "utf8"), { context, identifier: path });
  modules.set(path, module);
  return module;
}

function link(specifier, from) {
  if (specifier === "@florin/sdk") return load(resolve(folder, "index.js"));
  if (!specifier.startsWith("./")) throw new Error(`${from.identifier} wants ${specifier}, which is not here`);
  return load(resolve(dirname(from.identifier), specifier));
}

const main = load(resolve(story));
await main.link(link);
await main.evaluate();
