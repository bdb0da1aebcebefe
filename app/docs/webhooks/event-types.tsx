import { Meanings } from "@/components/docs/guide";
import type { EventType } from "@/lib/checkout/event";

/** Complete by its type: a new event type has to be told of. */
const MEANINGS: Readonly<Record<EventType, string>> = {
  "session.created": "A session was made.",
  "session.detected": "Enough has been seen, and is not confirmed yet.",
  "session.underpaid": "Less than due has come. The rest may follow.",
  "session.paid": "Enough is confirmed: ship. Once for each session, overpaid or not.",
  "session.overpaid": "More than due has come; told at sight.",
  "session.paid_late": "Enough is confirmed, and part of it came after the price had ended. The order may be gone.",
  "session.expired": "The price has ended and nothing that counts has come.",
  "session.failed": "The chain took a settled payment back for good.",
  "session.deactivated": "You switched it off before it was paid.",
  "session.updated": "Its texts, its e-mail address or its chosen way to pay changed.",
  "session.requoted": "The customer asked for a new price after the first had ended.",
  "payment.received": "A payment was seen, whether it counts or not.",
  "payment.confirmed": "A payment has the confirmations that it needs.",
  "payment.reverted": "The chain took a payment back; it may come again.",
  "session.corrected": "What was told as over is not: money turned up after all.",
  "webhook.test": "You asked for a test. It takes no number.",
};

export function EventTypes() {
  return <Meanings head={["Type", "What happened"]} rows={Object.entries(MEANINGS)} />;
}
