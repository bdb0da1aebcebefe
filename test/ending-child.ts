/**
 * A process with the product's engine, which something else ends when it is told to end, as Next does: at once, or never
 * where a request of its is never answered.
 */
import { endFirst } from "@/lib/services/end-first";
import { startResidentLoop } from "@/lib/services/resident-loop";
import { testApp } from "./app";

const [databaseUrl = "", rpcUrl = "", requests = ""] = process.argv.slice(2);
const loop = startResidentLoop(testApp({ databaseUrl, rpcUrls: { 31337: [rpcUrl] }, env: { TICK_INTERVAL_MS: "50" } }));
endFirst(() => loop.endSoon());
process.on("SIGTERM", () => {
  if (requests !== "unanswered") process.exit(143);
});
