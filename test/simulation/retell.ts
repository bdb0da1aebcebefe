import type { Paid } from "./reference";
import type { Block } from "./tree";

/** Behind all that a block itself shows. */
const LAST = Number.MAX_SAFE_INTEGER;

/** A row of `transfers`; `hash` is its block's. */
export type Stored = {
  readonly key: string;
  readonly hash: string;
  readonly to: string;
  readonly asset: string;
  readonly amount: string;
};

/**
 * What a block held, as it may be told: coin that a contract sent is a payment by itself where a node traced it, else what
 * is left of its address's gain in that block. The sum of each address in each block is the chain's, whatever was told.
 */
export function retell(stored: readonly Stored[]): (paid: readonly Paid[], block: Block) => Paid[] {
  const byBlock = new Map<string, Stored[]>();
  for (const row of stored) {
    if (row.asset === "native") byBlock.set(row.hash, [...(byBlock.get(row.hash) ?? []), row]);
  }
  return (paid, block) => {
    const rows = byBlock.get(block.hash) ?? [];
    const told = [...new Set(rows.map((row) => row.to))].filter((to) => {
      const here = rows.filter((row) => row.to === to);
      return sumOf(here) === sumOf(paid.filter((one) => one.asset === "native" && one.to === to));
    });
    const isTold = ({ asset, to }: Paid) => asset === "native" && told.includes(to);
    return [
      ...paid.filter((one) => !isTold(one)),
      ...rows
        .filter((row) => told.includes(row.to))
        .map((row): Paid => {
          const shown = paid.find(({ key, amount }) => key === row.key && amount === BigInt(row.amount));
          return shown ?? { key: row.key, block, asset: "native", amount: BigInt(row.amount), to: row.to, order: LAST };
        }),
    ];
  };
}

export function sumOf(all: readonly { readonly amount: bigint | string }[]): bigint {
  return all.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}
