import { NATIVE } from "@/lib/checkout/assets";
import { holdingOf, ledgerOf } from "./ledger";
import { type Stored, sumOf } from "./retell";
import { type Block, lineOf } from "./tree";

/** A canonical row of `native_outflows`. */
export type Outflow = { readonly hash: string; readonly address: string; readonly amount: string };

/**
 * The coin that the merchant's sweeps took is written down with the blocks that were scanned, all of it and nothing else.
 *
 * @param isThin nodes hid some: so some may be missing, but none is made up
 */
export function judgeOutflows(at: Block, stored: readonly Outflow[], isThin: boolean): string[] {
  const truth = new Map<string, bigint>();
  for (const { address, asset, amount, block } of lineOf(at).flatMap((one) => ledgerOf(one).swept)) {
    const place = `${block.hash} ${address}`;
    if (asset === NATIVE) truth.set(place, (truth.get(place) ?? 0n) + amount);
  }
  const told = new Map<string, bigint>();
  for (const { hash, address, amount } of stored) {
    told.set(`${hash} ${address}`, (told.get(`${hash} ${address}`) ?? 0n) + BigInt(amount));
  }
  const isRight = (all = 0n, some = 0n) => all === some || (isThin && some < all);
  return [...new Set([...truth.keys(), ...told.keys()])]
    .filter((place) => !isRight(truth.get(place), told.get(place)))
    .map((place) => `${truth.get(place) ?? 0n} was swept at ${place}, and ${told.get(place) ?? 0n} is stored of it`);
}

/** Through the block that it was compared at, what an address was paid less what left it is what it has there. */
export function judgeHoldings(
  at: Block,
  { paid, left, compared }: { paid: readonly Stored[]; left: readonly Outflow[]; compared: ReadonlyMap<string, number> },
): string[] {
  const line = lineOf(at);
  const numbers = new Map(line.map(({ hash, number }) => [hash, number]));
  return [...compared].flatMap(([address, through]) => {
    const block = line[through];
    if (block === undefined) return [];
    const isIn = ({ hash }: { hash: string }) => (numbers.get(hash) ?? Number.POSITIVE_INFINITY) <= through;
    const gained = sumOf(paid.filter((one) => one.to === address && one.asset === NATIVE && isIn(one)));
    const lost = sumOf(left.filter((one) => one.address === address && isIn(one)));
    const has = holdingOf(block, address);
    return gained - lost === has ? [] : [`${address} has ${has} of the coin at ${through}, and ${gained} less ${lost} is stored`];
  });
}
