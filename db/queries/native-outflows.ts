import { sql } from "drizzle-orm";
import type { Tx } from "../client";

export type Outflow = {
  readonly address: string;
  readonly blockHash: string;
  readonly blockNumber: number;
  readonly amount: bigint;
  /** Of what was concluded from a balance: it left above this block, in its own at the latest. */
  readonly cameAfter?: number;
};

export type Place = { readonly address: string; readonly number: number };

/**
 * What logs tell of an address in a block is all of it, and passed over where it stands already; what is concluded from a
 * balance comes on top of what stands.
 *
 * @returns where there is more than there was
 */
export async function insertOutflows(
  tx: Tx,
  { chainId, outflows, isLogged }: { chainId: number; outflows: readonly Outflow[]; isLogged: boolean },
): Promise<Place[]> {
  if (outflows.length === 0) return [];
  const rows = JSON.stringify(outflows.map((one) => ({ ...one, amount: one.amount.toString() })));
  const added = await tx.execute<{ address: string; block_number: string }>(sql`
    insert into native_outflows (chain_id, block_hash, address, block_number, amount, is_logged, came_after)
    select ${chainId}, o."blockHash", o.address, o."blockNumber", o.amount, ${isLogged}, o."cameAfter"
    from jsonb_to_recordset(${rows}::jsonb) as o("blockHash" text, address text, "blockNumber" bigint, amount numeric, "cameAfter" bigint)
    on conflict (chain_id, block_hash, address, is_logged) do update
    set amount = excluded.amount + case when excluded.is_logged then 0 else native_outflows.amount end,
      came_after = least(excluded.came_after, native_outflows.came_after)
    where not excluded.is_logged or native_outflows.amount < excluded.amount
    returning address, block_number`);
  return added.map(({ address, block_number }) => ({ address, number: Number(block_number) }));
}

/**
 * More came to be known of these addresses in these blocks. That something left them there or above, where only balances said
 * so, is forgotten: it may be what came to be known. The next comparison concludes what is left of it.
 */
export async function forgetConcluded(tx: Tx, { chainId, places }: { chainId: number; places: readonly Place[] }): Promise<void> {
  await tx.execute(sql`
    delete from native_outflows o
    using jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p(address text, number bigint)
    where o.chain_id = ${chainId} and o.address = p.address and o.block_number >= p.number and not o.is_logged`);
}

/** The same of blocks that a reorg took away: where they come back, their logs may be told that were not. */
export async function forgetOrphaned(tx: Tx, { chainId, hashes }: { chainId: number; hashes: readonly string[] }): Promise<void> {
  await tx.execute(sql`
    delete from native_outflows o using jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) as gone(hash)
    where o.chain_id = ${chainId} and o.block_hash = gone.hash and not o.is_logged`);
}
