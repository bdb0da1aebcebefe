import type { Quote } from "../checkout/quote";
import { iso } from "../checkout/session-object";
import type { NewSession } from "./insert-session";

/** What a create writes of a session, with its types; the rest of the row has its defaults. */
const SESSION_COLUMNS = {
  id: "text",
  merchant_id: "text",
  livemode: "boolean",
  link_id: "text",
  visitor_hash: "text",
  version: "integer",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  price_minor: "bigint",
  currency: "text",
  chain_id: "integer",
  asset: "text",
  address: "text",
  hold_blocks: "integer",
  start_serials: "jsonb",
  status: "text",
  flags: "text[]",
  received: "numeric",
  remaining: "numeric",
  overpaid: "numeric",
  expires_at: "timestamptz",
  grace_until: "timestamptz",
  confirming: "boolean",
  look_at: "timestamptz",
  description: "text",
  metadata: "jsonb",
  success_url: "text",
  success_message: "text",
  cancel_url: "text",
  return_url: "text",
  customer_email: "text",
  client_reference_id: "text",
  holds_reference: "boolean",
} as const;

const QUOTE_COLUMNS = {
  number: "smallint",
  chain_id: "integer",
  asset: "text",
  position: "smallint",
  address: "text",
  starts_at: "timestamptz",
  expires_at: "timestamptz",
  grace_until: "timestamptz",
  tolerance_under: "bigint",
  tolerance_over: "bigint",
  dust: "bigint",
  due: "numeric",
  min_due: "numeric",
  max_ok: "numeric",
  confirmations: "integer",
  rate: "json",
} as const;

/** What the statement is told beside the row. */
const BESIDE_COLUMNS = {
  event_id: "text",
  reserved: "text",
  instance: "text",
  link_updated_at: "timestamptz",
  answer_key: "text",
  answer_hash: "text",
  answer_status: "integer",
  answer: "text",
} as const;

/** The longest of a row. A row that comes alone brings them as values of their own, which are read once less. */
const TEXT_COLUMNS = { quotes: "json", data: "json" } as const;

type Row<Columns> = Readonly<Record<keyof Columns, unknown>>;
export type Parts = {
  readonly isAlone: boolean;
  readonly hasLink: boolean;
  readonly hasAnswer: boolean;
  readonly isHeard: boolean;
};

const statements = new Map<string, string>();

/**
 * The one statement that writes sessions (docs/decisions/0007), for the values of {@link statementValues}. Its text is the
 * same for every create of a kind, so that it is parsed and planned once a connection. Only rows without a link and
 * without an idempotency key go together.
 */
export function sessionStatement(parts: Parts): string {
  const key = Object.values(parts).join();
  const statement = statements.get(key) ?? makeStatement(parts);
  statements.set(key, statement);
  return statement;
}

/**
 * A part that a create does not need is left out: an executor opens every table and index of its statement. The
 * reserved address has one way to be found, its own index: in that of the free ones (hence `coalesce`) stand also those that
 * were taken, until they are cleaned up, and by its wallet all of the wallet's.
 */
function makeStatement({ isAlone, hasLink, hasAnswer, isHeard }: Parts): string {
  const row = { ...SESSION_COLUMNS, ...BESIDE_COLUMNS };
  // The planner takes any number of rows for a hundred, and would read whole tables for them: one row must say so.
  const given = isAlone
    ? `select g.*, $2::text::json as quotes, $3::text::json as data from json_to_recordset($1::text::json) as g(${typed(row)}) limit 1`
    : `select * from json_to_recordset($1::text::json) as g(${typed({ ...row, ...TEXT_COLUMNS })})`;
  const link = `, link as (
      select 1 from given g join payment_links l on l.id = g.link_id and l.merchant_id = g.merchant_id and l.livemode = g.livemode
      where l.active and l.archived_at is null and l.updated_at = g.link_updated_at
        and (l.max_payments is null or l.max_payments >
          (select count(*) from checkout_sessions s where s.link_id = l.id and s.status in ('paid', 'paid_late')))
      for share of l
    )`;
  const unheard = `and not exists (
        select from webhook_endpoints w
        where w.merchant_id = g.merchant_id and w.livemode = g.livemode and w.active and w.deleted_at is null)`;
  const delivery = `, delivery as (
      insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
      select delivery_id(e.id, w.id), e.id, w.id, e.merchant_id, e.livemode, 'pending', e.created_at, e.created_at
      from event e
      join webhook_endpoints w on w.merchant_id = e.merchant_id and w.livemode = e.livemode
      where w.active and w.deleted_at is null and (e.type = any(w.events) or '*' = any(w.events))
      returning 1
    )`;
  const answer = `, answer as (
      insert into idempotency_keys (merchant_id, livemode, key, request_hash, status, answer, created_at)
      select s.merchant_id, s.livemode, g.answer_key, g.answer_hash, g.answer_status, g.answer, g.created_at
      from session s join given g on g.id = s.id
    )`;
  const written = Object.keys(SESSION_COLUMNS);
  const quoted = Object.keys(QUOTE_COLUMNS);
  return `
    with given as (
      ${given}
    )${hasLink ? link : ""}, claimed as (
      update receive_addresses a set session_id = g.id, reserved_by = null, reserved_until = null
      from given g
      where a.address = g.reserved and a.reserved_by = g.instance and coalesce(a.session_id, '') = ''
        and (select w.active from wallets w where w.id = a.wallet_id)
        ${hasLink ? "and exists (select from link)" : ""}
        ${isHeard ? "" : unheard}
      returning g.id, g.address
    ), session as (
      insert into checkout_sessions (${written.join(", ")})
      select ${written.map((name) => (name === "address" ? "(select c.address from claimed c where c.id = g.id)" : `g.${name}`)).join(", ")} from given g
      returning id, merchant_id, livemode
    ), quote as (
      insert into session_quotes (session_id, ${quoted.join(", ")})
      select s.id, ${quoted.map((name) => `q.${name}`).join(", ")}
      from session s join given g on g.id = s.id, json_to_recordset(g.quotes) as q(${typed(QUOTE_COLUMNS)})
    ), event as (
      insert into events (id, merchant_id, livemode, type, session_id, key, detail, data, created_at)
      select g.event_id, s.merchant_id, s.livemode, 'session.created', s.id, 'session.created', '{}', g.data, g.created_at
      from session s join given g on g.id = s.id
      returning id, merchant_id, livemode, type, created_at
    )${isHeard ? delivery : ""}${hasAnswer ? answer : ""}
    select ${isHeard ? "(select count(*) from delivery)" : "0"} as deliveries`;
}

function typed(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ");
}

/**
 * Sessions as the statement's values. Amounts are texts: JSON numbers would be read through a float by others than PostgreSQL.
 * The event's data goes in as the text that it is.
 */
export function statementValues(inputs: readonly NewSession[]): string[] {
  const [only, ...others] = inputs.map((input) => {
    const quotes = JSON.stringify(input.record.facts.quotes.flatMap(quoteRows));
    return { row: JSON.stringify(given(input)), quotes, data: input.data };
  });
  if (only && others.length === 0) return [`[${only.row}]`, only.quotes, only.data];
  const rows = [only, ...others].map((one) => one && `${one.row.slice(0, -1)},"quotes":${one.quotes},"data":${one.data}}`);
  return [`[${rows.join()}]`];
}

function given({ record, eventId, place, instance, link, visitorHash, keptAnswer }: NewSession) {
  const { session } = record.facts;
  const createdAt = iso(record.createdAt);
  return {
    id: record.id,
    merchant_id: record.merchantId,
    livemode: record.livemode,
    link_id: record.linkId,
    visitor_hash: visitorHash,
    version: record.version,
    created_at: createdAt,
    updated_at: createdAt,
    price_minor: session.price.minor.toString(),
    currency: session.price.currency,
    chain_id: session.chosen.chainId,
    asset: session.chosen.asset,
    address: record.address,
    hold_blocks: session.holdBlocks,
    start_serials: Object.fromEntries(session.startSerials),
    status: record.status,
    flags: record.flags,
    received: record.received.toString(),
    remaining: record.remaining.toString(),
    overpaid: record.overpaid.toString(),
    expires_at: iso(record.expiresAt),
    grace_until: iso(record.graceUntil),
    confirming: record.confirming,
    look_at: record.lookAt === null ? null : iso(record.lookAt),
    description: record.description,
    metadata: record.metadata,
    success_url: record.successUrl,
    success_message: record.successMessage,
    cancel_url: record.cancelUrl,
    return_url: record.returnUrl,
    customer_email: record.customerEmail,
    client_reference_id: record.clientReferenceId,
    holds_reference: record.clientReferenceId !== null,
    event_id: eventId,
    reserved: place.address,
    instance,
    link_updated_at: link?.updatedAt ?? null,
    answer_key: keptAnswer?.key ?? null,
    answer_hash: keptAnswer?.requestHash ?? null,
    answer_status: keptAnswer?.status ?? null,
    answer: keptAnswer?.answer ?? null,
  } satisfies Row<typeof SESSION_COLUMNS & typeof BESIDE_COLUMNS>;
}

function quoteRows(quote: Quote): Row<typeof QUOTE_COLUMNS>[] {
  const { under, over, dust } = quote.tolerance;
  const shared = {
    number: quote.number,
    starts_at: iso(quote.startsAt),
    expires_at: iso(quote.expiresAt),
    grace_until: iso(quote.graceUntil),
    tolerance_under: under.toString(),
    tolerance_over: over.toString(),
    dust: dust.toString(),
  };
  return quote.methods.map((line, position) => ({
    ...shared,
    chain_id: line.chainId,
    asset: line.asset,
    position,
    address: line.address,
    due: line.due.toString(),
    min_due: line.minDue.toString(),
    max_ok: line.maxOk.toString(),
    confirmations: line.confirmations,
    rate: line.rate,
  }));
}
