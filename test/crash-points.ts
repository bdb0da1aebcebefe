/** The named points of a tick, in its order. */
export const CRASH_POINTS = [
  "before a block read",
  "after a block read",
  "before the transfer insert",
  "after the transfer insert",
  "before the status update",
  "after the status update",
  "before a commit",
  "commit in flight",
  "after a commit",
  "before the claim",
  "before the send",
  "sent and unanswered",
  "answered and unrecorded",
  "record in flight",
  "after the record",
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];
/** At the n-th boundary, or the n-th time at that point; from 1. */
export type Death = { at: CrashPoint | "boundary"; time: number; inFlight: boolean };
export type Order = { kind: "begin"; databaseUrl: string; rpcUrl: string; death: Death | null } | { kind: "turn"; now: number };
export type Done = { kind: "done"; passed: Partial<Record<Death["at"], number>>; outcomes: string[] };
