import { findAsset } from "@/lib/checkout/assets";
import type { Line, Terms } from "./plans";
import { type Block, lineOf } from "./tree";

/** A payment to a session's address, where it stands on some branch. */
export type Paid = {
  readonly key: string;
  readonly block: Block;
  readonly asset: string;
  readonly amount: bigint;
  readonly order: number;
  readonly to: string;
};

/** Every payment of a listed asset on that branch. */
export function paymentsOn(tip: Block): Paid[] {
  return lineOf(tip).flatMap(paymentsIn);
}

export function paymentsIn(block: Block): Paid[] {
  return block.transactions.flatMap(({ hash, payments }, index) =>
    payments.flatMap(({ to, asset, amount, position }, place) =>
      amount > 0n && findAsset(block.chainId, asset) !== null
        ? [{ key: `${block.chainId} ${block.hash} ${hash} ${position}`, block, asset, amount, to, order: index * 1_000 + place }]
        : [],
    ),
  );
}

export type Counted = { readonly paid: Paid; readonly line: Line; readonly isLate: boolean };

/** What may count for a session, in the order in which it counts: written from engine.md 3.2, not from the product. */
export function countable(terms: Terms, payments: readonly Paid[]): Counted[] {
  return payments
    .flatMap((paid) => {
      const line = terms.lines.find(({ chainId, asset }) => chainId === paid.block.chainId && asset === paid.asset);
      if (!line || paid.to !== terms.address || paid.block.time > terms.graceUntil) return [];
      return [{ paid, line, isLate: paid.block.time > terms.expiresAt }];
    })
    .sort(
      ({ paid: a }, { paid: b }) =>
        a.block.time - b.block.time || a.block.chainId - b.block.chainId || a.block.number - b.block.number || a.order - b.order,
    );
}

/** The sum as a fraction of the price, in units of 1 / (the product of all amounts due). */
function weigh(terms: Terms, counted: readonly Counted[]): { part: bigint; whole: bigint } {
  const whole = terms.lines.reduce((product, { due }) => product * due, 1n);
  return { whole, part: counted.reduce((sum, { paid, line }) => sum + (paid.amount * whole) / line.due, 0n) };
}

export function isEnough(terms: Terms, counted: readonly Counted[]): boolean {
  const sums = sumsOf(counted);
  if ([...sums].some(([line, sum]) => sum >= line.minDue)) return true;
  const { part, whole } = weigh(terms, counted);
  return sums.size > 1 && part * terms.price >= (terms.price - terms.under) * whole;
}

export function isTooMuch(terms: Terms, counted: readonly Counted[]): boolean {
  const sums = [...sumsOf(counted)];
  const [only] = sums;
  if (only && sums.length === 1) return only[1] > only[0].maxOk;
  const { part, whole } = weigh(terms, counted);
  return part * terms.price > (terms.price + terms.over) * whole;
}

export function isMoreThanDust(terms: Terms, counted: readonly Counted[]): boolean {
  const { part, whole } = weigh(terms, counted);
  return part * terms.price > terms.dust * whole;
}

/** The sum told in the asset that the customer chose, rounded down. */
export function received(terms: Terms, counted: readonly Counted[]): bigint {
  const { part, whole } = weigh(terms, counted);
  const { chainId, asset } = terms.chosen;
  const chosen = terms.lines.find((line) => line.chainId === chainId && line.asset === asset) as Line;
  return (chosen.due * part) / whole;
}

/** The first with which the sum is enough, and all that stood in its block or before. */
export function completion(terms: Terms, counted: readonly Counted[]): { last: Counted; all: readonly Counted[] } | null {
  const at = counted.findIndex((_, place) => isEnough(terms, counted.slice(0, place + 1)));
  const last = counted[at];
  if (!last) return null;
  return { last, all: counted.filter(({ paid }, place) => place <= at || paid.block === last.paid.block) };
}

function sumsOf(counted: readonly Counted[]): Map<Line, bigint> {
  const sums = new Map<Line, bigint>();
  for (const { paid, line } of counted) sums.set(line, (sums.get(line) ?? 0n) + paid.amount);
  return sums;
}
