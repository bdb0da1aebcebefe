const BALANCES = "lib/services/check-balances.integration.test.ts";
const SECOND_BALANCES = "lib/services/second-balances.integration.test.ts";
const REWOUND = "lib/services/rewound-balances.integration.test.ts";
const BUDGET = "lib/services/balance-budget.integration.test.ts";
const ATTRIBUTE = "lib/services/attribute-payments.integration.test.ts";
const RESCAN_BALANCES = "lib/services/rescan-balances.integration.test.ts";
const PRUNED = "lib/services/start-before-pruned.integration.test.ts";
const WATCHES = "db/queries/native-watches.integration.test.ts";
const LOGS = "lib/chains/evm/read-log.test.ts";

/** Of the coin that only balances show; in the form of prove-guards.mjs. */
export const BALANCE_GUARDS = [
  {
    name: "known-start",
    what: "a session begins at a block that a reorg took away",
    file: "db/queries/native-watches.ts",
    from: ".chain_id and k.orphaned_at is null",
    to: ".chain_id",
    tests: [BALANCES],
  },
  {
    name: "rewound-checks",
    what: "a reorg leaves balance checks above the fork as they were",
    file: "lib/services/commit-window.ts",
    from: "await rewindWatches(tx, { chainId, above: rewind.ancestor });",
    to: "void rewindWatches;",
    tests: [REWOUND],
  },
  {
    name: "credited",
    what: "a send that was credited as a gain of balance is credited again",
    file: "db/queries/found-transfers.ts",
    from: "const news = await withoutCredited(tx, rows);",
    to: "const news = rows;\n  void withoutCredited;",
    tests: [BALANCES],
  },
  {
    name: "two-balances",
    what: "money that only a balance shows is written down on one node's word",
    file: "lib/services/check-balances.ts",
    from: "addresses: concluded });",
    to: "addresses: concluded.slice(0, 0) });",
    tests: [BALANCES, SECOND_BALANCES],
  },
  {
    name: "two-bases",
    what: "what an address has to begin with is believed on one node's word",
    file: "lib/services/take-bases.ts",
    from: "then && (await reader.doubtsAt(then, { number, addresses }))",
    to: "then && (await reader.doubtsAt(then, { number, addresses: addresses.slice(0, 0) }))",
    tests: [SECOND_BALANCES],
  },
  {
    name: "two-changes",
    what: "money that came and went again is credited on one node's word",
    file: "lib/services/doubt-mixed.ts",
    from: "if (reader.isAlone()) return doubts;",
    to: "if (reader.isAlone() || at > 0) return doubts;",
    tests: [SECOND_BALANCES],
  },
  {
    name: "behind",
    what: "addresses that wait for a second node hold up the others",
    file: "db/queries/native-watches.ts",
    from: "and is_open and next_at is null and checked_number",
    to: "and is_open and checked_number",
    tests: [WATCHES],
  },
  {
    name: "budget",
    what: "a balance check asks without end",
    file: "lib/services/balance-reader.ts",
    from: "const left = () => MAX_QUESTIONS - reserved - questions;",
    to: "const left = () => 1_000 * MAX_QUESTIONS - reserved - questions;",
    tests: [BUDGET],
  },
  {
    name: "search-turns",
    what: "a search for more changes than its budget does for finds none",
    file: "lib/services/find-changes.ts",
    from: "return place === 0 || spent <= left;",
    to: "return place >= 0 || spent <= left;",
    tests: [BUDGET],
  },
  {
    name: "flat-traces",
    what: "trace_block is not read",
    file: "lib/chains/evm/attribute-block.ts",
    from: "return traces === null ? null :",
    to: "return traces !== undefined ? null :",
    tests: [ATTRIBUTE],
  },
  {
    name: "whole-traces",
    what: "traces are believed that do not add up to the change of a balance",
    file: "lib/services/explain-changes.ts",
    from: "told === whole",
    to: "told > -whole",
    tests: [ATTRIBUTE],
  },
  {
    name: "by-number",
    what: "balances by number are believed whatever block has that number",
    file: "lib/chains/evm/read-balances.ts",
    from: "if (header?.hash !== block.hash)",
    to: "if (header === null)",
    tests: [ATTRIBUTE],
  },
  {
    name: "recheck",
    what: "what a rescan adds is not compared again",
    file: "lib/services/commit-window.ts",
    from: "await recheckFrom(tx, { chainId, places });",
    to: "void recheckFrom;\n      void places;",
    tests: [RESCAN_BALANCES],
  },
  {
    name: "later-gain",
    what: "a send that stands as a gain of a later block is credited again",
    file: "db/queries/found-transfers.ts",
    from: "and w.number < g",
    to: "and false and w.number < g",
    tests: [RESCAN_BALANCES],
  },
  {
    name: "below-gain",
    what: "a gain is looked for again in the block where it really came",
    file: "lib/services/check-balances.ts",
    from: "...own.filter(isGain).map((fact) => fact.number)",
    to: "...own.filter(isGain).map(() => 0)",
    tests: [RESCAN_BALANCES],
  },
  {
    name: "pruned-start",
    what: "sessions are not put under watch while a long way is scanned",
    file: "lib/services/scan-network.ts",
    from: "if (head.number - cursor.number > network.finalityDepth) await commitWatches",
    to: "if (head.number < 0) await commitWatches",
    tests: [PRUNED],
  },
  {
    name: "swept",
    what: "the factory's sweeps are not read, so that an equal payout cancels one out",
    file: "lib/chains/evm/scan-blocks.ts",
    from: "sweeps: logs.flatMap((log) => sweepOf(log, blocks)),",
    to: "sweeps: logs.slice(0, 0).flatMap((log) => sweepOf(log, blocks)),",
    tests: [BALANCES],
  },
  {
    name: "false-sweep",
    what: "a token is believed that it was swept",
    file: "lib/chains/evm/read-log.ts",
    from: "if (isFactory !== isSwept) return null;",
    to: "",
    tests: [LOGS],
  },
];
