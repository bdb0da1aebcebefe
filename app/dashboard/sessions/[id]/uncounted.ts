import { groupDigits } from "@/components/dashboard/money-words";
import type { PaymentLine } from "@/components/dashboard/payment-table";
import type { Appraised } from "@/lib/checkout/appraise";
import { networkOf } from "@/lib/checkout/networks";
import type { PaymentObject, SessionObject } from "@/lib/checkout/session-object";

/** A payment with why it does not count, where it does not. */
export function paymentLine(payment: PaymentObject, { standing, required }: Appraised, isCounted: boolean): PaymentLine {
  return { ...payment, required, uncounted: isCounted ? null : uncountedWords(payment, standing) };
}

function uncountedWords({ asset, chainId }: PaymentObject, standing: Appraised["standing"]): string | null {
  switch (standing) {
    case "wrong_asset":
      return `Not counted: ${asset.symbol} on ${networkOf(chainId).name} is no way to pay this session`;
    case "after_grace":
      return "Not counted: it came after the time in which late money counts";
    case "on_time":
    case "late":
    case "orphaned":
      return null;
    default:
      return standing satisfies never;
  }
}

/** What came, for a session that it did not pay by the rules; null where there is nothing to accept. */
export function acceptableWords(session: SessionObject, payments: readonly Appraised[]): string | null {
  const came = session.payments.filter((_, place) => payments[place]?.standing !== "orphaned").map(sumWords);
  const isWrong = payments.some((one) => one.standing === "wrong_asset");
  switch (session.status) {
    case "underpaid":
    case "expired":
      return came.length > 0 ? `${came.join(" and ")} arrived.` : null;
    case "pending":
      return isWrong ? `${came.join(" and ")} arrived.` : null;
    case "failed":
      return came.length > 0 ? `${came.join(" and ")} arrived.` : "The chain shows no payment any more.";
    case "detected":
    case "overpaid":
    case "paid":
    case "paid_late":
    case "deactivated":
      return null;
    default:
      return session.status satisfies never;
  }
}

function sumWords({ amount, asset, chainId }: PaymentObject): string {
  return `${groupDigits(amount.eth)} ${asset.symbol} on ${networkOf(chainId).name}`;
}
