import { Filled } from "./filled";
import { timeLeftWords, WARN_SECONDS } from "./time-words";
import { useWords } from "./words/words-context";

const RADIUS = 7.5;
const LENGTH = 2 * Math.PI * RADIUS;

type Props = {
  readonly secondsLeft: number;
  readonly secondsHeld: number;
  /** Once it is over there is a new price to be had. */
  readonly renews: boolean;
};

/** A thin ring that empties, and the time in words. Only its last two minutes are read out, once. */
export function Countdown({ secondsLeft, secondsHeld, renews }: Props) {
  const spoken = useWords();
  const says = spoken.words.time;
  const time = timeLeftWords(secondsLeft, spoken);
  const share = secondsHeld > 0 ? Math.min(1, secondsLeft / secondsHeld) : 0;
  const colour = secondsLeft <= WARN_SECONDS ? "stroke-warn" : "stroke-ink-3";
  return (
    <div className="flex items-start gap-2 text-13 text-ink-2">
      <svg viewBox="0 0 20 20" className="size-5 shrink-0 -rotate-90" fill="none" aria-hidden="true">
        <circle cx="10" cy="10" r={RADIUS} className="stroke-line" strokeWidth="1.5" />
        <circle
          cx="10"
          cy="10"
          r={RADIUS}
          className={colour}
          strokeWidth="2"
          strokeLinecap="round"
          strokeDasharray={`${(share * LENGTH).toFixed(2)} ${LENGTH.toFixed(2)}`}
        />
      </svg>
      <p role="timer" aria-live="off">
        {/* Keyed: fewer digits do not pull the words after them along. */}
        <span key={time}>
          <Filled text={says.left} values={{ time: <span className="font-semibold text-ink">{time}</span> }} />
        </span>
        {renews && secondsLeft <= WARN_SECONDS && <span className="block text-12">{says.thenNewPrice}</span>}
      </p>
      <span role="status" className="sr-only">
        {secondsLeft <= WARN_SECONDS ? says.almostOver : ""}
      </span>
    </div>
  );
}
