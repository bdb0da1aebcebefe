/** What can happen to a session, to be played on a local chain with real transactions. Each begins with one that waits. */
export const SCENARIOS = [
  "exact",
  "under",
  "over",
  "two_parts",
  "double",
  "late",
  "late_after_grace",
  "wrong_token",
  "internal_transfer",
  "reorg_before_paid",
  "reorg_after_paid",
  "rpc_outage",
  "webhook_500_then_200",
] as const;

export type Scenario = (typeof SCENARIOS)[number];
