import { chosenMethod } from "@/lib/checkout/pay-statement";
import type { PublicMethod, PublicSession } from "@/lib/checkout/public-session";
import type { IconName } from "./icon-sprite";
import { inSentence } from "./shop-name";
import { timeLeftWords, usualWords } from "./time-words";
import { coinText } from "./words/numbers";
import type { Spoken } from "./words/spoken";
import { fill } from "./words/words";

/**
 * What a state of a session looks like and says. Nothing is decided here: status, sums and flags are the server's;
 * this is the table that gives them words.
 *
 * - `pay`      amount, code and address are shown
 * - `arriving` enough has been seen: nothing more to send, confirmations are counted
 * - `paid`     the receipt
 * - `closed`   nothing may be sent here any more
 */
export type Screen = {
  readonly kind: "pay" | "arriving" | "paid" | "closed";
  readonly tone: "plain" | "wait" | "good" | "warn" | "bad";
  readonly icon: IconName;
  readonly title: string;
  readonly text: string | null;
  /** What else to know before sending. */
  readonly hint: string | null;
  /** It says to ask the shop: so it says how. */
  readonly asksShop: boolean;
  /** Waiting, seen, confirming; null where the line of steps has ended or would mislead. */
  readonly step: 0 | 1 | 2 | null;
};

/** Seconds left now, by the server's word and the time since. */
export type TimeLeft = {
  /** At this price. */
  readonly price: number;
  /** Until late money stops counting. */
  readonly grace: number;
};

const HOUR_SECONDS = 3_600;
/** What most endings have in common. */
const END = { kind: "closed", tone: "warn", icon: "clock", hint: null, asksShop: true, step: null } as const;

/** How the server names a method's asset: the contract, or `native`. */
export function assetRef(method: PublicMethod): string {
  return method.asset.contract ?? "native";
}

export function screenOf(session: PublicSession, left: TimeLeft, spoken: Spoken): Screen {
  const { status, flags } = session;
  const says = spoken.words.status;
  if (flags.includes("late_confirming")) return arrivingLate(session, spoken);
  switch (status) {
    case "pending":
      if (left.price === 0) return timeUp(spoken);
      return flags.includes("partial") ? missing(session, left, spoken) : waiting(session, spoken);
    case "detected":
      return arriving(session, fill(says.seen, sumsOf(session, spoken)), spoken);
    case "overpaid":
      return arriving(session, fill(says.seenOver, sumsOf(session, spoken)), spoken);
    case "underpaid":
      return left.grace > 0 ? missing(session, left, spoken) : underpaidForGood(session, spoken);
    case "paid":
      return paid(session, spoken);
    case "paid_late":
      return {
        ...END,
        kind: "paid",
        icon: "check",
        title: says.paidLate,
        text: fill(says.paidLateText, { shop: inSentence(session.merchantName) }),
      };
    case "expired":
      return expired(session, spoken);
    case "failed":
      return flags.includes("reverted") ? lost(session, spoken) : stoodStill(session, spoken);
    case "deactivated":
      return deactivated(session, spoken);
    default:
      return status satisfies never;
  }
}

function waiting(session: PublicSession, spoken: Spoken): Screen {
  const says = spoken.words.status;
  const stray = strayWords(session, spoken);
  const text = session.flags.includes("reverted") ? says.takenOut : stray;
  return {
    kind: "pay",
    tone: stray ? "warn" : "plain",
    icon: "clock",
    title: says.waiting,
    text,
    hint: null,
    asksShop: text !== null && text === stray,
    step: 0,
  };
}

/** Money that came to the right address and is no part of the price: another coin, another network. */
function strayWords({ payments, merchantName }: PublicSession, { words, signs }: Spoken): string | null {
  const stray = payments.filter((payment) => !payment.counts && !payment.late && payment.state !== "reverted");
  const [first] = stray;
  if (!first) return null;
  const amount = `${coinText(first.amount.eth, signs)}\u00a0${first.symbol}`;
  const text = stray.length > 1 ? words.status.strayAndMore : words.status.stray;
  return fill(text, { amount, network: first.networkName, shop: inSentence(merchantName) });
}

function timeUp({ words }: Spoken): Screen {
  return { ...END, title: words.status.timeUp, text: words.status.timeUpText, asksShop: false };
}

function arriving(session: PublicSession, title: string, spoken: Spoken): Screen {
  const text = fill(spoken.words.status.confirming, { time: usual(session, spoken) });
  return { kind: "arriving", tone: "wait", icon: "eye", title, text, hint: null, asksShop: false, step: seenStep(session) };
}

function arrivingLate(session: PublicSession, spoken: Spoken): Screen {
  const says = spoken.words.status;
  return {
    kind: "arriving",
    tone: "warn",
    icon: "eye",
    title: fill(session.status === "underpaid" ? says.seenRestLate : says.seenLate, sumsOf(session, spoken)),
    text: fill(says.confirmingLate, { time: usual(session, spoken), shop: inSentence(session.merchantName) }),
    hint: null,
    asksShop: false,
    step: seenStep(session),
  };
}

function seenStep(session: PublicSession): 1 | 2 {
  return session.confirmations.seen > 0 ? 2 : 1;
}

function missing(session: PublicSession, left: TimeLeft, spoken: Spoken): Screen {
  const says = spoken.words.status;
  const { amount, missing, enter } = sumsOf(session, spoken);
  const late = { time: wholeHours(left.grace, spoken), shop: inSentence(session.merchantName) };
  const what = left.price > 0 ? says.sendRest : fill(says.restLate, late);
  const cameNothing = session.amountReceived.wei === "0";
  return {
    kind: "pay",
    tone: "warn",
    icon: "half",
    title: fill(says.missing, { amount: missing }),
    text: cameNothing ? what : fill(says.both, { first: fill(says.arrived, { amount }), second: what }),
    // How much to enter instead stands with the code for exchanges, where there is a number for it.
    hint: enter === missing ? fill(says.exchangeFee, { amount: missing }) : null,
    asksShop: false,
    step: null,
  };
}

/** Two hours and more without their minutes: a sentence that is read out does not change each minute. */
function wholeHours(seconds: number, spoken: Spoken): string {
  return timeLeftWords(seconds < 2 * HOUR_SECONDS ? seconds : seconds - (seconds % HOUR_SECONDS), spoken);
}

function underpaidForGood(session: PublicSession, spoken: Spoken): Screen {
  const says = spoken.words.status;
  const { amount, missing } = sumsOf(session, spoken);
  return {
    ...END,
    icon: "half",
    title: fill(says.wasMissing, { amount: missing }),
    text: fill(says.wasMissingText, { amount, shop: inSentence(session.merchantName) }),
  };
}

function expired(session: PublicSession, spoken: Spoken): Screen {
  if (session.payments.some((payment) => payment.late && payment.state !== "reverted")) return cameLate(session, spoken);
  const says = spoken.words.status;
  const next = fill(session.requotable ? says.askAgain : says.startAgain, { shop: inSentence(session.merchantName) });
  return {
    ...END,
    title: says.timeUp,
    text: strayWords(session, spoken) ?? fill(says.both, { first: says.noneCame, second: next }),
  };
}

/** Late money that is not enough, or came after even late money counts. */
function cameLate({ merchantName }: PublicSession, { words: { status: says } }: Spoken): Screen {
  return { ...END, icon: "half", title: says.cameLate, text: fill(says.cameLateText, { shop: inSentence(merchantName) }) };
}

function deactivated({ merchantName, payments }: PublicSession, { words: { status: says } }: Spoken): Screen {
  const text = payments.length > 0 ? says.deactivatedSent : says.deactivatedText;
  return { ...END, tone: "plain", icon: "closed", title: says.deactivated, text: fill(text, { shop: inSentence(merchantName) }) };
}

function lost({ merchantName }: PublicSession, { words: { status: says } }: Spoken): Screen {
  return { ...END, tone: "bad", icon: "closed", title: says.lost, text: fill(says.lostText, { shop: inSentence(merchantName) }) };
}

function stoodStill({ merchantName }: PublicSession, { words: { status: says } }: Spoken): Screen {
  return {
    ...END,
    tone: "bad",
    icon: "closed",
    title: says.stoodStill,
    text: fill(says.stoodStillText, { shop: inSentence(merchantName) }),
  };
}

function paid(session: PublicSession, spoken: Spoken): Screen {
  const says = spoken.words.status;
  const isAccepted = session.flags.includes("accepted");
  const asksShop = !isAccepted && session.amountOverpaid.wei !== "0";
  const first = fill(isAccepted ? says.acceptedText : says.paidText, { shop: inSentence(session.merchantName) });
  const text = asksShop ? fill(says.both, { first, second: fill(says.paidOver, sumsOf(session, spoken)) }) : first;
  return { ...END, kind: "paid", tone: "good", icon: "check", title: says.paid, text, asksShop };
}

function usual(session: PublicSession, spoken: Spoken): string {
  const { seen, required } = session.confirmations;
  const open = Math.max(1, required - seen);
  return usualWords((chosenMethod(session).usualMs * open) / required, spoken);
}

/** What arrived, what is missing and what is too much. A number never parts from its unit at the end of a line. */
function sumsOf(session: PublicSession, { signs }: Spoken): { amount: string; missing: string; over: string; enter: string } {
  const { symbol } = chosenMethod(session).asset;
  const sum = ({ eth }: { readonly eth: string }) => `${coinText(eth, signs)}\u00a0${symbol}`;
  const { amountReceived, amountRemaining, amountOverpaid, exchangeAmount } = session;
  return {
    amount: sum(amountReceived),
    missing: sum(amountRemaining),
    over: sum(amountOverpaid),
    enter: sum(exchangeAmount),
  };
}
