const LONGEST = 48;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** First-strong isolate and its end (Unicode UAX 9): a name cannot turn the sentence around it. */
const ISOLATE = "\u2068";
const END_ISOLATE = "\u2069";

/** A shop's name as it stands inside a sentence: not longer than one, and keeping its direction to itself. */
export function inSentence(name: string): string {
  const letters = [...name];
  const short = letters.length <= LONGEST ? name : `${letters.slice(0, LONGEST).join("").trimEnd()}…`;
  return RIGHT_TO_LEFT.test(short) ? ISOLATE + short + END_ISOLATE : short;
}
