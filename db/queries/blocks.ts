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

/** A session may be paid within a slot of its beginning, and clocks differ. */
const CLOCK_GAP_MS = 60_000;

/**
 * A block that was verified and forgotten, back for the transfers in it. Its serial is lost; what it must still tell is
 * which of these sessions, whose money is in it, had begun before it: their starts lie below, the others' do not. Told by the
 * time of the first quote, which on a local chain runs ahead with the blocks'.
 */
export async function insertForgottenBlock(
  tx: Tx,
  { chainId, header, sessionIds }: { chainId: number; header: Header; sessionIds: readonly string[] },
): Promise<void> {
  const { number, hash, parentHash, time } = header;
  const latest = new Date(time + CLOCK_GAP_MS).toISOString();
  await tx.execute(sql`
    insert into blocks (chain_id, number, hash, parent_hash, "time", serial)
    select ${chainId}, ${number}, ${hash}, ${parentHash}, ${new Date(time).toISOString()}::timestamptz, coalesce(
      max((s.start_serials->>${String(chainId)})::bigint) filter (where q.starts_at <= ${latest}::timestamptz) + 1,
      min((s.start_serials->>${String(chainId)})::bigint),
      0)
    from checkout_sessions s
    join session_quotes q on q.session_id = s.id and q.number = (select min(f.number) from session_quotes f where f.session_id = s.id)
    where s.id in (select jsonb_array_elements_text(${JSON.stringify(sessionIds)}::jsonb))
    on conflict (chain_id, hash) do update set orphaned_at = null where blocks.orphaned_at is not null`);
}

/** Forgets blocks of these heights that hold no transfer and no outflow. */
export async function pruneBlocks(db: Tx, { chainId, from, to }: { chainId: number; from: number; to: number }): Promise<void> {
  await db.execute(sql`
    delete from blocks b
    where b.chain_id = ${chainId} and b.number between ${from} and ${to}
      and not exists (select 1 from transfers t where t.chain_id = b.chain_id and t.block_hash = b.hash)
      and not exists (select 1 from native_outflows o where o.chain_id = b.chain_id and o.block_hash = b.hash)`);
}
