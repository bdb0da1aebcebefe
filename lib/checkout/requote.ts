import { appraise, isCountable, lastQuote } from "./appraise";
import type { SessionFacts } from "./derive";
import type { SessionStatus } from "./session";
import type { View } from "./view";

export type RequoteRefusal = "not_expired" | "payment_seen" | "too_late";

/**
 * Why a session gets no new quote, or null (D12): it has expired, nothing that may count has come, and late money would
 * still count. What came in another asset, or was taken back by the chain, is no obstacle.
 *
 * @param clock epoch milliseconds: the later of the wall clock and a local chain's
 */
export function requoteRefusal(
  session: { readonly status: SessionStatus; readonly facts: SessionFacts },
  view: View,
  clock: number,
): RequoteRefusal | null {
  if (session.status !== "expired") return "not_expired";
  if (appraise(session.facts, view).some(isCountable)) return "payment_seen";
  return clock > lastQuote(session.facts.quotes).graceUntil ? "too_late" : null;
}
