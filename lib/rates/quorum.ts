import type { RateSource } from "../checkout/quote";
import { formatUnits, max, parseRatio, type Ratio } from "../money";

/**
 * What several sources agree on (engine.md 7). Pure, and exact: a price is a decimal text with an end, and sums, halves
 * and products of such texts have an end too, so nothing here is rounded. The one rounding of a payment is
 * `amountDue`'s, upwards; a rate rounded up before it would make the amount due too small.
 */

/** One source's best bid and ask as it wrote them, and when: the earlier of its own clock and our asking, epoch ms. */
export type Ticker = {
  readonly source: string;
  readonly bid: string;
  readonly ask: string;
  readonly at: number;
};

/** A ticker that can be believed on its face: the middle of its bid and ask. */
export type SourcePrice = {
  readonly source: string;
  /** `den` is a power of ten, here and below. */
  readonly price: Ratio;
  readonly at: number;
};

export type Agreement = {
  readonly price: Ratio;
  /** The same as decimal text. */
  readonly value: string;
  /** Those that agree, in order of name. */
  readonly sources: readonly RateSource[];
  /** When the oldest of them spoke. */
  readonly at: number;
};

export const MAX_AGE_MS = 120_000;
const LEAST_SOURCES = 2;
/** A source farther than 2 % from the median is dropped. */
const MAX_DISTANCE: Ratio = { num: 2n, den: 100n };
/** A bid and an ask farther apart than 2 % of the bid name no price: an empty book, or a hostile one. */
const MAX_SPREAD: Ratio = { num: 2n, den: 100n };
/** A stablecoin is at its peg within 0.5 % (engine.md 5). */
const MAX_PEG_DISTANCE: Ratio = { num: 5n, den: 1_000n };

/** Plain digits only: no sign, no exponent, no `NaN`; the lengths keep every later product short. */
const PRICE = /^[0-9]{1,12}(\.[0-9]{1,18})?$/;

/** The ticker's price, or null for one that is junk, not above zero, crossed, too wide, or not of these two minutes. */
export function believe(ticker: Ticker, now: number): SourcePrice | null {
  if (!isFresh(ticker.at, now)) return null;
  const bid = positive(ticker.bid);
  const ask = positive(ticker.ask);
  if (!bid || !ask || compare(bid, ask) > 0) return null;
  if (!isWithin(ask, bid, MAX_SPREAD)) return null;
  return { source: ticker.source, price: mean(bid, ask), at: ticker.at };
}

/** Also false for a time more than two minutes ahead: of two such clocks one is wrong, and it may be ours. */
function isFresh(at: number, now: number): boolean {
  return Math.abs(now - at) <= MAX_AGE_MS;
}

/** A price in one currency, told in another by what that one is worth: as old as the older of the two. */
export function through(price: SourcePrice, worth: Agreement): SourcePrice {
  return {
    source: price.source,
    price: { num: price.price.num * worth.price.num, den: price.price.den * worth.price.den },
    at: Math.min(price.at, worth.at),
  };
}

/** The median of the sources near their own median, or null where fewer than two remain. */
export function agree(prices: readonly SourcePrice[]): Agreement | null {
  if (prices.length < LEAST_SOURCES) return null;
  const middle = median(prices);
  const near = prices.filter(({ price }) => isWithin(price, middle, MAX_DISTANCE));
  if (near.length < LEAST_SOURCES) return null;
  const price = median(near);
  return {
    price,
    value: decimalText(price),
    sources: near
      .map(({ source, price: own, at }) => ({ name: source, value: decimalText(own), at }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    at: Math.min(...near.map(({ at }) => at)),
  };
}

/** True where the sources say that one of it is one of its currency, within 0.5 %. */
export function isAtPeg({ price }: Agreement): boolean {
  return isWithin(price, { num: 1n, den: 1n }, MAX_PEG_DISTANCE);
}

function median(prices: readonly SourcePrice[]): Ratio {
  const sorted = prices.map(({ price }) => price).sort(compare);
  const upper = sorted[sorted.length >> 1] as Ratio;
  const lower = sorted[(sorted.length - 1) >> 1] as Ratio;
  return mean(lower, upper);
}

/** |a − center| <= center × share, by cross-multiplication. */
function isWithin(a: Ratio, center: Ratio, share: Ratio): boolean {
  const distance = a.num * center.den - center.num * a.den;
  return (distance < 0n ? -distance : distance) * share.den <= center.num * a.den * share.num;
}

function compare(a: Ratio, b: Ratio): number {
  const [left, right] = [a.num * b.den, b.num * a.den];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Half of the sum: ×5 over ×10, so that `den` stays a power of ten. */
function mean(a: Ratio, b: Ratio): Ratio {
  if (compare(a, b) === 0) return a;
  const den = max(a.den, b.den);
  return { num: (a.num * (den / a.den) + b.num * (den / b.den)) * 5n, den: den * 10n };
}

function positive(text: string): Ratio | null {
  if (!PRICE.test(text)) return null;
  const ratio = parseRatio(text);
  return ratio && ratio.num > 0n ? ratio : null;
}

function decimalText({ num, den }: Ratio): string {
  return formatUnits(num, den.toString().length - 1);
}
