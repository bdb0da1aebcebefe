import type { ErrorCode } from "@/lib/error-codes";
import type { ServerWords } from "./words/server/server-words";

/** What a customer is told where an act of theirs was refused: never the API's own message, which is for programmers. */
export function refusalText(code: ErrorCode, says: ServerWords["refusal"]): string {
  switch (code) {
    case "rate_limited":
      return says.tooMany;
    case "rate_unavailable":
    case "currency_unsupported":
      return says.noRate;
    case "no_network":
      return says.noNetwork;
    case "order_has_open_session":
      return says.orderOpen;
    case "link_inactive":
      return says.linkOff;
    default:
      return says.later;
  }
}
