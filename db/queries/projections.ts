import { sql } from "drizzle-orm";
import type { SessionRecord } from "@/lib/checkout/record";
import { isOpen, type Settlement } from "@/lib/checkout/session";
import type { Tx } from "../client";
import { settlements } from "../schema";

/** Writes back what was derived of these sessions, in one statement. A session that is open no more frees its order. */
export async function writeProjections(tx: Tx, records: readonly SessionRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = JSON.stringify(records.map(toRow));
  await tx.execute(sql`
    update checkout_sessions s
    set status = g.status, flags = g.flags, received = g.received, remaining = g.remaining, overpaid = g.overpaid,
      completing_id = g.completing_id, tx_hash = g.tx_hash, paid_at = g.paid_at, confirming = g.confirming,
      look_at = g.look_at, version = g.version, updated_at = g.updated_at,
      holds_reference = s.holds_reference and g.is_open
    from json_to_recordset(${rows}::json) as g(
      id text, status text, flags text[], received numeric, remaining numeric, overpaid numeric, completing_id text,
      tx_hash text, paid_at timestamptz, confirming boolean, look_at timestamptz, version integer,
      updated_at timestamptz, is_open boolean
    )
    where s.id = g.id`);
}

export async function insertSettlements(tx: Tx, settled: ReadonlyMap<string, Settlement>): Promise<void> {
  if (settled.size === 0) return;
  await tx.insert(settlements).values(
    [...settled].map(([sessionId, { status, completingId, txHash, countedIds, over, paidAt }]) => ({
      sessionId,
      status,
      completingId,
      txHash,
      countedIds: [...countedIds],
      over,
      paidAt: new Date(paidAt),
    })),
  );
}

/**
 * Leaves these sessions to the next transaction that settles what is due: no moment lies before the first one, so they are
 * at once, and first. Takes their row locks in the order of ids.
 */
export async function putOff(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    with locked as (
      select id from checkout_sessions
      where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      order by id for update
    )
    update checkout_sessions s set look_at = ${PUT_OFF} from locked where s.id = locked.id`);
}

/** The moment to look at a session that has been put off. */
export const PUT_OFF = sql`to_timestamp(0)`;

/** Amounts as texts: JSON numbers would be read through a float by others than PostgreSQL. */
function toRow(record: SessionRecord) {
  const { id, status, flags, version, confirming, paidAt, lookAt } = record;
  return {
    id,
    status,
    flags,
    version,
    confirming,
    received: record.received.toString(),
    remaining: record.remaining.toString(),
    overpaid: record.overpaid.toString(),
    completing_id: record.completingId,
    tx_hash: record.txHash,
    paid_at: paidAt === null ? null : new Date(paidAt),
    look_at: lookAt === null ? null : new Date(lookAt),
    updated_at: new Date(record.updatedAt),
    is_open: isOpen(status),
  };
}
