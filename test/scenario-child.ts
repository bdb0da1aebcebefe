/** A process that plays a scenario, for a test that ends it in the middle. */
import type { Scope } from "@/db/queries/scope";
import type { Scenario } from "@/lib/checkout/scenario";
import { simulateScenario } from "@/lib/services/simulate/simulate-scenario";
import { testApp } from "./app";

export type ScenarioOrder = { databaseUrl: string; rpcUrl: string; scope: Scope; sessionId: string; scenario: Scenario };

process.on("message", async ({ databaseUrl, rpcUrl, scope, sessionId, scenario }: ScenarioOrder) => {
  const app = testApp({ databaseUrl, rpcUrls: { 31337: [rpcUrl] }, env: { RESIDENT_LOOP: "off", TICK_INTERVAL_MS: "50" } });
  await simulateScenario(app, scope, { sessionId, scenario, clock: Date.now });
});
process.on("disconnect", () => process.exit());
