/**
 * Takes out, one at a time, the guards that keep payments right, each in a copy of the sources, and shows which test notices.
 * A guard whose loss no test notices is not proved, and this ends with 1.
 *
 *   npm run prove:guards               all of them, after control runs with none taken out; about an hour on two cores
 *   npm run prove:guards -- rewind     the named ones; `control` is one of them
 *   npm run prove:guards -- --list     each with its line and the tests that are to notice
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BALANCE_GUARDS } from "./guards/balances.mjs";
import { CLIENT_GUARDS } from "./guards/client.mjs";
import { MONEY_GUARDS } from "./guards/money.mjs";
import { NODE_GUARDS } from "./guards/node.mjs";
import { PROCESS_GUARDS } from "./guards/processes.mjs";
import { SCAN_GUARDS } from "./guards/scan.mjs";
import { SESSION_GUARDS } from "./guards/sessions.mjs";

/** @typedef {{ file: string, from: string, to: string }} Change `from` stands exactly once in its file. */
/** @typedef {Change & { name: string, what: string, also?: Change, tests: string[], by?: string }} Guard `by`: a pattern of the tests that are to notice, where the files have many others. */

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LEFT_OUT = new Set([".git", "node_modules", ".florin", "test-results"]);
const CRASH_POINTS = "24";
const MESSAGE_LENGTH = 110;
/** A guard that is gone may make a test go round for ever. */
const HANGING_MS = 1_200_000;

/** @type {Guard[]} */
const GUARDS = [
  ...MONEY_GUARDS,
  ...NODE_GUARDS,
  ...SCAN_GUARDS,
  ...SESSION_GUARDS,
  ...PROCESS_GUARDS,
  ...BALANCE_GUARDS,
  ...CLIENT_GUARDS,
];
/** That the tests pass with every guard in its place; and those that guards name also without the others of their files. */
const CONTROLS = [
  { name: "control", what: "nothing is taken out", tests: [...new Set(GUARDS.flatMap(({ tests }) => tests))] },
  {
    name: "control-alone",
    what: "nothing is taken out, and only the named tests are run",
    tests: [...new Set(GUARDS.filter(({ by }) => by).flatMap(({ tests }) => tests))],
    by: GUARDS.flatMap(({ by }) => by ?? []).join("|"),
  },
];

function copy() {
  const folder = mkdtempSync(join(tmpdir(), "florin-guards-"));
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(basename(source)) && !basename(source).startsWith(".next"),
  });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** @param {Guard | typeof CONTROLS[number]} guard @returns {Change[]} */
const changesOf = (guard) => [...("file" in guard ? [guard] : []), ...("also" in guard && guard.also ? [guard.also] : [])];

/** The line where the guard stands; a source that moved on fails here, not silently. @param {Change} change */
function placeOf({ file, from }, folder = ROOT) {
  const parts = readFileSync(join(folder, file), "utf8").split(from);
  if (parts.length !== 2) throw new Error(`${file} holds this ${parts.length - 1} times, not once: ${from}`);
  return `${file}:${(parts[0] ?? "").split("\n").length}`;
}

/** @param {string} folder @param {Change[]} changes @returns {() => void} which puts them back */
function takeOut(folder, changes) {
  for (const change of changes) placeOf(change, folder);
  const before = changes.map(({ file }) => ({ path: join(folder, file), source: readFileSync(join(folder, file), "utf8") }));
  for (const { file, from, to } of changes) {
    const path = join(folder, file);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(from, () => to),
    );
  }
  return () => {
    for (const { path, source } of before) writeFileSync(path, source);
  };
}

/** @returns {{ passed: number, failures: { test: string, message: string }[] }} Up to the first failure, where one will do. */
function runTests(folder, { tests, by, isControl }) {
  const report = join(folder, "guard-report.json");
  const projects = ["unit", "integration"].filter((name) => tests.some((file) => name === projectOf(file)));
  const args = ["run", ...projects.map((name) => `--project=${name}`), "--reporter=json", `--outputFile=${report}`];
  // Of a thousand modules one has changed since the guard before.
  args.push("--experimental.fsModuleCache", `--experimental.fsModuleCachePath=${join(folder, ".module-cache")}`);
  args.push(`--bail=${isControl ? 0 : 1}`, ...(by ? [`--testNamePattern=${by}`] : []), ...tests);
  rmSync(report, { force: true });
  spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CRASH_POINTS, LOG_LEVEL: "silent" },
    ...(isControl ? {} : { timeout: HANGING_MS }),
  });
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const failures = testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && message) return [{ test: "", message: `${relative(folder, name)}: ${firstLine(message)}` }];
    return failed.map(({ title, failureMessages }) => ({ test: title, message: firstLine(failureMessages[0] ?? "") }));
  });
  return { passed: numPassedTests, failures };
}

/** Without tests of the other kind, no PostgreSQL is started. */
function projectOf(file) {
  return file.includes(".integration.") ? "integration" : "unit";
}

function firstLine(message) {
  return (message.split("\n")[0] ?? "").slice(0, MESSAGE_LENGTH);
}

/** A file that does not even start is no test that notices. @param {Guard | typeof CONTROLS[number]} guard */
function prove(guard, folder) {
  const changes = changesOf(guard);
  const isControl = changes.length === 0;
  const began = performance.now();
  let putBack = () => {};
  try {
    putBack = takeOut(folder, changes);
    const { passed, failures } = runTests(folder, { ...guard, isControl });
    const isProved = isControl
      ? failures.length === 0 && passed > 0
      : failures.length > 0 && failures.every(({ test }) => test !== "");
    tell(guard, { isProved, seconds: Math.round((performance.now() - began) / 1000) });
    if (isControl) console.log(`     ${passed} tests pass`);
    if (!isControl && failures.length === 0) console.log(`     ${passed} tests pass without it: ${guard.tests.join(", ")}`);
    for (const { test, message } of failures)
      console.log(`     ${test === "" ? "does not start" : `noticed by: ${test}`}\n       ${message}`);
    return isProved;
  } catch (error) {
    tell(guard, { isProved: false, seconds: Math.round((performance.now() - began) / 1000) });
    console.log(`     ${error.message}`);
    return false;
  } finally {
    putBack();
  }
}

function tell({ name, what }, { isProved, seconds }) {
  console.log(`${isProved ? "ok  " : "FAIL"} ${name.padEnd(15)} ${String(seconds).padStart(4)} s  ${what}`);
}

function list() {
  for (const guard of GUARDS) {
    console.log(`${guard.name.padEnd(15)} ${guard.what}`);
    console.log(
      `                ${changesOf(guard)
        .map((change) => placeOf(change))
        .join(", ")} → ${guard.tests.join(", ")}`,
    );
  }
  console.log(`${GUARDS.length} guards`);
}

function proveAll(names) {
  const known = [...CONTROLS, ...GUARDS];
  const unknown = names.filter((name) => !known.some((guard) => guard.name === name));
  if (unknown.length > 0) throw new Error(`there is no guard ${unknown.join(", ")}; --list names them`);
  const chosen = known.filter(({ name }) => names.length === 0 || names.includes(name));
  const folder = copy();
  const began = performance.now();
  try {
    const missed = chosen.filter((guard) => !prove(guard, folder)).map(({ name }) => name);
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    console.log(`\n${chosen.length - missed.length} of ${chosen.length} proved in ${minutes} minutes`);
    if (missed.length > 0) console.log(`not proved: ${missed.join(", ")}`);
    return missed.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({ options: { list: { type: "boolean", default: false } }, allowPositionals: true });
if (values.list) list();
else process.exitCode = proveAll(positionals) ? 0 : 1;
