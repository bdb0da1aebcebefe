import { vi } from "vitest";

/** The same once more, on a network whose native coin is watched by balances alone. */
vi.hoisted(() => {
  process.env.TEST_NATIVE_WATCH = "balances";
});

await import("./unread-start.integration.test");
