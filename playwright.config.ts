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

/** One story each, of half a minute and more: told first, so that no worker is left alone with one at the end. */
const LONG = ["**/states.spec.ts", "**/faces.spec.ts", "**/docs-examples.spec.ts"];

export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "long", testMatch: LONG },
    { name: "stories", testMatch: "**/*.spec.ts", testIgnore: LONG },
  ],
  globalSetup: "./e2e/global-set-up.ts",
  // A folder of its own: Playwright empties it, and the other reports stand beside it.
  outputDir: "test-results/e2e",
  forbidOnly: true,
  retries: 0,
  // Each worker has a product and a chain of its own; any story may follow any other.
  workers: 2,
  fullyParallel: true,
  // As a busy machine needs them: what a story waits for is awaited, not timed.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    launchOptions: { args: FLAGS, ...(executablePath && { executablePath }) },
    locale: "en-GB",
    timezoneId: "UTC",
    // It takes nearly half of a story's time; `--trace on` for the one that is looked into.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
