/**
 * Takes out, one at a time, the guards that keep payments right, each in a copy of the sources, and shows that the tests
 * notice. A guard whose loss no test notices is not proved, and this ends with 1.
 *
 *   npm run prove:guards               all of them, after a control run with none taken out
 *   npm run prove:guards -- rewind     the named ones
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BALANCE_GUARDS } from "./balance-guards.mjs";
import { CLIENT_GUARDS } from "./client-guards.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LEFT_OUT = new Set([".git", "node_modules", ".florin", "test-results"]);
const SCAN = "lib/services/scan-network.integration.test.ts";
const REORG = "lib/services/reorg.integration.test.ts";
const CRASH = "test/crash.integration.test.ts";
const LIES = "lib/chains/evm/evm-chain.test.ts";
const SECOND_WORD = "lib/services/require-second-word.integration.test.ts";
const RESCAN = "lib/services/rescan-network.integration.test.ts";
const FAIL_OVER = "lib/services/fail-over.integration.test.ts";
const POOL = "db/pool.integration.test.ts";
const DELIVERER = "lib/services/run-deliverer.integration.test.ts";
const EDGE = "app/api/v1/edge.integration.test.ts";
const QUESTIONS = "diagnosis/diagnosis.integration.test.ts";
const CRASH_POINTS = "24";

/** Each `from` stands exactly once in its file; a source that moved on fails here, not silently. */
const GUARDS = [
  {
    name: "lease",
    what: "a second process may take a network that another one is scanning",
    file: "db/queries/cursors.ts",
    from: ".leaseUntil} < now()`",
    to: ".leaseUntil} < now() or true`",
    tests: [SCAN],
  },
  {
    name: "fence",
    what: "a scanner whose lease was taken over still commits",
    file: "db/queries/cursors.ts",
    from: "eq(networkCursors.fence, fence)",
    to: "gte(networkCursors.fence, fence)",
    also: { file: "db/queries/cursors.ts", from: "import { and, eq, lt, sql }", to: "import { and, eq, gte, lt, sql }" },
    tests: [SCAN],
  },
  {
    name: "rewind",
    what: "blocks that a reorg took away stay canonical",
    file: "lib/services/commit-window.ts",
    from: "rewind ? await orphanBlocks(tx, { chainId, above: rewind.ancestor, at: rewind.cursor.number }) : []",
    to: "rewind ? [] : []",
    also: {
      file: "db/migrations/0000_initial.sql",
      from: 'CREATE UNIQUE INDEX "blocks_canonical"',
      to: 'CREATE INDEX "blocks_canonical"',
    },
    tests: [REORG],
  },
  {
    name: "parent",
    what: "a window need not grow from the cursor",
    file: "lib/services/read-window.ts",
    from: "if (result.blocks[0]?.parentHash === cursor.hash) return { result, rewind: null };",
    to: "return { result, rewind: null };",
    tests: [REORG],
  },
  {
    name: "outbox",
    what: "a settlement commits without its events",
    file: "lib/services/settle-sessions.ts",
    from: "await insertEvents(tx, outbox, now);",
    to: "void outbox; void insertEvents;",
    tests: [SCAN],
  },
  {
    name: "transaction",
    what: "a window's parts commit one by one",
    file: "lib/services/commit-window.ts",
    from: "await app.database.db.transaction(work)",
    to: "await work(app.database.db)",
    tests: [CRASH],
  },
  {
    name: "receipt",
    what: "a reverted native payment counts",
    file: "lib/chains/evm/answer.ts",
    from: 'return receipt.status === "0x1";',
    to: "return true;",
    tests: [LIES],
  },
  {
    name: "empty-logs",
    what: "an empty answer is believed whatever the bloom says",
    file: "lib/chains/evm/scan-blocks.ts",
    from: "if (answered.has(header.hash) || (tokens.length === 0 && factory === null)) return false;",
    to: "return header.hash === '' && isBlank(bloom) && mayHold(bloom) && answered.size + transactions.length < 0;",
    tests: [LIES],
  },
  {
    name: "batch-ids",
    what: "answers are taken for those of other questions",
    file: "lib/chains/evm/guarded-fetch.ts",
    from: "if (asked.length !== answered.length || asked.some((id, place) => id !== answered[place])) {",
    to: "if (asked.length < 0 && answered.length < 0) {",
    tests: [LIES],
  },
  {
    name: "second-word",
    what: "money is confirmed though two nodes disagree",
    file: "lib/services/scan-network.ts",
    from: "await requireSecondWord(app, {",
    to: "void requireSecondWord;\n    void ({",
    tests: [SECOND_WORD],
  },
  {
    name: "doubted-head",
    what: "a node that lags is believed to tell the head",
    file: "lib/chains/evm/newest-head.ts",
    from: "if (head.number < highest || now() - last.since > LATE_MS) return true;",
    to: "if (highest < -1) return true;",
    tests: [FAIL_OVER],
  },
  {
    name: "rescan-line",
    what: "a rescan reads blocks of another chain",
    file: "lib/services/rescan-network.ts",
    from: "if (wrong) throw notOurs(wrong.number);",
    to: "void wrong;",
    also: {
      file: "lib/services/rescan-network.ts",
      from: "if (hash !== expected || hash !== (kept.get(number) ?? hash)) throw notOurs(number);",
      to: "void expected;",
    },
    tests: [RESCAN],
  },
  {
    name: "lost-begin",
    what: "a transaction goes on after its connection was taken",
    file: "db/pool.ts",
    from: "if (lost) await new Promise(() => {});",
    to: "void lost;",
    also: { file: "db/pool.ts", from: "if (end) throw end.error;", to: "void end;" },
    tests: [POOL],
  },
  {
    name: "jammed-pool",
    what: "a pool that lost a connection is used on",
    file: "db/pool.ts",
    from: "if (isClosing || lost !== pool) return;",
    to: "if (isClosing || lost === pool) return;",
    tests: [POOL],
  },
  {
    name: "asked-types",
    what: "the driver asks for types while it connects",
    file: "db/pool.ts",
    from: "fetch_types: false,",
    to: "fetch_types: true,",
    tests: [POOL],
  },
  {
    name: "claim-lock",
    what: "two deliverers may claim the same delivery",
    file: "lib/services/claim-deliveries.ts",
    from: "for update of d skip locked",
    to: "",
    tests: [DELIVERER],
  },
  {
    name: "share",
    what: "each of several processes grants the whole limit",
    file: "lib/api/rate-limit.ts",
    from: "return Math.ceil(perSecond / REPLICAS);",
    to: "return perSecond + 0 * REPLICAS;",
    tests: [EDGE],
  },
  {
    name: "shared-counts",
    what: "what several processes count together is not counted up",
    file: "db/queries/shared-counts.ts",
    from: "else c.count + 1 end",
    to: "else c.count end",
    tests: [QUESTIONS],
  },
  ...BALANCE_GUARDS,
  ...CLIENT_GUARDS,
];

function copy() {
  const folder = mkdtempSync(join(tmpdir(), "florin-guard-"));
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(basename(source)) && !basename(source).startsWith(".next"),
  });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function replace(folder, { file, from, to }) {
  const path = join(folder, file);
  const source = readFileSync(path, "utf8");
  if (source.split(from).length !== 2) throw new Error(`${file} does not hold this line exactly once: ${from}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
}

/** @returns {{ failed: number, passed: number }} */
function runTests(folder, tests) {
  const report = join(folder, "guard-report.json");
  spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${report}`, ...tests], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CRASH_POINTS, LOG_LEVEL: "silent" },
  });
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, "utf8"));
  return { failed: numFailedTests, passed: numPassedTests };
}

function prove(guard) {
  const folder = copy();
  try {
    if (guard.file) replace(folder, guard);
    if (guard.also) replace(folder, guard.also);
    const began = performance.now();
    const { failed, passed } = runTests(folder, guard.tests);
    const seconds = Math.round((performance.now() - began) / 1000);
    const isProved = guard.file ? failed > 0 : failed === 0 && passed > 0;
    console.log(
      `${isProved ? "ok  " : "FAIL"} ${guard.name.padEnd(12)} ${failed} of ${failed + passed} tests fail, ${seconds} s: ${guard.what}`,
    );
    return isProved;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2);
const control = {
  name: "control",
  what: "nothing is taken out",
  tests: [
    SCAN,
    REORG,
    CRASH,
    LIES,
    SECOND_WORD,
    FAIL_OVER,
    RESCAN,
    POOL,
    DELIVERER,
    EDGE,
    QUESTIONS,
    ...new Set(BALANCE_GUARDS.flatMap(({ tests }) => tests)),
  ],
};
const chosen = names.length > 0 ? GUARDS.filter((guard) => names.includes(guard.name)) : [control, ...GUARDS];
const results = chosen.map(prove);
process.exitCode = results.length > 0 && results.every(Boolean) ? 0 : 1;
