import type { PublicSession } from "@/lib/checkout/public-session";
import { withCommas } from "./grouping";
import { chosenMethod } from "./screen";
import { clock } from "./time-words";

type Props = {
  readonly session: PublicSession;
  /** Null where the price is no longer held for anybody. */
  readonly secondsLeft: number | null;
  readonly showRate: boolean;
};

/** Who asks, for what, and how much: the head of the receipt. */
export function Shop({ session, secondsLeft, showRate }: Props) {
  const { rate } = chosenMethod(session);
  return (
    <header className="min-w-0 wide:pt-6">
      <h1 className="line-clamp-3 text-left text-16 font-semibold wide:text-20" dir="auto">
        {session.merchantName}
      </h1>
      {session.description !== null && (
        <p className="mt-1 line-clamp-4 text-left text-14 text-ink-2 text-pretty" dir="auto">
          {session.description}
        </p>
      )}
      <p className="mt-3 text-20 font-semibold tracking-tight wide:text-28">
        {withCommas(session.fiat.amount)}{" "}
        <span className="text-14 font-medium tracking-normal text-ink-2 wide:text-16">{session.fiat.currency}</span>
      </p>
      {showRate && (
        <p className="mt-1 text-13 text-ink-2">
          1 {rate.base} = {withCommas(rate.value)} {rate.quote}
          {secondsLeft !== null && <span aria-hidden="true">, held for {clock(secondsLeft)}</span>}
        </p>
      )}
    </header>
  );
}
