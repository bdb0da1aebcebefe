import { ceilDiv, max, min, parseRatio } from "../money";
import type { Asset } from "./assets";
import type { QuoteMethod, Tolerance } from "./quote";
import type { Price } from "./session";
import type { Share } from "./share";

/**
 * What exchanges usually keep of a withdrawal, in cents of a US dollar, whatever its size: about one dollar on most
 * networks, several on Ethereum (their published fee lists, 2026). Too much is harmless, the room below is capped.
 */
const USUAL_FEE_CENTS = 100n;
const FEE_CENTS: ReadonlyMap<number, bigint> = new Map([[1, 500n]]);
const CENTS_PER_USD = 100n;

type Sums = {
  /** All that counts, and what is then missing, in the smallest unit of the line's asset. */
  readonly share: Share;
  readonly remaining: bigint;
};

/**
 * The amount to enter at an exchange that keeps its fee out of what one enters: what is missing, and room for the usual
 * fee on that network. The room ends where the payment would be called overpaid if the exchange kept nothing after all. So
 * whatever it keeps, from nothing to the whole room, the payment is enough and not too much; a little beyond it, what may be
 * missing bears the rest. The figure is rounded down within the room, so that people can copy it. Nothing missing: 0.
 *
 * @param line the way to pay in whose asset it is told, of the quote in force
 */
export function exchangeAmount(line: QuoteMethod, asset: Asset, terms: Sums & { price: Price; tolerance: Tolerance }): bigint {
  const { remaining } = terms;
  if (remaining <= 0n) return 0n;
  const room = min(usualFee(line, asset), mostOf(line, terms) - remaining);
  return remaining + (room > 0n ? roundedRoom(remaining, room) : 0n);
}

/** In the asset's smallest unit, rounded up. */
function usualFee({ chainId, rate }: QuoteMethod, { decimals }: Asset): bigint {
  const usd = parseRatio(rate.usd);
  if (!usd || usd.num <= 0n) throw new Error(`a locked rate has a price in dollars: ${rate.usd}`);
  return ceilDiv((FEE_CENTS.get(chainId) ?? USUAL_FEE_CENTS) * 10n ** BigInt(decimals) * usd.den, CENTS_PER_USD * usd.num);
}

/** How much more may come by this line without being over: the edges of `isOver`, solved for the last payment. */
function mostOf(line: QuoteMethod, { share, price, tolerance }: { share: Share; price: Price; tolerance: Tolerance }): bigint {
  const isOnlyLine = share.lines.size === 0 || (share.lines.size === 1 && share.lines.has(line));
  if (isOnlyLine) return line.maxOk - (share.lines.get(line) ?? 0n);
  const left = (price.minor + tolerance.over) * share.den - share.num * price.minor;
  return (line.due * max(left, 0n)) / (price.minor * share.den);
}

/** What is to be added to get the roundest sum that uses at least nine tenths of the room. */
function roundedRoom(remaining: bigint, room: bigint): bigint {
  let quantum = 1n;
  while (quantum * 100n <= room) quantum *= 10n;
  const sum = remaining + room;
  return sum - (sum % quantum) - remaining;
}
