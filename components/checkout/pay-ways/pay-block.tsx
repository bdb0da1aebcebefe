"use client";

import { chosenMethod } from "@/lib/checkout/pay-statement";
import type { PublicSession, SignedSession } from "@/lib/checkout/public-session";
import { AmountDue } from "../amount-due";
import { Countdown } from "../countdown";
import { MethodPicker } from "../method-picker";
import { ReceiveAddress } from "../receive-address";
import type { TimeLeft } from "../screen";
import { inSentence } from "../shop-name";
import { fill } from "../words/words";
import { useWords } from "../words/words-context";
import { type PayParts, PayWays } from "./pay-ways";
import type { PageGuard } from "./use-page-guard";

type Props = {
  readonly session: PublicSession;
  readonly left: TimeLeft;
  readonly hint: string | null;
  readonly parts: PayParts;
  readonly guard: PageGuard;
  readonly onChosen: (session: SignedSession) => void;
};

/** Everything needed to pay, nothing of it folded away; and nothing of it on a page that somebody has touched. */
export function PayBlock({ session, left, hint, parts, guard, onChosen }: Props) {
  const { words } = useWords();
  const says = words.pay;
  const method = chosenMethod(session);
  const rest = session.status === "underpaid" || session.flags.includes("partial");
  if (guard.isTampered) {
    return (
      <p role="alert" data-testid="tampered" className="rounded-control bg-bad p-4 text-16 font-semibold text-white text-pretty">
        {says.tampered}
      </p>
    );
  }
  return (
    <>
      <MethodPicker session={session} onChosen={onChosen} />
      <AmountDue
        label={rest ? says.sendRest : says.sendExactly}
        amount={session.amountRemaining.eth}
        symbol={method.asset.symbol}
        accuse={guard.accuse}
      />
      {hint !== null && <p className="-mt-3 text-13 text-ink-2 text-pretty">{hint}</p>}
      <PayWays session={session} method={method} parts={parts} guard={guard} />
      <ReceiveAddress address={method.address} network={method.networkName} accuse={guard.accuse} />
      {left.price > 0 && (
        <Countdown
          secondsLeft={left.price}
          secondsHeld={session.secondsHeld}
          renews={session.payments.length === 0 && left.grace > left.price}
        />
      )}
      <p className="border-t border-line pt-4 text-13 text-ink-2 text-pretty">
        {fill(words.status.both, {
          first: fill(says.only, { asset: method.asset.symbol, network: method.networkName }),
          second: fill(says.straight, { shop: inSentence(session.merchantName) }),
        })}
      </p>
    </>
  );
}
