import type { DiagnosisObject } from "@/lib/checkout/diagnosis-object";
import type { PublicSession } from "@/lib/checkout/public-session";
import { inSentence } from "./shop-name";

type Words = { readonly title: string; readonly text: string };

/** What a customer who asks about a transaction is told: how it stands, and what happens next. */
export function diagnosisWords(diagnosis: DiagnosisObject, session: Pick<PublicSession, "merchantName">): Words {
  const shop = inSentence(session.merchantName);
  const network = diagnosis.network?.name ?? "the network";
  const sum = diagnosis.amount ? `${diagnosis.amount.eth}\u00a0${diagnosis.amount.symbol}` : "What you sent";
  switch (diagnosis.reason) {
    case "counted":
      return { title: "Your payment has arrived", text: `${sum} is confirmed and counted. There is nothing more to do.` };
    case "surplus":
      return {
        title: "It came when all was paid already",
        text: `${sum} arrived, but nothing was left to pay. ${shop} sees it: ask them to send it back.`,
      };
    case "closed":
      return {
        title: "This payment is closed",
        text: `${sum} arrived and is on record, but nothing more is counted here. ${shop} sees it: ask them what to do.`,
      };
    case "confirming":
      return {
        title: `We see it: ${confirmationWords(diagnosis)}`,
        text: `${sum} arrived on ${network}. It only needs to be confirmed; the page of your payment shows when it is. There is nothing more to do.`,
      };
    case "after_expiry":
      return {
        title: "It came after the time to pay, and still counts",
        text: `${sum} arrived on ${network}: ${confirmationWords(diagnosis)}. Once it is confirmed, ${shop} is told that you paid, and that it was late.`,
      };
    case "short":
      return shortWords(diagnosis, { sum, shop });
    case "after_grace":
      return {
        title: "It came too late to count",
        text: `${sum} arrived after the time in which late money still counts. ${shop} sees it: ask them to finish your order or to send it back.`,
      };
    case "wrong_token":
      return {
        title: "It is not the coin that was asked for",
        text: `${diagnosis.amount ? sum : "A token that is not known here"} arrived on ${network}. It does not count by itself. ${shop} can accept it or send it back: ask them, and please do not send it again.`,
      };
    case "wrong_chain":
      return {
        title: `It went out on ${network}`,
        text: `${sum} arrived at the right address, but on a network that was not asked for. ${shop} can accept it or send it back: ask them, and please do not send it again.`,
      };
    case "before_session":
      return {
        title: "It is older than this payment",
        text: `This transaction was made before you were asked to pay here, so it belongs to something else. Look in your wallet for a newer one, or ask ${shop}.`,
      };
    case "scanner_behind":
      return {
        title: "It is on its way to being seen",
        text: `${network} has it, and we have ${blocksWords(diagnosis)} to check before we get to it. The page of your payment notices by itself. What you sent is safe and counts with the time at which it was sent.`,
      };
    case "not_recorded":
      return {
        title: "It should have been seen",
        text: `${network} shows ${diagnosis.amount ? sum : "it"} at this address, and our records do not. Please send ${shop} this number; they can have it checked again.`,
      };
    case "taken_back":
      return {
        title: "The network took it out again",
        text: "It was there and is not any more. It usually returns by itself within a few minutes: look in your wallet before you send once more.",
      };
    case "reverted":
      return {
        title: "The transaction failed",
        text: `${network} could not carry it out, so nothing was sent but the fee. The money is still in your wallet: you can send it again.`,
      };
    case "wrong_recipient":
      return {
        title: "It went to another address",
        text: `${diagnosis.sentTo ? `It paid ${diagnosis.sentTo}` : "It paid nobody at this payment's address"} on ${network}. Compare it with the address on the page of your payment. What went elsewhere cannot be called back from here: ask whoever has that address, or your exchange.`,
      };
    case "inside_contract":
      return {
        title: "It ran a contract",
        text: "What a contract pays out does not stand in its transaction, so the number alone cannot tell. If it sent money to this payment's address, the page of your payment will show it when it is found; that may take some minutes.",
      };
    case "not_mined":
      return {
        title: "The network has it, but has not carried it out yet",
        text: `It waits on ${network}, often because of a low fee. Nothing is lost: once it is carried out, the page of your payment notices by itself.`,
      };
    case "not_found":
      return {
        title: "We cannot find it yet",
        text: "None of the networks we watch knows this number. If you have just sent it, try again in a minute. If an exchange sends for you, it may not have sent yet. Also look whether the number is complete.",
      };
    case "network_unreachable":
      return {
        title: "We cannot look just now",
        text: "One of the networks does not answer us at the moment, and the others do not know this number. What you sent is safe. Please try again in a few minutes.",
      };
    default:
      return diagnosis.reason satisfies never;
  }
}

function shortWords({ missing }: DiagnosisObject, { sum, shop }: { sum: string; shop: string }): Words {
  const rest = missing ? `${missing.eth}\u00a0${missing.symbol}` : "A part";
  return {
    title: `It has arrived, and ${rest} is still missing`,
    text: `${sum} is on record. Go back to the payment: while it shows an address you can send the rest there; after that, ask ${shop}.`,
  };
}

function confirmationWords({ confirmations }: DiagnosisObject): string {
  return confirmations ? `${confirmations.seen} of ${confirmations.required} confirmations` : "confirming";
}

function blocksWords({ blocksBehind }: DiagnosisObject): string {
  return blocksBehind === 1 ? "one block" : `${blocksBehind ?? "some"} blocks`;
}
