import type { Scenario } from "@/lib/checkout/scenario";

/** What is played, and how it must end. */
const WORDS: Readonly<Record<Scenario, { readonly word: string; readonly end: string }>> = {
  exact: { word: "The customer pays", end: "Paid." },
  under: { word: "Half is paid", end: "Underpaid: the rest can still be sent." },
  over: { word: "Too much is paid", end: "Paid, with more than was due." },
  two_parts: { word: "It is paid in two parts", end: "Paid." },
  double: { word: "It is paid twice", end: "Paid, and the second payment is told as surplus." },
  late: { word: "It is paid late", end: "Paid late." },
  late_after_grace: { word: "It is paid after the grace period", end: "Expired, and the money is recorded." },
  wrong_token: { word: "Another token is sent", end: "Still waiting, and the other token is recorded." },
  internal_transfer: { word: "A contract pays, as exchanges and smart wallets do", end: "Paid." },
  reorg_before_paid: { word: "The chain takes the payment back, and it is sent again", end: "Paid." },
  reorg_after_paid: { word: "The chain takes it back after it was paid", end: "Failed: the payment is gone for good." },
  rpc_outage: { word: "The node is unreachable while it is paid", end: "Paid, though nobody saw it for a while." },
  webhook_500_then_200: { word: "The shop's server fails once", end: "Paid, and told with the second attempt." },
};

export function scenarioWords(scenario: Scenario): { readonly word: string; readonly end: string } {
  return WORDS[scenario];
}
