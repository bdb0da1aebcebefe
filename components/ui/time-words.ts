const STEPS = [
  { unit: "day", ms: 86_400_000, word: (n: number) => (n === 1 ? "1 day" : `${n} days`) },
  { unit: "hour", ms: 3_600_000, word: (n: number) => `${n} h` },
  { unit: "minute", ms: 60_000, word: (n: number) => `${n} min` },
] as const;

/** A span in its largest whole unit: `2 days`, `3 h`, `12 min`, `40 s`. */
export function spanWords(ms: number): string {
  for (const step of STEPS) {
    if (ms >= step.ms) return step.word(Math.floor(ms / step.ms));
  }
  return `${Math.max(0, Math.floor(ms / 1_000))} s`;
}

/** `3 min ago`, `in 2 h`, `just now`. Both moments are epoch milliseconds. */
export function timeFromNow(at: number, now: number): string {
  const away = at - now;
  if (Math.abs(away) < 10_000) return "just now";
  return away > 0 ? `in ${spanWords(away)}` : `${spanWords(-away)} ago`;
}

/** The moment in full with its zone; without a zone named, the reader's own. */
export function exactTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...(timeZone && { timeZone }),
  }).format(at);
}
