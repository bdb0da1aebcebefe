import { sql } from "drizzle-orm";
import { NATIVE } from "@/lib/checkout/assets";
import type { ChainTransfer } from "@/lib/checkout/transfer";
import type { Tx } from "../client";
import { transfers } from "../schema";

/** Rows of one statement: PostgreSQL takes 65 535 parameters. */
const ROWS_PER_INSERT = 1_000;

/**
 * Of these lower-case addresses, ours of that mode, each with the session that has it (null: none yet). One indexed query
 * however many addresses are watched. An address of the test mode is not looked for on a live network, nor the reverse.
 */
export async function findOwnAddresses(
  db: Tx,
  { addresses, livemode }: { addresses: readonly string[]; livemode: boolean },
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.execute<{ address: string; session_id: string | null }>(sql`
    select r.address, r.session_id
    from (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb) as address) given
    join receive_addresses r on r.address = given.address
    join wallets w on w.id = r.wallet_id and w.livemode = ${livemode}`);
  return new Map(rows.map((row) => [row.address, row.session_id]));
}

/** The currency of the session that has each of these lower-case addresses, where one has it. */
export async function findOwnCurrencies(
  db: Tx,
  { addresses, livemode }: { addresses: readonly string[]; livemode: boolean },
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.execute<{ address: string; currency: string }>(sql`
    select r.address, s.currency
    from (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb) as address) given
    join receive_addresses r on r.address = given.address
    join checkout_sessions s on s.id = r.session_id and s.livemode = ${livemode}`);
  return new Map(rows.map((row) => [row.address, row.currency]));
}

export type TransferRow = ChainTransfer & {
  /** `pay_…` */
  readonly id: string;
  readonly order: number;
  readonly sessionId: string | null;
  /** Minor units of the session's currency when it was seen, or null where no rate was at hand. */
  readonly fiatAtReceipt: bigint | null;
};

/**
 * Adds what the chain showed. A transfer that stands already, by its block and its place, is passed over.
 *
 * @returns how many were new
 */
export async function insertTransfers(tx: Tx, rows: readonly TransferRow[], now: number): Promise<number> {
  const seenAt = new Date(now);
  let added = 0;
  const news = await withoutCredited(tx, rows);
  for (let from = 0; from < news.length; from += ROWS_PER_INSERT) {
    const values = news
      .slice(from, from + ROWS_PER_INSERT)
      .map(({ blockTime, ...row }) => ({ ...row, blockTime: new Date(blockTime), seenAt }));
    added += (await tx.insert(transfers).values(values).onConflictDoNothing().returning({ id: transfers.id })).length;
  }
  return added;
}

/**
 * A send that was overlooked, and came to light as a gain of balance, stands already as what its address gained in that
 * block. Seen later by itself it adds only what is more than that: no coin is counted twice.
 */
async function withoutCredited(tx: Tx, rows: readonly TransferRow[]): Promise<readonly TransferRow[]> {
  const coins = rows.filter((row) => row.asset === NATIVE && row.txHash !== null);
  if (coins.length === 0) return rows;
  const given = coins.map(({ id, chainId, blockHash, txHash, position, to }) => ({
    id,
    chainId,
    blockHash,
    txHash,
    position,
    to,
  }));
  const found = await tx.execute<{ id: string; gain: string; credited: string }>(sql`
    select g.id, gain.id as gain, gain.amount as credited
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as g(id text, "chainId" integer, "blockHash" text, "txHash" text, position text, "to" text)
    join transfers gain on gain.chain_id = g."chainId" and gain.block_hash = g."blockHash" and gain.tx_hash is null
      and gain.position = 'balance:' || g."to"
    where not exists (
      select 1 from transfers t
      where t.chain_id = g."chainId" and t.block_hash = g."blockHash" and t.tx_hash = g."txHash" and t.position = g.position)`);
  if (found.length === 0) return rows;
  const gains = new Map(found.map(({ id, gain }) => [id, gain]));
  const left = new Map(found.map(({ gain, credited }) => [gain, BigInt(credited)]));
  return rows.flatMap((row) => {
    const gain = gains.get(row.id);
    if (gain === undefined) return row;
    const credited = left.get(gain) ?? 0n;
    const covered = row.amount < credited ? row.amount : credited;
    left.set(gain, credited - covered);
    return row.amount === covered ? [] : { ...row, amount: row.amount - covered };
  });
}
