import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/find-chromium";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const executablePath = findChromium();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/global-set-up.ts",
  // A folder of its own: Playwright empties it, and the other reports stand beside it.
  outputDir: "test-results/e2e",
  forbidOnly: true,
  retries: 0,
  // One product and one chain for the whole run; stories move the chain's clock and take blocks back.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    launchOptions: { args: FLAGS, ...(executablePath && { executablePath }) },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
