import type { SessionFlag, SessionStatus } from "@/lib/checkout/session";
import type { Tone } from "../ui/status";

const STATUS_WORDS: Readonly<Record<SessionStatus, { tone: Tone; word: string }>> = {
  pending: { tone: "open", word: "Waiting" },
  detected: { tone: "wait", word: "Confirming" },
  overpaid: { tone: "wait", word: "Overpaid, confirming" },
  underpaid: { tone: "warn", word: "Underpaid" },
  paid: { tone: "good", word: "Paid" },
  paid_late: { tone: "warn", word: "Paid late" },
  expired: { tone: "quiet", word: "Expired" },
  failed: { tone: "bad", word: "Failed" },
  deactivated: { tone: "quiet", word: "Deactivated" },
};

export function statusWords(status: SessionStatus): { tone: Tone; word: string } {
  return STATUS_WORDS[status];
}

const FLAG_WORDS: Readonly<Record<SessionFlag, string>> = {
  partial: "Only a part has arrived",
  over: "More than due has arrived",
  late: "Money arrived after it expired",
  late_confirming: "A late payment is confirming",
  surplus: "Money arrived after it was settled",
  wrong_asset: "Another coin or token arrived",
  reverted: "The chain took a payment back",
  after_deactivation: "Money arrived after it was deactivated",
  accepted: "Accepted by you",
  checking_delayed: "The network is being checked with a delay",
};

export function flagWords(flag: SessionFlag): string {
  return FLAG_WORDS[flag];
}

/** The filters of the list: a word, and the statuses behind it. */
export const SESSION_FILTERS = [
  { key: "all", word: "All", statuses: [] },
  { key: "open", word: "Open", statuses: ["pending", "detected", "underpaid", "overpaid"] },
  { key: "paid", word: "Paid", statuses: ["paid", "paid_late"] },
  { key: "underpaid", word: "Underpaid", statuses: ["underpaid"] },
  { key: "expired", word: "Expired", statuses: ["expired"] },
  { key: "failed", word: "Failed", statuses: ["failed"] },
  { key: "deactivated", word: "Deactivated", statuses: ["deactivated"] },
] as const satisfies readonly { key: string; word: string; statuses: readonly SessionStatus[] }[];
