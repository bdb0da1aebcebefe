import type { ReactNode } from "react";
import type { PublicSession } from "@/lib/checkout/public-session";
import { type NumberSigns, numberText } from "./words/numbers";

type Props = {
  readonly session: PublicSession;
  readonly signs: NumberSigns;
  readonly logo: ReactNode;
  readonly image: ReactNode;
};

/** Who asks, for what, and how much: the head of the receipt. It never changes, so it is drawn on the server. */
export function Shop({ session, signs, logo, image }: Props) {
  return (
    <>
      {logo}
      {image}
      <h1 className="line-clamp-3 text-16 font-semibold wide:text-20">
        <bdi>{session.merchantName}</bdi>
      </h1>
      {session.description !== null && (
        <p className="mt-1 line-clamp-4 text-14 text-ink-2 text-pretty">
          <bdi>{session.description}</bdi>
        </p>
      )}
      <p className="mt-3 text-20 font-semibold tracking-tight wide:text-28">
        <Price fiat={session.fiat} signs={signs} />
      </p>
    </>
  );
}

/** The number is loud, its currency quiet, in the order of the language. */
function Price({ fiat, signs }: Pick<PublicSession, "fiat"> & Pick<Props, "signs">) {
  const currency = <span className="text-13 font-normal tracking-normal text-ink-2 wide:text-16">{fiat.currency}</span>;
  const number = numberText(fiat.amount, signs);
  return (
    <bdi dir="ltr">
      {signs.codeFirst && <>{currency}&nbsp;</>}
      {number}
      {!signs.codeFirst && <>&nbsp;{currency}</>}
    </bdi>
  );
}
