import { sql } from "drizzle-orm";
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
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    const values = rows
      .slice(from, from + ROWS_PER_INSERT)
      .map(({ blockTime, ...row }) => ({ ...row, blockTime: new Date(blockTime), seenAt }));
    added += (await tx.insert(transfers).values(values).onConflictDoNothing().returning({ id: transfers.id })).length;
  }
  return added;
}
