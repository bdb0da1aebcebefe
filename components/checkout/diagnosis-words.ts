import type { DiagnosisObject } from "@/lib/checkout/diagnosis-object";
import type { PublicSession } from "@/lib/checkout/public-session";
import type { Locale } from "@/lib/locale";
import { inSentence } from "./shop-name";
import { coinText, numberSigns } from "./words/numbers";
import { serverWordsOf } from "./words/server/server-words";
import { fill, plural } from "./words/words";

type Told = { readonly title: string; readonly text: string };

/** What a customer who asks about a transaction is told: how it stands, and what happens next. */
export function diagnosisWords(
  diagnosis: DiagnosisObject,
  { merchantName }: Pick<PublicSession, "merchantName">,
  locale: Locale,
): Told {
  const says = serverWordsOf(locale).diagnosis;
  const coins = (sum: DiagnosisObject["amount"]) => sum && `${coinText(sum.eth, numberSigns(locale))}\u00a0${sum.symbol}`;
  const { confirmations, network, blocksBehind, sentTo } = diagnosis;
  const values = {
    shop: inSentence(merchantName),
    network: network?.name ?? says.theNetwork,
    sum: coins(diagnosis.amount) ?? says.whatYouSent,
    missing: coins(diagnosis.missing) ?? "",
    confirmations: confirmations ? fill(plural(locale, says.confirmations, confirmations.required), confirmations) : "",
    address: sentTo ?? "",
  };
  const told = (title: string, text: string): Told => ({ title: fill(title, values), text: fill(text, values) });
  switch (diagnosis.reason) {
    case "counted":
      return told(says.counted, says.countedText);
    case "surplus":
      return told(says.surplus, says.surplusText);
    case "closed":
      return told(says.closed, says.closedText);
    case "confirming":
      return told(says.confirming, says.confirmingText);
    case "after_expiry":
      return told(says.afterExpiry, says.afterExpiryText);
    case "short":
      return told(says.short, says.shortText);
    case "after_grace":
      return told(says.afterGrace, says.afterGraceText);
    case "wrong_token":
      return told(says.wrongToken, fill(says.wrongTokenText, { sum: coins(diagnosis.amount) ?? says.unknownToken }));
    case "wrong_chain":
      return told(says.wrongChain, says.wrongChainText);
    case "before_session":
      return told(says.beforeSession, says.beforeSessionText);
    case "scanner_behind":
      return told(says.scannerBehind, plural(locale, says.scannerBehindText, blocksBehind ?? 1));
    case "not_recorded":
      return told(says.notRecorded, says.notRecordedText);
    case "taken_back":
      return told(says.takenBack, says.takenBackText);
    case "reverted":
      return told(says.reverted, says.revertedText);
    case "wrong_recipient":
      return told(says.wrongRecipient, sentTo ? says.wrongRecipientText : says.wrongRecipientUnknown);
    case "inside_contract":
      return told(says.insideContract, says.insideContractText);
    case "not_mined":
      return told(says.notMined, says.notMinedText);
    case "not_found":
      return told(says.notFound, says.notFoundText);
    case "network_unreachable":
      return told(says.unreachable, says.unreachableText);
    default:
      return diagnosis.reason satisfies never;
  }
}
