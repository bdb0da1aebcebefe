import { and, between, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { blocks } from "../schema";

type Header = { readonly number: number; readonly hash: string; readonly parentHash: string; readonly time: number };

/** Our canonical hashes of these heights, both included, as far as they are kept. */
export async function canonicalHashes(
  db: Tx,
  { chainId, from, to }: { chainId: number; from: number; to: number },
): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .select({ number: blocks.number, hash: blocks.hash })
    .from(blocks)
    .where(and(eq(blocks.chainId, chainId), between(blocks.number, from, to), isNull(blocks.orphanedAt)));
  return new Map(rows.map((row) => [row.number, row.hash]));
}

/**
 * A reorg took these blocks away. Nothing is deleted: their transfers stay and weigh nothing.
 *
 * @param at the cursor's height before the rewind
 * @returns hashes of the blocks it took
 */
export async function orphanBlocks(
  tx: Tx,
  { chainId, above, at }: { chainId: number; above: number; at: number },
): Promise<string[]> {
  const rows = await tx
    .update(blocks)
    .set({ orphanedAt: at })
    .where(and(eq(blocks.chainId, chainId), gt(blocks.number, above), isNull(blocks.orphanedAt)))
    .returning({ hash: blocks.hash });
  return rows.map((row) => row.hash);
}

/**
 * Verified blocks, lowest first, as their serials say. One that an earlier reorg took away and that is back becomes
 * canonical again and keeps its serial.
 */
export async function insertBlocks(tx: Tx, chainId: number, headers: readonly Header[]): Promise<void> {
  const ascending = [...headers].sort((a, b) => a.number - b.number);
  await tx
    .insert(blocks)
    .values(ascending.map(({ number, hash, parentHash, time }) => ({ chainId, number, hash, parentHash, time: new Date(time) })))
    .onConflictDoUpdate({
      target: [blocks.chainId, blocks.hash],
      set: { orphanedAt: null },
      setWhere: sql`${blocks.orphanedAt} is not null`,
    });
}

/** Forgets blocks of these heights that hold no transfer and no outflow. */
export async function pruneBlocks(db: Tx, { chainId, from, to }: { chainId: number; from: number; to: number }): Promise<void> {
  await db.execute(sql`
    delete from blocks b
    where b.chain_id = ${chainId} and b.number between ${from} and ${to}
      and not exists (select 1 from transfers t where t.chain_id = b.chain_id and t.block_hash = b.hash)
      and not exists (select 1 from native_outflows o where o.chain_id = b.chain_id and o.block_hash = b.hash)`);
}
