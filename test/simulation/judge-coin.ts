import type { NativeWatch } from "@/lib/checkout/networks";
import { groupBy } from "@/lib/services/group-by";
import { type Paid, paymentsOn } from "./reference";
import { type Stored, sumOf } from "./retell";
import type { Block } from "./tree";

type Coin = {
  /** The block the cursor is at. */
  readonly at: Block;
  readonly nativeWatch: NativeWatch;
  /** Canonical rows of transfers of that chain. */
  readonly stored: readonly (Stored & { readonly tx_hash: string | null })[];
  /** Through which block each lower-case address was compared. */
  readonly compared: ReadonlyMap<string, number>;
  /** Nodes hid some of it: what came and went between two comparisons may be missing. */
  readonly isThin: boolean;
};

/**
 * Coin on the scanned line: what bodies show is stored with its block, where bodies are read; all of it as soon as the
 * address was compared; never more than there is, and never anything that the chain does not have.
 */
export function judgeCoin({ at, nativeWatch, stored, compared, isThin }: Coin): string[] {
  const chainId = at.chainId;
  const truth = paymentsOn(at).filter(({ asset, to }) => asset === "native" && compared.has(to));
  const rows = stored.filter((row) => row.asset === "native");
  const wrong: string[] = [];
  for (const row of rows) {
    const isReal = truth.some(({ key, amount, to }) => key === row.key && amount === BigInt(row.amount) && to === row.to);
    if (row.tx_hash !== null && !isReal) wrong.push(`stored and not on the scanned line: ${row.key} ${row.amount}`);
  }
  const place = (hash: string, to: string) => `${chainId} ${hash} ${to}`;
  const there = groupBy(truth, ({ block, to }) => place(block.hash, to));
  const told = groupBy(rows, (row) => place(row.hash, row.to));
  for (const where of new Set([...there.keys(), ...told.keys()])) {
    const [paid, sum] = [there.get(where) ?? [], sumOf(told.get(where) ?? [])];
    const [first] = paid;
    const isCompared = first !== undefined && first.block.number <= (compared.get(first.to) ?? -1);
    const early = nativeWatch === "blocks" ? paid.filter(isPlain) : [];
    const allowed = isCompared ? [sumOf(paid)] : [sumOf(paid), sumOf(early)];
    if (!allowed.includes(sum) && !(isThin && sum < sumOf(paid)))
      wrong.push(`${where} has ${sumOf(paid)} of the coin, and ${sum} is stored of it`);
  }
  return wrong;
}

function isPlain({ key }: Paid): boolean {
  return key.endsWith(" tx");
}
