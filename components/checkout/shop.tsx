import type { ReactNode } from "react";
import { chosenMethod } from "@/lib/checkout/pay-statement";
import type { PublicSession } from "@/lib/checkout/public-session";
import { clock } from "./time-words";
import { numberText, priceText } from "./words/numbers";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

type Props = {
  readonly session: PublicSession;
  /** Null where the price is no longer held for anybody. */
  readonly secondsLeft: number | null;
  readonly showRate: boolean;
  readonly face: ShopPictures;
};

/** Drawn on the server, each or null. */
export type ShopPictures = { readonly logo: ReactNode; readonly image: ReactNode };

/** Who asks, for what, and how much: the head of the receipt. */
export function Shop({ session, secondsLeft, showRate, face }: Props) {
  const spoken = useWords();
  const { words, signs } = spoken;
  const { rate } = chosenMethod(session);
  return (
    <header className="min-w-0 wide:pt-6">
      {face.logo}
      {face.image}
      <h1 className="line-clamp-3 text-16 font-semibold wide:text-20">
        <bdi>{session.merchantName}</bdi>
      </h1>
      {session.description !== null && (
        <p className="mt-1 line-clamp-4 text-14 text-ink-2 text-pretty">
          <bdi>{session.description}</bdi>
        </p>
      )}
      <p className="mt-3 text-20 font-semibold tracking-tight wide:text-28">
        <Price fiat={session.fiat} />
      </p>
      {showRate && (
        <p className="mt-1 text-13 text-ink-2">
          <bdi dir="ltr">{`1\u00a0${rate.base} = ${priceText({ amount: rate.value, currency: rate.quote }, signs)}`}</bdi>
          {secondsLeft !== null && <span aria-hidden="true">{fill(words.pay.held, { clock: clock(secondsLeft, spoken) })}</span>}
        </p>
      )}
    </header>
  );
}

/** The number is loud, its currency quiet, in the order of the language. */
function Price({ fiat }: { fiat: PublicSession["fiat"] }) {
  const { signs } = useWords();
  const currency = <span className="text-14 font-medium tracking-normal text-ink-2 wide:text-16">{fiat.currency}</span>;
  const number = numberText(fiat.amount, signs);
  return (
    <bdi dir="ltr">
      {signs.codeFirst && <>{currency}&nbsp;</>}
      {number}
      {!signs.codeFirst && <>&nbsp;{currency}</>}
    </bdi>
  );
}
