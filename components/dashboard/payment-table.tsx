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
          <Th className="text-right max-sm:hidden">Confirmations</Th>
          <Th className="max-md:hidden">Network</Th>
          <Th className="max-sm:hidden">Transaction</Th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => {
          const { explorer, name } = networkOf(payment.chainId);
          return (
            <Tr key={payment.id}>
              <Td>
                <div className={payment.uncounted === null ? "max-sm:py-2" : "py-2 sm:min-w-44"}>
                  <Status
                    tone={STATES[payment.state].tone}
                    word={`${STATES[payment.state].word}${payment.late ? ", late" : ""}`}
                  />
                  <p className="text-13 text-ink-2 sm:hidden">{confirmationsOf(payment)}</p>
                  {payment.uncounted !== null && <p className="text-13 text-ink-2">{payment.uncounted}</p>}
                  <div className="mt-2 sm:hidden">
                    <Transaction txHash={payment.txHash} explorer={explorer} />
                  </div>
                </div>
              </Td>
              <Td className="text-right font-medium whitespace-nowrap">
                {groupDigits(payment.amount.eth)} <span className="text-12 font-normal text-ink-2">{payment.asset.symbol}</span>
              </Td>
              <Td className="text-right whitespace-nowrap text-ink-2 max-lg:hidden">
                {payment.fiatAtReceipt && `about ${groupDigits(payment.fiatAtReceipt.amount)} ${payment.fiatAtReceipt.currency}`}
              </Td>
              <Td className="text-right whitespace-nowrap max-sm:hidden">{confirmationsOf(payment)}</Td>
              <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{name}</Td>
              <Td className="max-sm:hidden">
                <Transaction txHash={payment.txHash} explorer={explorer} />
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function confirmationsOf({ state, confirmations, required }: PaymentLine): string {
  return state === "reverted" ? "" : `${Math.min(confirmations, required)} of ${required}`;
}

function Transaction({ txHash, explorer }: { txHash: string | null; explorer: string | null }) {
  if (txHash === null) return <span className="text-ink-2">sent by a contract</span>;
  return <Hash value={txHash} what="the transaction hash" href={explorer && `${explorer}/tx/${txHash}`} />;
}
