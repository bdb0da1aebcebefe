import { fill } from "./words/words";
import { useWords } from "./words/words-context";

const STEPS = ["waiting", "seen", "confirming", "paid"] as const;
/** Where the line ends when a step has just been reached, in percent of its length. */
const REACHED = [0, 36, 50] as const;
const LENGTH = 100;

type Props = {
  readonly step: 0 | 1 | 2;
  readonly confirmations: { readonly seen: number; readonly required: number };
};

/** Waiting, seen, confirming n of m, paid: one line that fills. */
export function ProgressLine({ step, confirmations }: Props) {
  const says = useWords().words.steps;
  const { seen, required } = confirmations;
  const within = step === 2 ? ((LENGTH - REACHED[2]) * Math.min(seen, required)) / (required + 1) : 0;
  return (
    <div>
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" className="h-1 w-full rounded-full rtl:[scale:-1_1]" aria-hidden="true">
        <rect width="100" height="1" className="fill-line" />
        <rect width={REACHED[step] + within} height="1" className="fill-wait transition-[width] duration-500" />
      </svg>
      <ol className="mt-1.5 flex justify-between text-12 text-ink-2">
        {STEPS.map((name, place) => (
          <li
            key={name}
            aria-current={place === step ? "step" : undefined}
            data-widest={place === 2 ? fill(says.confirmingCount, { seen: required, required }) : says[name]}
            // As wide as it will ever be: no step moves when another is reached.
            className={`widest ${place === step ? "font-semibold text-ink" : ""}`}
          >
            {place === 2 && step === 2 ? fill(says.confirmingCount, { seen, required }) : says[name]}
          </li>
        ))}
      </ol>
    </div>
  );
}
