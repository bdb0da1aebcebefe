import { ensureInstalled } from "./ensure.mjs";

ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
const { runTests } = await import("./run-tests.ts");
await runTests();
