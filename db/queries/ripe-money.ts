import { sql } from "drizzle-orm";
import type { Tx } from "../client";

/** Money of one session that reaches its confirmations in a window. */
export type RipeMoney = {
  readonly sessionId: string;
  /** What the session asks for, minor units of its currency. */
  readonly priceMinor: bigint;
  readonly currency: string;
  /** Height of the block that gives the last confirmation. */
  readonly number: number;
};

/** Of this window: money found in it, and money stored below it, that a quote values. */
export async function findRipeMoney(
  db: Tx,
  {
    chainId,
    livemode,
    from,
    to,
    found,
  }: {
    chainId: number;
    livemode: boolean;
    from: number;
    to: number;
    found: readonly { readonly to: string; readonly asset: string; readonly blockNumber: number }[];
  },
): Promise<RipeMoney[]> {
  const given = JSON.stringify(found.map(({ to: address, asset, blockNumber }) => ({ address, asset, number: blockNumber })));
  const rows = await db.execute<{ id: string; price_minor: string; currency: string; number: string }>(sql`
    select s.id, s.price_minor, s.currency, max(money.number + q.confirmations - 1) as number
    from (
      select t.session_id, t.asset, t.block_number as number
      from checkout_sessions c
      join transfers t on t.session_id = c.id and t.chain_id = ${chainId} and t.block_number < ${from}
      join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash and b.orphaned_at is null
      where c.confirming
      union all
      select r.session_id, g.asset, g.number
      from jsonb_to_recordset(${given}::jsonb) as g(address text, asset text, number bigint)
      join receive_addresses r on r.address = g.address
      join wallets w on w.id = r.wallet_id and w.livemode = ${livemode}
    ) money
    join checkout_sessions s on s.id = money.session_id
    join session_quotes q on q.session_id = s.id and q.chain_id = ${chainId} and q.asset = money.asset
    where money.number + q.confirmations - 1 between ${from} and ${to}
    group by s.id`);
  return rows.map((row) => ({
    sessionId: row.id,
    priceMinor: BigInt(row.price_minor),
    currency: row.currency,
    number: Number(row.number),
  }));
}
