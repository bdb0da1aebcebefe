import { sql } from "drizzle-orm";
import type { EventDetail, EventType } from "@/lib/checkout/event";
import type { SessionObject } from "@/lib/checkout/session-object";
import type { Tx } from "../client";

export type OutboxEvent = {
  /** `evt_…` */
  readonly id: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly type: EventType;
  readonly sessionId: string;
  readonly key: string;
  readonly detail: EventDetail;
  /** The session as this event finds it (I11). */
  readonly data: SessionObject;
};

/**
 * Writes events, and a delivery for each active endpoint that asked for them, in the caller's transaction: fact and
 * announcement commit together. A key that stands already is passed over with its deliveries.
 */
export async function insertEvents(tx: Tx, events: readonly OutboxEvent[], now: number): Promise<void> {
  if (events.length === 0) return;
  const rows = JSON.stringify(
    events.map(({ merchantId, sessionId, ...rest }) => ({ ...rest, merchant_id: merchantId, session_id: sessionId })),
  );
  const at = new Date(now).toISOString();
  await tx.execute(sql`
    with given as (
      select * from rows from (json_to_recordset(${rows}::json)
        as (id text, merchant_id text, livemode boolean, type text, session_id text, key text, detail jsonb, data json)
      ) with ordinality as g(id, merchant_id, livemode, type, session_id, key, detail, data, nr)
    ), inserted as (
      insert into events (id, merchant_id, livemode, type, session_id, key, detail, data, created_at)
      select id, merchant_id, livemode, type, session_id, key, detail, data, ${at}::timestamptz from given order by nr
      on conflict (session_id, key) do nothing
      returning id, merchant_id, livemode, type
    )
    insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
    select delivery_id(e.id, w.id), e.id, w.id, e.merchant_id, e.livemode, 'pending', ${at}::timestamptz, ${at}::timestamptz
    from inserted e
    join webhook_endpoints w on w.merchant_id = e.merchant_id and w.livemode = e.livemode
    where w.active and w.deleted_at is null and (e.type = any(w.events) or '*' = any(w.events))`);
}

/** The channel on which open pages hear that a session changed. */
export const SESSIONS_CHANNEL = "florin_sessions";

/** PostgreSQL refuses a payload of 8000 bytes (its NOTIFY documentation). */
const IDS_PER_NOTICE = 200;

/** Tells every process, when this transaction commits, which sessions to look at again. */
export async function notifySessions(tx: Tx, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += IDS_PER_NOTICE) {
    const payload = JSON.stringify(ids.slice(from, from + IDS_PER_NOTICE));
    await tx.execute(sql`select pg_notify(${SESSIONS_CHANNEL}, ${payload})`);
  }
}
