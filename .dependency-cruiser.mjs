/**
 * The layers (README.md) as rules: one for each row of the table "from, may import", then the walls besides.
 * Every arrow points at `lib/checkout`. Test files are exempt: they may reach for anything.
 */
const CORE = "^lib/(checkout/|(documented|money|ids|errors|error-codes|locale)\\.ts)";
/** Small impure roots that any layer outside the core may use. */
const ROOTS =
  "^lib/(checkout-key|client-address|env|log|login-cookie|metrics|password|preview-robot|process-wide|request-context|request-target|keep-connections|seal|socket-address)\\.ts";
const PACKAGES = "node_modules/";
const ADAPTERS = ["chains", "pictures", "rates", "wallet", "webhooks"];

/** Only these may be imported; everything else of this project may not. */
function row(name, comment, from, ...to) {
  return { name, comment, severity: "error", from: { path: from }, to: { pathNot: to.join("|"), dependencyTypesNot: ["core"] } };
}

export default {
  forbidden: [
    row(
      "core",
      "The core decides from its arguments alone, so that every decision can be tested and replayed. It knows no package, no clock, no network and no database.",
      "^lib/(checkout/|(documented|money|errors|error-codes|locale)\\.ts)",
      CORE,
    ),
    {
      name: "core-without-system",
      comment: "As above, for what Node brings along. Ids alone have a default source of randomness, which callers may replace.",
      severity: "error",
      from: { path: CORE, pathNot: "^lib/ids\\.ts" },
      to: { dependencyTypes: ["core"] },
    },
    ...ADAPTERS.map((folder) =>
      row(
        `adapter-${folder}`,
        "An adapter translates one part of the outside world into the core's words. Two that knew each other, or the database, could not be replaced or tested alone.",
        `^lib/${folder}/`,
        CORE,
        `^lib/${folder}/`,
        ROOTS,
        "^contracts/artefacts/",
        PACKAGES,
      ),
    ),
    {
      ...row("db", "Queries store and find; what rows mean is decided elsewhere.", "^db/", CORE, "^db/", PACKAGES),
      // The demo's data is made by the same use cases as everybody's.
      from: { path: "^db/", pathNot: "^db/seed\\.ts" },
    },
    row(
      "services",
      "A use case opens the transaction and puts core, adapters and queries together. It knows nothing of HTTP or React, so that a route, a loop and a script run the same code.",
      "^lib/services/",
      CORE,
      ROOTS,
      ...ADAPTERS.map((folder) => `^lib/${folder}/`),
      "^lib/services/",
      "^db/(queries/|client|schema|migrations/)",
      `${PACKAGES}(?!next/|next-auth/|react)`,
    ),
    {
      ...row(
        "api-edge",
        "The edge authenticates, parses and answers. It reads keys, asks services for the rest, and writes nothing but a request's first answer.",
        "^lib/api/",
        CORE,
        ROOTS,
        "^lib/(api/|services/|auth\\.ts)",
        "^db/(queries/|client)",
        PACKAGES,
      ),
      from: { path: "^lib/api/", pathNot: "^lib/api/idempotency\\.ts" },
    },
    row(
      "components",
      "Props in, markup out. A component that fetched or decided could be neither shown nor tested without the rest.",
      "^components/",
      CORE,
      "^components/",
      PACKAGES,
    ),
    row(
      "app",
      "Routes parse, call and respond. They may read through queries; every write goes through a service, so there is one code path to test for it.",
      "^app/",
      CORE,
      ROOTS,
      "^app/",
      "^components/",
      "^lib/(services/|api/|auth\\.ts)",
      "^db/(queries/|client)",
      PACKAGES,
    ),
    {
      name: "customer-side-apart",
      comment:
        "The customer's page is a product of its own with a byte budget, open to the world: it must not carry the dashboard's code or its login.",
      severity: "error",
      from: { path: "^(app/(checkout|l|api/checkout)/|components/checkout/)" },
      to: { path: "^(app/dashboard/|app/login/|components/(dashboard|ui)/|lib/auth\\.ts)" },
    },
    {
      name: "docs-apart",
      comment:
        "The documentation is open to the world and to people who are not signed in: it carries no dashboard and no login.",
      severity: "error",
      from: { path: "^(app/(docs|llms\\.txt)/|components/docs/)" },
      to: { path: "^(app/dashboard/|app/login/|components/(dashboard|checkout)/|lib/auth\\.ts)" },
    },
    {
      name: "no-component-reaches-the-database",
      comment: "Through no chain of imports: a component may run in a browser.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^db/|node_modules/(postgres|drizzle-orm)/", reachable: true },
    },
    {
      name: "no-private-keys",
      comment: "Florin holds no private key and signs nothing. viem's accounts are local signers.",
      severity: "error",
      from: {},
      to: { path: "node_modules/viem/.*accounts" },
    },
    {
      name: "product-without-its-tools",
      comment: "What runs in production does not depend on scripts, tests or measurements.",
      severity: "error",
      from: { path: "^(app|components|contracts|db|lib)/|^(proxy|instrumentation)\\.ts", pathNot: "-fixture\\.ts$" },
      to: { path: "^(bench|e2e|scripts|test)/" },
    },
    row(
      "sdk",
      "The client is a package of its own: it stands on fetch and Web Crypto, in any runtime, and knows the API by its document alone.",
      "^sdk/",
      "^sdk/src/",
    ),
    {
      name: "sdk-without-system",
      comment: "As above, for what Node brings along.",
      severity: "error",
      from: { path: "^sdk/src/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "product-without-sdk",
      comment: "The product is what the client calls; if it leaned on its own client, neither could be changed alone.",
      severity: "error",
      from: { path: "^(app|components|contracts|db|lib)/|^(proxy|instrumentation)\\.ts" },
      to: { path: "^sdk/" },
    },
    {
      name: "no-circles",
      comment:
        "Two files that run each other are one file, or one of them is in the wrong place. Types alone may refer both ways.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import that is found nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Imports of types count: they are dependencies of the reader.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["\\.test\\.tsx?$", "^\\.next", "^sdk/dist/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
