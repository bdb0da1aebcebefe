import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)) };
const env = { LOG_LEVEL: "silent" };
const elsewhere = ["**/node_modules/**", "**/.next*/**", "e2e/**"];

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          env,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...elsewhere, "**/*.integration.test.ts"],
          // A test that hangs ends; one that is slow on a busy machine does not fail for it.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          env,
          include: ["**/*.integration.test.ts"],
          exclude: elsewhere,
          globalSetup: ["test/global-set-up.ts"],
          setupFiles: ["test/document/watch-answers.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
