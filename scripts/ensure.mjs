/**
 * The set-up step of every command: installs the packages of the lock file where they are not installed yet for this
 * system and this Node. It stands on Node alone and is the only static import of the commands' scripts.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MARK = new URL("../node_modules/.installed", import.meta.url);
const OLDEST_NODE = [20, 19];

export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}`);
  }
  const wanted = fingerprint();
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === wanted) return;

  const started = performance.now();
  console.log("Installing packages …");
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const { status } = spawnSync(command, [...first, "ci", "--include=dev", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "" },
  });
  if (status !== 0) fail("the packages could not be installed");
  writeFileSync(MARK, wanted);
  console.log(`Installed packages (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

function fingerprint() {
  const hash = createHash("sha256").update(readFileSync(new URL("../package-lock.json", import.meta.url)));
  return hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`).digest("hex");
}

function fail(line) {
  console.error(`florin: ${line}`);
  process.exit(1);
}
