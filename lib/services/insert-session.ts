import type { Sql } from "postgres";
import type { SessionRecord } from "../checkout/record";
import { iso } from "../checkout/session-object";

/** An idempotency key with the sealed answer that a repetition gets. */
export type KeptAnswer = { readonly key: string; readonly requestHash: string; readonly status: number; readonly answer: string };

export type NewSession = {
  readonly record: SessionRecord;
  /** The session object, as JSON: the data of its event. */
  readonly data: string;
  readonly eventId: string;
  /** The reserved receive address, by wallet and index. */
  readonly place: { readonly walletId: string; readonly index: number };
  readonly instance: string;
  /** As it was when the price was read from it: a link changed since then makes no session. */
  readonly link: { readonly id: string; readonly updatedAt: Date } | null;
  readonly visitorHash: string | null;
  readonly keptAnswer: KeptAnswer | null;
  /** Whether an endpoint may want to hear of it. A wrong `false` makes no session: the statement looks again. */
  readonly isHeard: boolean;
};

export type Inserted =
  | { readonly kind: "inserted"; readonly deliveries: number }
  /** Nothing was written: the idempotency key is taken · the order has an open session · the address or the link is gone. */
  | { readonly kind: "repeated" | "order_open" | "stale" };

/**
 * Creates a session in ONE statement (docs/decisions/0007): claims the reserved address, writes the session, its quote,
 * `session.created` with a delivery for each endpoint, and the idempotent answer. All or nothing by constraints alone: an
 * address that is no longer ours leaves `address` null, a second key or a second open session of an order breaks a unique
 * index, and each of these takes the whole statement back.
 */
export async function insertSession(sql: Sql, input: NewSession): Promise<Inserted> {
  try {
    const [row] = await insert(sql, input);
    return { kind: "inserted", deliveries: Number(row?.deliveries ?? 0) };
  } catch (error) {
    return { kind: refusalOf(error) };
  }
}

function insert(sql: Sql, input: NewSession) {
  const { record, data, eventId, place, instance, link, visitorHash, keptAnswer, isHeard } = input;
  const { facts } = record;
  const { session } = facts;
  const createdAt = iso(record.createdAt);
  // A part that a create does not need is left out: an executor opens every table and index of its statement.
  const lockedLink = link
    ? sql`link as (
        select 1 from payment_links l
        where l.id = ${link.id} and l.merchant_id = ${record.merchantId} and l.livemode = ${record.livemode}
          and l.active and l.archived_at is null and l.updated_at = ${link.updatedAt.toISOString()}::timestamptz
          and (l.max_payments is null or l.max_payments >
            (select count(*) from checkout_sessions s where s.link_id = l.id and s.status in ('paid', 'paid_late')))
        for share of l
      ),`
    : sql``;
  const answer = keptAnswer
    ? sql`, answer as (
        insert into idempotency_keys (merchant_id, livemode, key, request_hash, status, answer, created_at)
        select merchant_id, livemode, ${keptAnswer.key}, ${keptAnswer.requestHash}, ${keptAnswer.status}::integer,
          ${keptAnswer.answer}, ${createdAt}::timestamptz
        from session
      )`
    : sql``;
  const delivery = sql`, delivery as (
      insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
      select delivery_id(e.id, w.id), e.id, w.id, e.merchant_id, e.livemode, 'pending', ${createdAt}::timestamptz,
        ${createdAt}::timestamptz
      from event e
      join webhook_endpoints w on w.merchant_id = e.merchant_id and w.livemode = e.livemode
      where w.active and w.deleted_at is null and (e.type = any(w.events) or '*' = any(w.events))
      returning 1
    )`;
  return sql<{ deliveries: string }[]>`
    with ${lockedLink} claimed as (
      update receive_addresses set session_id = ${record.id}, reserved_by = null, reserved_until = null
      where wallet_id = ${place.walletId} and index = ${place.index} and session_id is null and reserved_by = ${instance}
        and exists (select from wallets w where w.id = wallet_id and w.active)
        ${link ? sql`and exists (select from link)` : sql``}
        ${
          isHeard
            ? sql``
            : sql`and not exists (select from webhook_endpoints w where w.merchant_id = ${record.merchantId}
                and w.livemode = ${record.livemode} and w.active and w.deleted_at is null)`
        }
      returning 1
    ), session as (
      insert into checkout_sessions (
        id, merchant_id, livemode, link_id, visitor_hash, version, created_at, updated_at,
        price_minor, currency, chain_id, asset, address, hold_blocks, start_serials,
        status, flags, received, remaining, overpaid, expires_at, grace_until, confirming, look_at,
        description, metadata, success_url, success_message, cancel_url, return_url, customer_email,
        client_reference_id, holds_reference
      ) values (
        ${record.id}, ${record.merchantId}, ${record.livemode}, ${record.linkId}, ${visitorHash}, ${record.version},
        ${createdAt}::timestamptz, ${createdAt}::timestamptz,
        ${session.price.minor.toString()}::bigint, ${session.price.currency}, ${session.chosen.chainId}, ${session.chosen.asset},
        (select ${record.address}::text from claimed), ${session.holdBlocks},
        ${JSON.stringify(Object.fromEntries(session.startSerials))}::jsonb,
        ${record.status}, '{}', ${record.received.toString()}::numeric, ${record.remaining.toString()}::numeric,
        ${record.overpaid.toString()}::numeric, ${iso(record.expiresAt)}::timestamptz, ${iso(record.graceUntil)}::timestamptz,
        ${record.confirming}, ${record.lookAt === null ? null : iso(record.lookAt)}::timestamptz,
        ${record.description}, ${JSON.stringify(record.metadata)}::jsonb, ${record.successUrl}, ${record.successMessage},
        ${record.cancelUrl}, ${record.returnUrl}, ${record.customerEmail},
        ${record.clientReferenceId}, ${record.clientReferenceId !== null}
      )
      returning id, merchant_id, livemode
    ), quote as (
      insert into session_quotes (
        session_id, number, chain_id, asset, position, address, starts_at, expires_at, grace_until,
        tolerance_under, tolerance_over, dust, due, min_due, max_ok, confirmations, rate
      )
      select session.id, q.number, q.chain_id, q.asset, q.position, q.address, q.starts_at, q.expires_at, q.grace_until,
        q.tolerance_under, q.tolerance_over, q.dust, q.due, q.min_due, q.max_ok, q.confirmations, q.rate
      from session, json_to_recordset(${quoteRows(record)}::json) as q(
        number smallint, chain_id integer, asset text, position smallint, address text, starts_at timestamptz,
        expires_at timestamptz, grace_until timestamptz, tolerance_under bigint, tolerance_over bigint, dust bigint,
        due numeric, min_due numeric, max_ok numeric, confirmations integer, rate json
      )
    ), event as (
      insert into events (id, merchant_id, livemode, type, session_id, key, detail, data, created_at)
      select ${eventId}, merchant_id, livemode, 'session.created', id, 'session.created', '{}', ${data}::json,
        ${createdAt}::timestamptz
      from session
      returning id, merchant_id, livemode, type
    ) ${isHeard ? delivery : sql``} ${answer}
    select ${isHeard ? sql`(select count(*) from delivery)` : sql`0`} as deliveries`;
}

/** Amounts as texts: JSON numbers would be read through a float by others than PostgreSQL. */
function quoteRows({ facts }: SessionRecord): string {
  const rows = facts.quotes.flatMap((quote) =>
    quote.methods.map((line, position) => ({
      number: quote.number,
      position,
      starts_at: iso(quote.startsAt),
      expires_at: iso(quote.expiresAt),
      grace_until: iso(quote.graceUntil),
      tolerance_under: quote.tolerance.under.toString(),
      tolerance_over: quote.tolerance.over.toString(),
      dust: quote.tolerance.dust.toString(),
      chain_id: line.chainId,
      asset: line.asset,
      address: line.address,
      due: line.due.toString(),
      min_due: line.minDue.toString(),
      max_ok: line.maxOk.toString(),
      confirmations: line.confirmations,
      rate: line.rate,
    })),
  );
  return JSON.stringify(rows);
}

const UNIQUE_VIOLATION = "23505";
const NOT_NULL_VIOLATION = "23502";

/** By code and constraint, never by text. Anything else is not a refusal and goes on as the error it is. */
function refusalOf(error: unknown): "repeated" | "order_open" | "stale" {
  const {
    code,
    table_name: table,
    column_name: column,
    constraint_name: constraint,
  } = error as Record<string, string | undefined>;
  if (code === UNIQUE_VIOLATION && table === "idempotency_keys") return "repeated";
  if (code === UNIQUE_VIOLATION && constraint === "checkout_sessions_reference") return "order_open";
  if (code === NOT_NULL_VIOLATION && table === "checkout_sessions" && column === "address") return "stale";
  throw error;
}
