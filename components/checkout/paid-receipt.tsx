import type { ReactNode } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { withCommas } from "./grouping";
import { LocalTime } from "./local-time";
import { chosenMethod } from "./screen";

/** The facts a customer keeps. */
export function PaidReceipt({ session }: { session: PublicSession }) {
  const { fiat, paidAt, successMessage } = session;
  const method = chosenMethod(session);
  return (
    <section aria-label="Receipt">
      {successMessage !== null && <p className="mb-4 whitespace-pre-line text-14 text-pretty">{successMessage}</p>}
      <dl>
        <Fact name="Price">
          {withCommas(fiat.amount)} {fiat.currency}
        </Fact>
        <Fact name="Sent">
          {session.amountReceived.eth} {method.asset.symbol}
        </Fact>
        <Fact name="Network">{method.networkName}</Fact>
        {paidAt !== null && (
          <Fact name="Paid">
            <LocalTime iso={paidAt} />
          </Fact>
        )}
        <Fact name="Number">
          <span className="font-mono text-12">{session.id}</span>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 border-line py-2 not-first:border-t">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-right font-medium">{children}</dd>
    </div>
  );
}
