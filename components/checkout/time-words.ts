const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** From here on the countdown warns and counts seconds (WCAG 2.2.1 asks for at least 20 s). */
export const WARN_SECONDS = 120;

/** Time left in words: `2 days 3 hours`, `14 minutes`, `1 minute 40 seconds`. Seconds appear only when few are left. */
export function timeLeftWords(secondsLeft: number): string {
  const seconds = Math.max(0, Math.floor(secondsLeft));
  if (seconds >= DAY) return join(count(seconds / DAY, "day"), count((seconds % DAY) / HOUR, "hour"));
  if (seconds >= HOUR) return join(count(seconds / HOUR, "hour"), count((seconds % HOUR) / MINUTE, "minute"));
  if (seconds > WARN_SECONDS) return count(seconds / MINUTE, "minute");
  if (seconds >= MINUTE) return join(count(seconds / MINUTE, "minute"), count(seconds % MINUTE, "second"));
  return count(seconds, "second") || "0 seconds";
}

/** `14:32`, `1:04:09`; from a day on, words. */
export function clock(secondsLeft: number): string {
  const seconds = Math.max(0, Math.floor(secondsLeft));
  if (seconds >= DAY) return timeLeftWords(seconds);
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / MINUTE);
  if (seconds < HOUR) return `${minutes}:${two(seconds % MINUTE)}`;
  return `${Math.floor(seconds / HOUR)}:${two(minutes % MINUTE)}:${two(seconds % MINUTE)}`;
}

/** A rough time, rounded up to what people say: `10 seconds`, `2 minutes`. */
export function usualWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < 10) return count(seconds, "second");
  if (seconds < 90) return count(Math.ceil(seconds / 10) * 10, "second");
  return count(Math.ceil(seconds / MINUTE), "minute");
}

function count(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  if (whole === 0) return "";
  return whole === 1 ? `1 ${unit}` : `${whole} ${unit}s`;
}

function join(first: string, second: string): string {
  return second === "" ? first : `${first} ${second}`;
}
