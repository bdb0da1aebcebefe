/**
 * Integer money. An amount is a `bigint` of the smallest unit (wei, cent) and means nothing without its
 * asset or currency beside it. Nothing in this file, or near it, is a float.
 */

/** ISO 4217 minor units; every currency not listed here has two. */
const MINOR_UNITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Digits after the point in a currency, 0 to 4 (ISO 4217). */
export function minorUnits(currency: string): number {
  return MINOR_UNITS[currency] ?? 2;
}

const DECIMAL = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
const MAX_DIGITS = 100;

/**
 * The integer of smallest units that a plain decimal text means, or null where it means none: signs, exponents,
 * leading zeros, more than `decimals` digits after the point, over 100 characters.
 */
export function parseUnits(text: string, decimals: number): bigint | null {
  if (text.length > MAX_DIGITS) return null;
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const fraction = match[2] ?? "";
  if (fraction.length > decimals) return null;
  return BigInt(match[1] + fraction.padEnd(decimals, "0"));
}

/** The shortest decimal text: `1500000n, 6` is `1.5`. Inverse of {@link parseUnits}. */
export function formatUnits(amount: bigint, decimals: number): string {
  const [whole, fraction] = split(amount, decimals);
  const trimmed = fraction.replace(/0+$/, "");
  return trimmed === "" ? whole : `${whole}.${trimmed}`;
}

/** A price with all its minor digits: `5000n, "USD"` is `50.00`. */
export function formatFiat(minor: bigint, currency: string): string {
  const [whole, fraction] = split(minor, minorUnits(currency));
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function split(amount: bigint, decimals: number): [whole: string, fraction: string] {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return [sign + digits.slice(0, point), digits.slice(point)];
}

/** ceil(a / b) for a >= 0, b > 0. */
export function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** An exact fraction; `den` > 0. */
export type Ratio = { readonly num: bigint; readonly den: bigint };

/** The fraction that a plain positive decimal text means (`"3318.5"` is 33185/10), or null. */
export function parseRatio(text: string): Ratio | null {
  const fraction = text.split(".")[1] ?? "";
  const num = parseUnits(text, fraction.length);
  return num === null ? null : { num, den: 10n ** BigInt(fraction.length) };
}
