import type { ReactNode } from "react";
import { chosenMethod } from "@/lib/checkout/pay-statement";
import type { PublicSession } from "@/lib/checkout/public-session";
import { LocalTime } from "./local-time";
import { coinText, priceText } from "./words/numbers";
import { useWords } from "./words/words-context";

/** The facts a customer keeps. */
export function PaidReceipt({ session }: { session: PublicSession }) {
  const {
    words: { receipt: says },
    signs,
  } = useWords();
  const { fiat, paidAt, successMessage } = session;
  const method = chosenMethod(session);
  return (
    <section aria-label={says.receipt}>
      {successMessage !== null && (
        <p className="mb-4 whitespace-pre-line text-14 text-pretty">
          <bdi>{successMessage}</bdi>
        </p>
      )}
      <dl>
        <Fact name={says.price}>
          <bdi dir="ltr">{priceText(fiat, signs)}</bdi>
        </Fact>
        <Fact name={says.sent}>
          <bdi dir="ltr">{`${coinText(session.amountReceived.eth, signs)}\u00a0${method.asset.symbol}`}</bdi>
        </Fact>
        <Fact name={says.network}>
          <bdi>{method.networkName}</bdi>
        </Fact>
        {paidAt !== null && (
          <Fact name={says.paid}>
            <LocalTime iso={paidAt} />
          </Fact>
        )}
        <Fact name={says.number}>
          <bdi dir="ltr" className="font-mono text-12">
            {session.id}
          </bdi>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 border-line py-2 not-first:border-t">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-end">{children}</dd>
    </div>
  );
}
