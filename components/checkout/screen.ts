import type { PublicMethod, PublicSession } from "@/lib/checkout/public-session";
import type { IconName } from "./icon";
import { inSentence } from "./shop-name";
import { timeLeftWords, usualWords } from "./time-words";

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

export function chosenMethod({ chosen, methods }: PublicSession): PublicMethod {
  const method = methods.find((one) => one.chainId === chosen.chainId && assetRef(one) === chosen.asset);
  if (!method) throw new Error("the chosen way to pay is one of the ways to pay");
  return method;
}

/** How the server names a method's asset: the contract, or `native`. */
export function assetRef(method: PublicMethod): string {
  return method.asset.contract ?? "native";
}

export function screenOf(session: PublicSession, left: TimeLeft): Screen {
  const { status, flags } = session;
  const shop = inSentence(session.merchantName);
  if (flags.includes("late_confirming")) return arrivingLate(session);
  switch (status) {
    case "pending":
      if (left.price === 0) return timeUp();
      return flags.includes("partial") ? missing(session, left) : waiting(session);
    case "detected":
      return arriving(session, `We see ${received(session)}`);
    case "overpaid":
      return arriving(session, `We see ${received(session)}, ${over(session)} more than was asked`);
    case "underpaid":
      return left.grace > 0 ? missing(session, left) : underpaidForGood(session);
    case "paid":
      return paid(session);
    case "paid_late":
      return {
        kind: "paid",
        tone: "warn",
        icon: "check",
        title: "Paid, after the time had run out",
        text: `${shop} has your payment and knows that it came late. Ask them whether your order still stands.`,
        hint: null,
        asksShop: true,
        step: null,
      };
    case "expired":
      return expired(session);
    case "failed":
      return flags.includes("reverted") ? lost(session) : stoodStill(session);
    case "deactivated":
      return deactivated(session);
    default:
      return status satisfies never;
  }
}

function waiting(session: PublicSession): Screen {
  const stray = strayWords(session);
  const text = session.flags.includes("reverted")
    ? "The network took your payment out again. It usually returns by itself: look in your wallet before you send once more."
    : stray;
  return {
    kind: "pay",
    tone: stray ? "warn" : "plain",
    icon: "clock",
    title: "Waiting for your payment",
    text,
    hint: null,
    asksShop: text !== null && text === stray,
    step: 0,
  };
}

/** Money that came to the right address and is no part of the price: another coin, another network. */
function strayWords(session: PublicSession): string | null {
  const stray = session.payments.filter((payment) => !payment.counts && !payment.late && payment.state !== "reverted");
  const [first] = stray;
  if (!first) return null;
  const sum = `${first.amount.eth}\u00a0${first.symbol} on ${first.networkName}`;
  const others = stray.length > 1 ? " and more" : "";
  return `${sum}${others} arrived, which was not asked for. ${inSentence(session.merchantName)} can accept it or send it back: ask them before you send once more.`;
}

function timeUp(): Screen {
  return {
    kind: "closed",
    tone: "warn",
    icon: "clock",
    title: "The time to pay is over",
    text: "We are checking whether a payment came in time. Please do not send anything now.",
    hint: null,
    asksShop: false,
    step: null,
  };
}

function arriving(session: PublicSession, title: string): Screen {
  const text = `Confirming, usually ${usual(session)}. There is nothing more to do.`;
  return { kind: "arriving", tone: "wait", icon: "eye", title, text, hint: null, asksShop: false, step: seenStep(session) };
}

function arrivingLate(session: PublicSession): Screen {
  const what = session.status === "underpaid" ? "The rest came after the time to pay" : "It came after the time to pay";
  return {
    kind: "arriving",
    tone: "warn",
    icon: "eye",
    title: `We see ${received(session)}. ${what}`,
    text: `Confirming, usually ${usual(session)}. ${inSentence(session.merchantName)} will be told that it came late.`,
    hint: null,
    asksShop: false,
    step: seenStep(session),
  };
}

function seenStep(session: PublicSession): 1 | 2 {
  return session.confirmations.seen > 0 ? 2 : 1;
}

function missing(session: PublicSession, left: TimeLeft): Screen {
  const arrived = session.amountReceived.wei === "0" ? "" : `${received(session)} arrived. `;
  const text =
    left.price > 0
      ? `${arrived}Send the rest to the same address.`
      : `${arrived}The time to pay is over, but the rest still counts if it comes within ${wholeHours(left.grace)}. ${inSentence(session.merchantName)} will see that it came late.`;
  return {
    kind: "pay",
    tone: "warn",
    icon: "half",
    title: `${amount(session, session.amountRemaining)} is still missing`,
    text,
    hint: `Sending from an exchange? It may keep a fee of its own: make sure that ${amount(session, session.amountRemaining)} arrives.`,
    asksShop: false,
    step: null,
  };
}

/** Two hours and more without their minutes: a sentence that is read out does not change each minute. */
function wholeHours(seconds: number): string {
  return timeLeftWords(seconds < 2 * HOUR_SECONDS ? seconds : seconds - (seconds % HOUR_SECONDS));
}

function underpaidForGood(session: PublicSession): Screen {
  return {
    kind: "closed",
    tone: "warn",
    icon: "half",
    title: `${amount(session, session.amountRemaining)} was missing`,
    text: `${received(session)} arrived, and the time to send the rest is over. Please do not send more. ${inSentence(session.merchantName)} has what came: ask them to finish the order or to send it back.`,
    hint: null,
    asksShop: true,
    step: null,
  };
}

function expired(session: PublicSession): Screen {
  if (session.payments.some((payment) => payment.late && payment.state !== "reverted")) return cameLate(session);
  const stray = strayWords(session);
  return {
    kind: "closed",
    tone: "warn",
    icon: "clock",
    title: "The time to pay is over",
    text:
      stray ??
      `No payment came in time, and the price is no longer held. ${session.requotable ? askAgain(session) : startAgain(session)}`,
    hint: null,
    asksShop: true,
    step: null,
  };
}

function askAgain(session: PublicSession): string {
  return `To pay now, get a new price below first; the address stays the same. If you have already sent, wait for it to arrive: ${inSentence(session.merchantName)} will see it.`;
}

function startAgain(session: PublicSession): string {
  return `Please do not send any more: go back to ${inSentence(session.merchantName)} and start again. If you have already sent, they will see it when it arrives; ask them.`;
}

/** Late money that is not enough, or came after even late money counts. */
function cameLate(session: PublicSession): Screen {
  return {
    kind: "closed",
    tone: "warn",
    icon: "half",
    title: "What you sent came after the time to pay",
    text: `Please do not send more. ${inSentence(session.merchantName)} sees what arrived: ask them to finish your order or to send it back.`,
    hint: null,
    asksShop: true,
    step: null,
  };
}

function deactivated(session: PublicSession): Screen {
  const shop = inSentence(session.merchantName);
  const text =
    session.payments.length > 0
      ? `Please do not send more. ${shop} sees what you have sent: ask them to send it back.`
      : `Please do not send anything. If you already have, ${shop} will see it when it arrives: ask them.`;
  return {
    kind: "closed",
    tone: "plain",
    icon: "closed",
    title: "The shop has closed this payment",
    text,
    hint: null,
    asksShop: true,
    step: null,
  };
}

function lost(session: PublicSession): Screen {
  return {
    kind: "closed",
    tone: "bad",
    icon: "closed",
    title: "The network did not keep your payment",
    text: `It was confirmed, and then the network took it out again. Look in your wallet whether the money is back, and speak to ${inSentence(session.merchantName)} before you send once more.`,
    hint: null,
    asksShop: true,
    step: null,
  };
}

function stoodStill(session: PublicSession): Screen {
  return {
    kind: "closed",
    tone: "bad",
    icon: "closed",
    title: "The network has stopped",
    text: `It has carried out nothing for days, so no payment could arrive. Please do not send anything. If you already have, ${inSentence(session.merchantName)} will see it when the network goes on: ask them.`,
    hint: null,
    asksShop: true,
    step: null,
  };
}

function paid(session: PublicSession): Screen {
  const shop = inSentence(session.merchantName);
  const isAccepted = session.flags.includes("accepted");
  const asksShop = !isAccepted && session.amountOverpaid.wei !== "0";
  const difference = asksShop ? ` It is ${over(session)} more than was asked: ask them for the difference.` : "";
  const text = isAccepted ? `${shop} has accepted your payment.` : `${shop} has your payment.${difference}`;
  return { kind: "paid", tone: "good", icon: "check", title: "Paid", text, hint: null, asksShop, step: null };
}

function usual(session: PublicSession): string {
  const { seen, required } = session.confirmations;
  const open = Math.max(1, required - seen);
  return usualWords((chosenMethod(session).usualMs * open) / required);
}

function received(session: PublicSession): string {
  return amount(session, session.amountReceived);
}

function over(session: PublicSession): string {
  return amount(session, session.amountOverpaid);
}

/** A number never parts from its unit at the end of a line. */
function amount(session: PublicSession, value: { readonly eth: string }): string {
  return `${value.eth}\u00a0${chosenMethod(session).asset.symbol}`;
}
