/** How long texts are cut for the eye. Joined again, the groups are the text: nothing is added or lost. */

/** An EVM address in groups of four; `0x` stays with the first. */
export function addressGroups(address: string): readonly string[] {
  const prefix = address.startsWith("0x") ? "0x" : "";
  const groups = address.slice(prefix.length).match(/.{1,4}/g) ?? [];
  return [prefix + (groups[0] ?? ""), ...groups.slice(1)];
}

const LONG_WHOLE = 5;
const LONG_FRACTION = 8;

/**
 * A decimal amount: the whole part in threes from its end, a long fraction in threes from the point. Short ones stay whole.
 *
 * @param sign that stands between whole and fraction
 */
export function amountGroups(amount: string, sign = "."): readonly string[] {
  const [whole = "", fraction] = amount.split(sign);
  const wholeGroups = whole.length < LONG_WHOLE ? [whole] : (whole.match(/\d{1,3}(?=(?:\d{3})*$)/g) ?? [whole]);
  if (fraction === undefined) return wholeGroups;
  const [first = "", ...rest] = fraction.length < LONG_FRACTION ? [fraction] : (fraction.match(/.{1,3}/g) ?? [fraction]);
  return [...wholeGroups.slice(0, -1), `${wholeGroups.at(-1) ?? ""}${sign}${first}`, ...rest];
}
