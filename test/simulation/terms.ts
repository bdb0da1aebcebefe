import type { Sql } from "postgres";
import type { AssetRef } from "@/lib/checkout/assets";
import type { Terms } from "./plans";

/** What a session promises, as it stands in its only quote. */
export async function readTerms(sql: Sql, id: string): Promise<Terms> {
  const [session] = await sql`
    select lower(s.address) as address, r.index, s.price_minor, s.chain_id, s.asset, extract(epoch from s.created_at) * 1000 as created_ms
    from checkout_sessions s join receive_addresses r on r.session_id = s.id where s.id = ${id}`;
  const rows = await sql`
    select *, extract(epoch from expires_at) * 1000 as expires_ms, extract(epoch from grace_until) * 1000 as grace_ms
    from session_quotes where session_id = ${id} order by number, position`;
  const [quote] = rows;
  if (!session || !quote) throw new Error("a session has a quote");
  return {
    id,
    address: session.address,
    index: session.index,
    price: BigInt(session.price_minor),
    under: BigInt(quote.tolerance_under),
    over: BigInt(quote.tolerance_over),
    dust: BigInt(quote.dust),
    chosen: { chainId: session.chain_id, asset: session.asset as AssetRef },
    createdAt: Number(session.created_ms),
    expiresAt: Number(quote.expires_ms),
    graceUntil: Number(quote.grace_ms),
    lines: rows.map((row) => ({
      chainId: row.chain_id,
      asset: row.asset as AssetRef,
      due: BigInt(row.due),
      minDue: BigInt(row.min_due),
      maxOk: BigInt(row.max_ok),
      confirmations: row.confirmations,
    })),
  };
}
