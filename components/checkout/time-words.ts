import type { Spoken } from "./words/spoken";
import { fill, plural } from "./words/words";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** From here on the countdown warns and counts seconds (WCAG 2.2.1 asks for at least 20 s). */
export const WARN_SECONDS = 120;

type Amount = readonly [number, "days" | "hours" | "minutes" | "seconds"];

/** Time left in words: `2 days 3 hours`, `14 minutes`, `1 minute 40 seconds`. Seconds appear only when few are left. */
export function timeLeftWords(secondsLeft: number, spoken: Spoken): string {
  const seconds = Math.max(0, Math.floor(secondsLeft));
  if (seconds >= DAY) return join([seconds / DAY, "days"], [(seconds % DAY) / HOUR, "hours"], spoken);
  if (seconds >= HOUR) return join([seconds / HOUR, "hours"], [(seconds % HOUR) / MINUTE, "minutes"], spoken);
  if (seconds > WARN_SECONDS) return count([seconds / MINUTE, "minutes"], spoken);
  if (seconds >= MINUTE) return join([seconds / MINUTE, "minutes"], [seconds % MINUTE, "seconds"], spoken);
  return count([seconds, "seconds"], spoken);
}

/** `14:32`, `1:04:09`; from a day on, words. */
export function clock(secondsLeft: number, spoken: Spoken): string {
  const seconds = Math.max(0, Math.floor(secondsLeft));
  if (seconds >= DAY) return timeLeftWords(seconds, spoken);
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / MINUTE);
  if (seconds < HOUR) return `${minutes}:${two(seconds % MINUTE)}`;
  return `${Math.floor(seconds / HOUR)}:${two(minutes % MINUTE)}:${two(seconds % MINUTE)}`;
}

/** A rough time, rounded up to what people say: `10 seconds`, `2 minutes`. */
export function usualWords(ms: number, spoken: Spoken): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < 10) return count([seconds, "seconds"], spoken);
  if (seconds < 90) return count([Math.ceil(seconds / 10) * 10, "seconds"], spoken);
  return count([Math.ceil(seconds / MINUTE), "minutes"], spoken);
}

function count([amount, unit]: Amount, { locale, words }: Spoken): string {
  return plural(locale, words.time[unit], Math.floor(amount));
}

/** The smaller unit is left out where there is none of it. */
function join(larger: Amount, smaller: Amount, spoken: Spoken): string {
  const first = count(larger, spoken);
  if (Math.floor(smaller[0]) === 0) return first;
  return fill(spoken.words.time.both, { first, second: count(smaller, spoken) });
}
