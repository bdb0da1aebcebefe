import type { DiagnosisObject } from "@/lib/checkout/diagnosis-object";

/** What the shop is told about a transaction that somebody names. */
export function diagnosisWords(diagnosis: DiagnosisObject): string {
  const { amount, blocksBehind, confirmations, missing, sentTo } = diagnosis;
  const network = diagnosis.network?.name ?? "its network";
  const sum = amount ? `${amount.eth} ${amount.symbol} on ${network}` : `A token that is not listed, on ${network},`;
  const depth = confirmations ? `${confirmations.seen} of ${confirmations.required} confirmations` : "not confirmed yet";
  switch (diagnosis.reason) {
    case "counted":
      return `${sum} is part of what was paid.`;
    case "surplus":
      return `${sum} came when all was paid already. It is yours to send back.`;
    case "closed":
      return `${sum} came to a session that counts nothing any more.`;
    case "confirming":
      return `${sum} has ${depth}. It settles by itself.`;
    case "after_expiry":
      return `${sum} came after expiry and has ${depth}. It settles by itself, as paid late.`;
    case "short":
      return `${sum} arrived; ${missing ? `${missing.eth} ${missing.symbol}` : "a part"} is still missing.`;
    case "after_grace":
      return `${sum} came too late to count. You can accept it.`;
    case "wrong_token":
    case "wrong_chain":
      return `${sum} came to this address, but it is no way to pay this session. You can accept what stands under Payments.`;
    case "before_session":
      return `It was mined before this session was made, so it does not belong to it.`;
    case "scanner_behind":
      return `${network} has it. The scan is ${blocksBehind === 1 ? "one block" : `${blocksBehind ?? "some"} blocks`} behind and will find it.`;
    case "not_recorded":
      return `${network} shows it at this address, but it was not recorded. Have that block scanned again.`;
    case "taken_back":
      return "The chain took it back. It counts again if it is mined again.";
    case "reverted":
      return `It failed on ${network}: nothing moved.`;
    case "wrong_recipient":
      return sentTo
        ? `It paid ${sentTo} on ${network}, not this session's address.`
        : `It paid nobody at this session's address.`;
    case "inside_contract":
      return "It ran a contract, and whom that paid does not stand in the transaction. Money at this address is found all the same.";
    case "not_mined":
      return `${network} knows it, but no block has it yet.`;
    case "not_found":
      return "No connected network knows this number.";
    case "network_unreachable":
      return "No network that answers knows this number, and one does not answer at the moment.";
    default:
      return diagnosis.reason satisfies never;
  }
}
