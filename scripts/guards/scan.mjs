const SCAN = "lib/services/scan-network.integration.test.ts";
const REORG = "lib/services/reorg.integration.test.ts";
const CRASH = "test/crash.integration.test.ts";
const LIES = "lib/chains/evm/evm-chain.test.ts";
const SECOND_WORD = "lib/services/require-second-word.integration.test.ts";
const RESCAN = "lib/services/rescan-network.integration.test.ts";
const FAIL_OVER = "lib/services/fail-over.integration.test.ts";

/** Of the scanner: what a node says, and what is written down of it. */
export const SCAN_GUARDS = [
  {
    name: "lease",
    what: "a second process may take a network that another one is scanning",
    file: "db/queries/cursors.ts",
    from: ".leaseUntil} < now()`",
    to: ".leaseUntil} < now() or true`",
    tests: [SCAN],
    by: "of fifty ticks at once",
  },
  {
    name: "fence",
    what: "a scanner whose lease was taken over still commits",
    file: "db/queries/cursors.ts",
    from: "eq(networkCursors.fence, fence)",
    to: "gte(networkCursors.fence, fence)",
    also: { file: "db/queries/cursors.ts", from: "import { and, eq, lt, sql }", to: "import { and, eq, gte, lt, sql }" },
    tests: [SCAN],
    by: "lease was taken over while it read",
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
    by: "mines again elsewhere",
  },
  {
    name: "parent",
    what: "a window need not grow from the cursor",
    file: "lib/services/read-window.ts",
    from: "if (result.blocks[0]?.parentHash === cursor.hash) return { result, rewind: null };",
    to: "return { result, rewind: null };",
    tests: [REORG],
    by: "blocks that come back after a reorg",
  },
  {
    name: "outbox",
    what: "a settlement commits without its events",
    file: "lib/services/settle-sessions.ts",
    from: "await insertEvents(tx, outbox, now);",
    to: "void outbox; void insertEvents;",
    tests: [SCAN],
    by: "is detected in its block and paid three blocks deep",
  },
  {
    name: "transaction",
    what: "a window's parts commit one by one",
    file: "lib/services/commit-window.ts",
    from: "await app.database.db.transaction(work)",
    to: "await work(app.database.db)",
    tests: [CRASH],
    by: "killed anywhere",
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
    by: "while two nodes disagree",
  },
  {
    name: "doubted-head",
    what: "a node that lags is believed to tell the head",
    file: "lib/chains/evm/newest-head.ts",
    from: "if (head.number < highest || now() - last.since > LATE_MS) return true;",
    to: "if (highest < -1) return true;",
    tests: [FAIL_OVER],
    by: "a node that falls behind what was read|a node that stopped at a block",
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
    by: "where the node's chain is another",
  },
];
