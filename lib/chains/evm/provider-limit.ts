/**
 * What a provider's refusal says about its limits. There is no standard for it: providers say in prose how much they
 * answer at once, so prose is what is read, and only to ask for less. A wrong guess costs time and never a payment.
 */
export type ProviderLimit =
  /** Too many blocks in one question for logs. `blocks`: how many it answers, where it says so. */
  | { readonly kind: "range"; readonly blocks: number | null }
  /** Too many logs in one answer. `blocks`: how many would fit this time, where it says so. */
  | { readonly kind: "results"; readonly blocks: number | null }
  /** Too many bytes in one answer. */
  | { readonly kind: "size" }
  /** Too many questions. `waitMs`: how long to ask nothing, where it says so. */
  | { readonly kind: "rate"; readonly waitMs: number | null }
  /** The node does not have the blocks yet: nothing is too large. */
  | { readonly kind: "transient" };

/** Longer than any known refusal; the rest of a hostile one is not looked at. */
const MAX_TEXT = 1_000;

const RATE = /per second|rate[ -]?limit|too many requests|request count exceeded|request limit|capacity|throttl|retry in \d/;
const TRANSIENT =
  /beyond (?:the )?current head|no backend is currently healthy|header not found|unknown block|block (?:is )?out of range|not yet imported/;
const RESULTS =
  /max results|more than [\d,]+ results|too many (?:logs|results)|logs matched by query exceed|log response size|result set too large|query timeout|read limit exceeded|^limit exceeded$/;
const SIZE = /response (?:is )?too (?:large|big)|response exceed|size limit|too much data|batch (?:is )?too large|body exceeded/;
const RANGE = /\brange\b|\bblocks\b|maximum block/;
/** `[0x1, 0x2]` of Alchemy and Infura; `range 1-2` of reth. */
const SUGGESTED = [/\[\s*(0x[0-9a-f]{1,12})\s*,\s*(0x[0-9a-f]{1,12})\s*\]/, /range (\d{1,12})-(\d{1,12})/];

/** @returns null where the refusal is about something that asking for less does not cure */
export function readProviderLimit(message: string): ProviderLimit | null {
  const text = message.slice(0, MAX_TEXT).toLowerCase().trim();
  if (RATE.test(text)) return { kind: "rate", waitMs: waitIn(text) };
  if (TRANSIENT.test(text)) return { kind: "transient" };
  const suggested = suggestedBlocks(text);
  if (RESULTS.test(text)) return { kind: "results", blocks: suggested };
  if (SIZE.test(text)) return { kind: "size" };
  if (RANGE.test(text)) return { kind: "range", blocks: suggested ?? smallestNumber(text) };
  return null;
}

function suggestedBlocks(text: string): number | null {
  for (const form of SUGGESTED) {
    const found = form.exec(text);
    const blocks = found ? Number(found[2]) - Number(found[1]) + 1 : 0;
    if (blocks >= 1) return blocks;
  }
  return null;
}

/** The smallest that stands there, above 0: of "20 blocks asked, 10 allowed" it is the second, of "0 - 10000" as well. */
function smallestNumber(text: string): number | null {
  const numbers = [...text.matchAll(/(?<![\w.-])(\d[\d,]{0,12})(k?)\b/g)]
    .map(([, digits = "", thousands]) => Number(digits.replaceAll(",", "")) * (thousands ? 1_000 : 1))
    .filter((number) => number >= 1);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

function waitIn(text: string): number | null {
  const [, digits, unit = ""] = /retry in (\d{1,9}) ?(ms|s|m)/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits) * (UNIT_MS[unit] ?? 0);
}
