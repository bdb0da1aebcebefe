import { expect, test } from "vitest";
import { networkStatus } from "./network-status";

const GOOD = {
  connected: true,
  stalled: false,
  behindSeconds: 4,
  lastScanSecondsAgo: 1,
  failingSeconds: null,
  balancesFailingSeconds: null,
};

test.each([
  ["reads along", {}, "good", "Connected"],
  ["is not connected", { connected: false, behindSeconds: 9_000 }, "quiet", "Not connected"],
  ["was never read", { behindSeconds: null, lastScanSecondsAgo: null }, "wait", "Starting"],
  [
    "was never read because its node fails",
    { behindSeconds: null, lastScanSecondsAgo: null, failingSeconds: 9 },
    "bad",
    "Cannot be read",
  ],
  ["fails for a moment", { failingSeconds: 9 }, "good", "Connected"],
  ["stands still", { stalled: true }, "bad", "Stands still"],
  ["is not read any more", { behindSeconds: 600, lastScanSecondsAgo: 300 }, "warn", "Read 5 min ago"],
  ["is read, but from a node that lags", { behindSeconds: 7_300 }, "warn", "2 h behind"],
  ["does not tell its balances", { balancesFailingSeconds: 121 }, "warn", "Balances cannot be read"],
  ["did not tell its balances for a moment", { balancesFailingSeconds: 5 }, "good", "Connected"],
  ["is two minutes behind", { behindSeconds: 120 }, "good", "Connected"],
] as const)("a network that %s says so", (_, facts, tone, word) => {
  expect(networkStatus({ ...GOOD, ...facts })).toEqual({ tone, word });
});
