import { networkOf } from "@/lib/checkout/networks";
import type { PaymentObject } from "@/lib/checkout/session-object";
import { Status, type Tone } from "../ui/status";
import { Table, Td, Th, Tr } from "../ui/table";
import { Hash } from "./hash";
import { groupDigits } from "./money-words";

export type PaymentLine = PaymentObject & {
  readonly required: number;
  /** Why it does not count, as a sentence; null where it does. */
  readonly uncounted: string | null;
};

const STATES: Readonly<Record<PaymentObject["state"], { tone: Tone; word: string }>> = {
  seen: { tone: "wait", word: "Confirming" },
  confirmed: { tone: "good", word: "Confirmed" },
  reverted: { tone: "bad", word: "Taken back" },
};

export function PaymentTable({ payments }: { payments: readonly PaymentLine[] }) {
  return (
    <Table label="Payments">
      <thead>
        <tr>
          <Th>State</Th>
          <Th className="text-right">Amount</Th>
          <Th className="text-right max-lg:hidden">Worth when seen</Th>
          <Th className="text-right">Confirmations</Th>
          <Th className="max-md:hidden">Network</Th>
          <Th>Transaction</Th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => {
          const { explorer, name } = networkOf(payment.chainId);
          return (
            <Tr key={payment.id}>
              <Td>
                <div className={payment.uncounted === null ? "" : "min-w-44 py-2"}>
                  <Status
                    tone={STATES[payment.state].tone}
                    word={`${STATES[payment.state].word}${payment.late ? ", late" : ""}`}
                  />
                  {payment.uncounted !== null && <p className="text-13 text-ink-2">{payment.uncounted}</p>}
                </div>
              </Td>
              <Td className="text-right font-medium whitespace-nowrap">
                {groupDigits(payment.amount.eth)} <span className="text-12 font-normal text-ink-2">{payment.asset.symbol}</span>
              </Td>
              <Td className="text-right whitespace-nowrap text-ink-2 max-lg:hidden">
                {payment.fiatAtReceipt && `about ${groupDigits(payment.fiatAtReceipt.amount)} ${payment.fiatAtReceipt.currency}`}
              </Td>
              <Td className="text-right whitespace-nowrap">
                {payment.state !== "reverted" && `${Math.min(payment.confirmations, payment.required)} of ${payment.required}`}
              </Td>
              <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{name}</Td>
              <Td>
                {payment.txHash ? (
                  <Hash
                    value={payment.txHash}
                    what="the transaction hash"
                    href={explorer && `${explorer}/tx/${payment.txHash}`}
                  />
                ) : (
                  <span className="text-ink-2">sent by a contract</span>
                )}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}
