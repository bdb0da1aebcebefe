import { NATIVE } from "@/lib/checkout/assets";
import { ledgerOf } from "./ledger";
import { type Block, lineOf } from "./tree";

/** A canonical row of `native_outflows`. */
export type Outflow = { readonly hash: string; readonly address: string; readonly amount: string };

/** The coin that the merchant's sweeps took is written down with the blocks that were scanned, all of it and nothing else. */
export function judgeOutflows(at: Block, stored: readonly Outflow[]): string[] {
  const truth = new Map<string, bigint>();
  for (const { address, asset, amount, block } of lineOf(at).flatMap((one) => ledgerOf(one).swept)) {
    const place = `${block.hash} ${address}`;
    if (asset === NATIVE) truth.set(place, (truth.get(place) ?? 0n) + amount);
  }
  const told = new Map(stored.map(({ hash, address, amount }) => [`${hash} ${address}`, BigInt(amount)]));
  return [...new Set([...truth.keys(), ...told.keys()])]
    .filter((place) => truth.get(place) !== told.get(place))
    .map((place) => `${truth.get(place) ?? 0n} was swept at ${place}, and ${told.get(place) ?? 0n} is stored of it`);
}
