/** First-strong isolate and its end (Unicode UAX 9). */
const ISOLATE = "\u2068";
const END_ISOLATE = "\u2069";

/**
 * The same texts for a language that is written from right to left: whatever is filled in keeps its own direction, and
 * the order of a number, its unit and the words around them stays.
 */
export function isolated<Texts extends object>(texts: Texts): Texts {
  const entries = Object.entries(texts).map(([key, value]) => [key, typeof value === "string" ? inText(value) : isolated(value)]);
  return Object.fromEntries(entries);
}

function inText(text: string): string {
  return text.replace(/\{\w+\}/g, (place) => ISOLATE + place + END_ISOLATE);
}
