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

/** A transfer as far as its coming matters to others: `asset` as in {@link TransferRow}. */
export type Added = { readonly asset: string; readonly to: string; readonly blockNumber: number };

/**
 * Adds what the chain showed. A transfer that stands already, by its block and its place, is passed over.
 *
 * @returns what was new
 */
export async function insertTransfers(tx: Tx, rows: readonly TransferRow[], now: number): Promise<Added[]> {
  const seenAt = new Date(now);
  const added: Added[] = [];
  const news = await withoutCredited(tx, rows);
  for (let from = 0; from < news.length; from += ROWS_PER_INSERT) {
    const values = news
      .slice(from, from + ROWS_PER_INSERT)
      .map(({ blockTime, ...row }) => ({ ...row, blockTime: new Date(blockTime), seenAt }));
    const { asset, to, blockNumber } = transfers;
    added.push(...(await tx.insert(transfers).values(values).onConflictDoNothing().returning({ asset, to, blockNumber })));
  }
  return added;
}

/**
 * A send that was overlooked, and came to light as a gain of balance, stands already as what its address gained in that
 * block; or in a later one, where no node kept the state in between. Seen by itself it adds only what is more than that: no
 * coin is counted twice. A gain whose balance was explained at the send's block, or above, is other money.
 */
async function withoutCredited(tx: Tx, rows: readonly TransferRow[]): Promise<readonly TransferRow[]> {
  const coins = rows.filter((row) => row.asset === NATIVE && row.txHash !== null);
  if (coins.length === 0) return rows;
  const given = coins.map(({ id, chainId, blockHash, blockNumber, txHash, position, to }) => ({
    id,
    chainId,
    blockHash,
    blockNumber,
    txHash,
    position,
    to,
  }));
  const found = await tx.execute<{ id: string; gain: string; credited: string; is_here: boolean }>(sql`
    select g.id, gain.id as gain, gain.amount as credited, gain.block_hash = g."blockHash" as is_here
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as g(id text, "chainId" integer, "blockHash" text, "blockNumber" bigint, "txHash" text, position text, "to" text)
    join transfers gain on gain.chain_id = g."chainId" and gain."to" = g."to" and gain.asset = ${NATIVE} and gain.tx_hash is null
    join blocks b on b.chain_id = gain.chain_id and b.hash = gain.block_hash
    where (gain.block_hash = g."blockHash" or (
        gain.block_number > g."blockNumber" and b.orphaned_at is null and coalesce(gain.came_after, 0) < g."blockNumber"))
      and not exists (
        select 1 from transfers t
        where t.chain_id = g."chainId" and t.block_hash = g."blockHash" and t.tx_hash = g."txHash" and t.position = g.position)
    order by gain.block_number`);
  if (found.length === 0) return rows;
  const left = new Map(found.map(({ gain, credited }) => [gain, BigInt(credited)]));
  return rows.flatMap((row) => {
    const all = found.filter(({ id }) => id === row.id);
    const here = all.filter((one) => one.is_here);
    let amount = row.amount;
    for (const { gain } of here.length > 0 ? here : all) {
      const credited = left.get(gain) ?? 0n;
      const covered = amount < credited ? amount : credited;
      left.set(gain, credited - covered);
      amount -= covered;
    }
    if (amount === row.amount) return row;
    return amount === 0n ? [] : { ...row, amount };
  });
}
