import type { EventDetail, EventType } from "@/lib/checkout/event";
import { networkOf } from "@/lib/checkout/networks";
import type { PaymentObject, SessionObject } from "@/lib/checkout/session-object";
import { formatUnits } from "@/lib/money";
import type { Tone } from "../ui/status";
import { spanWords } from "../ui/time-words";
import { groupDigits, hostOf } from "./money-words";

export type StoryEvent = { readonly id: string; readonly type: EventType; readonly detail: EventDetail; readonly at: number };

export type StoryAttempt = {
  readonly number: number;
  readonly statusCode: number | null;
  readonly latencyMs: number | null;
  readonly error: string | null;
};

export type StoryDelivery = {
  readonly eventId: string;
  readonly url: string;
  readonly status: "pending" | "delivered" | "abandoned";
  readonly nextAttemptAt: number;
  readonly attempts: readonly StoryAttempt[];
};

/** Who took for paid what did not count, and why (D13). */
export type StoryAcceptance = { readonly by: string; readonly reason: string };

type Teller = Pick<SessionObject, "payments" | "asset" | "linkId">;

export type Told = { readonly tone: Tone; readonly words: string };
export type StoryLine = {
  readonly id: string;
  readonly at: number;
  readonly tone: Tone;
  readonly words: string;
  readonly told: readonly Told[];
};

/** A session's life as a person reads it, first thing first. Times are epoch milliseconds. */
export function tellSession(
  session: Teller,
  events: readonly StoryEvent[],
  about: { deliveries: readonly StoryDelivery[]; acceptance: StoryAcceptance | null; now: number },
): StoryLine[] {
  return events.map((event) => ({
    id: event.id,
    at: event.at,
    ...tellEvent(event, session, about.acceptance),
    told: about.deliveries.filter(({ eventId }) => eventId === event.id).map((delivery) => tellDelivery(delivery, about.now)),
  }));
}

function tellEvent({ type, detail }: StoryEvent, session: Teller, acceptance: StoryAcceptance | null): Told {
  const sum = paymentWords(session.payments.find(({ id }) => id === detail.payment));
  switch (type) {
    case "session.created":
      return { tone: "open", words: session.linkId ? "Created from a payment link" : "Created by API" };
    case "payment.received":
      return { tone: detail.wrongAsset ? "warn" : "wait", words: `${sum} arrived${arrivalNote(detail)}` };
    case "payment.confirmed":
      return { tone: "good", words: `${sum} confirmed` };
    case "payment.reverted":
      return { tone: "bad", words: `${sum} was taken back by the chain` };
    case "session.detected":
      return { tone: "wait", words: "Enough has arrived, confirming" };
    case "session.underpaid":
      return { tone: "warn", words: missingWords(detail, session) };
    case "session.overpaid":
      return { tone: "warn", words: "More than due has arrived" };
    case "session.paid":
      return { tone: "good", words: detail.accepted ? acceptedWords(acceptance) : "Paid" };
    case "session.paid_late":
      return { tone: "warn", words: "Paid late: it was mined after the session expired" };
    case "session.expired":
      return { tone: "quiet", words: "Expired; late money still counts for a while" };
    case "session.failed":
      return {
        tone: "bad",
        words: detail.reason === "stall" ? "Failed: the network stood still" : "Failed: the chain took the payment back",
      };
    case "session.deactivated":
      return { tone: "quiet", words: "Deactivated" };
    case "session.updated":
      return { tone: "open", words: detail.changed?.length ? `Changed: ${detail.changed.join(", ")}` : "Changed" };
    case "session.requoted":
      return { tone: "open", words: "Got a new quote" };
    case "session.corrected":
      return detail.accepted
        ? { tone: "good", words: acceptedWords(acceptance) }
        : { tone: "warn", words: "Corrected after the chain changed its mind" };
    case "webhook.test":
      return { tone: "open", words: "A test event" };
    default:
      return type satisfies never;
  }
}

function acceptedWords(acceptance: StoryAcceptance | null): string {
  return acceptance ? `Accepted as paid by ${acceptance.by}: “${acceptance.reason}”` : "Accepted as paid";
}

function paymentWords(payment: PaymentObject | undefined): string {
  if (!payment) return "A payment";
  return `${groupDigits(payment.amount.eth)} ${payment.asset.symbol} on ${networkOf(payment.chainId).name}`;
}

function arrivalNote(detail: EventDetail): string {
  if (detail.wrongAsset) return ", which this session did not ask for";
  if (detail.afterDeactivation) return " after it was deactivated";
  if (detail.afterGrace) return " too late to count";
  if (detail.surplus) return " though all was paid";
  return detail.late ? " late" : "";
}

function missingWords(detail: EventDetail, { asset }: Pick<SessionObject, "asset">): string {
  if (!detail.missing || !/^\d+$/.test(detail.missing)) return "Less than due has arrived";
  const missing = `${groupDigits(formatUnits(BigInt(detail.missing), asset.decimals))} ${asset.symbol}`;
  if (detail.final) return `Closed with ${missing} missing`;
  return detail.expired ? `Expired with ${missing} missing` : `${missing} is still missing`;
}

/** What a receiver made of it: `Told shop.example (200 in 84 ms)`. */
export function tellDelivery({ url, status, nextAttemptAt, attempts }: StoryDelivery, now: number): Told {
  const host = hostOf(url);
  const last = attempts.at(-1);
  if (status === "delivered") return { tone: "good", words: `Told ${host}${last ? ` (${attemptWords(last)})` : ""}` };
  if (status === "abandoned") {
    return { tone: "bad", words: `Gave up telling ${host} after ${attempts.length} ${attempts.length === 1 ? "try" : "tries"}` };
  }
  if (!last) return { tone: "wait", words: `Telling ${host}` };
  const next = nextAttemptAt > now ? `, next try in ${spanWords(nextAttemptAt - now)}` : ", trying again now";
  return { tone: "warn", words: `${host} did not take it (${attemptWords(last)})${next}` };
}

const ERROR_WORDS: Readonly<Record<string, string>> = {
  timeout: "no answer in time",
  refused_target: "not a public address",
  dns: "name not found",
  tls: "no secure connection",
  connection: "could not connect",
  invalid_answer: "not an HTTP answer",
  unreadable_secret: "its signing secret cannot be read here",
};

/** `200 in 84 ms`, `no answer in time`. */
export function attemptWords({ statusCode, latencyMs, error }: StoryAttempt): string {
  const said = error ? (ERROR_WORDS[error] ?? "could not connect") : statusCode === null ? "under way" : String(statusCode);
  return latencyMs === null ? said : `${said} in ${latencyMs.toLocaleString("en")} ms`;
}
