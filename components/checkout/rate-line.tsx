import { chosenMethod } from "@/lib/checkout/pay-statement";
import type { PublicSession } from "@/lib/checkout/public-session";
import { clock } from "./time-words";
import { priceText } from "./words/numbers";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

type Props = {
  readonly session: PublicSession;
  /** None: the price is no longer held for anybody. */
  readonly secondsLeft: number;
  readonly isShown: boolean;
};

/** What the coin costs, and for how long. Its room is kept when it goes: everything else stands below it. */
export function RateLine({ session, secondsLeft, isShown }: Props) {
  const spoken = useWords();
  const { rate } = chosenMethod(session);
  return (
    <p className={`mt-1 text-13 text-ink-2 ${isShown ? "" : "invisible"}`}>
      <bdi dir="ltr">{`1\u00a0${rate.base} = ${priceText({ amount: rate.value, currency: rate.quote }, spoken.signs)}`}</bdi>
      <span aria-hidden="true" className={secondsLeft > 0 ? "" : "invisible"}>
        {fill(spoken.words.pay.held, { clock: clock(secondsLeft, spoken) })}
      </span>
    </p>
  );
}
