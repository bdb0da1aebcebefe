import { NATIVE } from "@/lib/checkout/assets";
import type { Block, SweepOrder } from "./tree";

/** What the factory moved out of one address in a block. */
export type Swept = Pick<SweepOrder, "address" | "treasury" | "index"> & {
  readonly asset: string;
  /** Above 0. */
  readonly amount: bigint;
  readonly block: Block;
};

type Ledger = {
  /** What each address has at the end of the block, by address and asset. */
  readonly holdings: ReadonlyMap<string, bigint>;
  /** In the order of the block. */
  readonly swept: readonly Swept[];
};

const ledgers = new WeakMap<Block, Ledger>();

/** All that addresses have at the end of that block on its branch, by the factory's rules: it moves whole balances, and no empty ones. */
export function ledgerOf(block: Block): Ledger {
  const known = ledgers.get(block);
  if (known) return known;
  const before = block.parent === null ? new Map<string, bigint>() : ledgerOf(block.parent).holdings;
  const ledger = block.transactions.length === 0 ? { holdings: before, swept: [] } : play(block, before);
  ledgers.set(block, ledger);
  return ledger;
}

export function holdingOf(block: Block, address: string, asset: string = NATIVE): bigint {
  return ledgerOf(block).holdings.get(keyOf(address, asset)) ?? 0n;
}

function play(block: Block, before: ReadonlyMap<string, bigint>): Ledger {
  const holdings = new Map(before);
  const swept: Swept[] = [];
  for (const { payments, sweeps } of block.transactions) {
    for (const { to, asset, amount } of payments) holdings.set(keyOf(to, asset), (holdings.get(keyOf(to, asset)) ?? 0n) + amount);
    for (const { address, treasury, index, tokens } of sweeps) {
      for (const asset of [NATIVE, ...tokens]) {
        const amount = holdings.get(keyOf(address, asset)) ?? 0n;
        if (amount === 0n) continue;
        holdings.delete(keyOf(address, asset));
        swept.push({ address, treasury, index, asset, amount, block });
      }
    }
  }
  return { holdings, swept };
}

function keyOf(address: string, asset: string): string {
  return `${address} ${asset}`;
}
