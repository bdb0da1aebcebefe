const POOL = "db/pool.integration.test.ts";
const DELIVERER = "lib/services/run-deliverer.integration.test.ts";
const EDGE = "app/api/v1/edge.integration.test.ts";
const QUESTIONS = "diagnosis/diagnosis.integration.test.ts";

/** Of many processes on one database. */
export const PROCESS_GUARDS = [
  {
    name: "lost-begin",
    what: "a transaction goes on after its connection was taken",
    file: "db/pool.ts",
    from: "if (lost) await new Promise(() => {});",
    to: "void lost;",
    also: { file: "db/pool.ts", from: "if (end) throw end.error;", to: "void end;" },
    tests: [POOL],
    by: "whose connection is taken between two statements|one that is told of it",
  },
  {
    name: "jammed-pool",
    what: "a pool that lost a connection is used on",
    file: "db/pool.ts",
    from: "if (isClosing || lost !== pool) return;",
    to: "if (isClosing || lost === pool) return;",
    tests: [POOL],
    by: "a place whose connection is taken",
  },
  {
    name: "asked-types",
    what: "the driver asks for types while it connects",
    file: "db/pool.ts",
    from: "fetch_types: false,",
    to: "fetch_types: true,",
    tests: [POOL],
    by: "nothing is asked while it connects",
  },
  {
    name: "claim-lock",
    what: "two deliverers may claim the same delivery",
    file: "db/migrations/0014_claim_deliveries.sql",
    from: "for update of d skip locked",
    to: "",
    tests: [DELIVERER],
    by: "ten claims at once take no delivery twice",
  },
  {
    name: "share",
    what: "each of several processes grants the whole limit",
    file: "lib/api/rate-limit.ts",
    from: "return Math.ceil(perSecond / REPLICAS);",
    to: "return perSecond + 0 * REPLICAS;",
    tests: [EDGE],
    by: "is granted by each of several processes",
  },
  {
    name: "shared-counts",
    what: "what several processes count together is not counted up",
    file: "db/queries/shared-counts.ts",
    from: "else c.count + 1 end",
    to: "else c.count end",
    tests: [QUESTIONS],
    by: "is limited to as many a minute",
  },
];
