import { ensureInstalled } from "./ensure.mjs";

ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
const { startFlorin } = await import("./start-florin.ts");
await startFlorin();
