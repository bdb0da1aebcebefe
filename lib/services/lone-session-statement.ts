import type { NewSession } from "./insert-session";
import {
  BESIDE_COLUMNS,
  besideRow,
  isListening,
  isOurs,
  QUOTE_COLUMNS,
  quoteRows,
  SESSION_COLUMNS,
  sessionRow,
  typed,
} from "./session-row";

type Parts = { readonly hasLink: boolean; readonly hasAnswer: boolean; readonly isHeard: boolean };
type Value = string | number | boolean | readonly string[] | null;

const PLAIN_COLUMNS = { ...SESSION_COLUMNS, ...BESIDE_COLUMNS, quotes: "json", data: "json" } as const;
/** After them, where there is one: a value that a statement does not name has no type. */
const LINK_COLUMNS = { link_updated_at: "timestamptz" } as const;
const ANSWER_COLUMNS = { answer_key: "text", answer_hash: "text", answer_status: "integer", answer: "text" } as const;

const statements = new Map<string, string>();

/**
 * The one statement that writes a session which comes alone (docs/decisions/0007). Each of its columns is a value of its
 * own: to read them out of a JSON row, and to join that with what is written, took a fifth of the statement's time. Its
 * text is the same for every create of a kind, so that it is parsed and planned once a connection.
 */
export function loneStatement(input: NewSession): { readonly text: string; readonly values: Value[] } {
  const parts = { hasLink: input.link !== null, hasAnswer: input.keptAnswer !== null, isHeard: input.isHeard };
  const key = Object.values(parts).join();
  const text = statements.get(key) ?? makeStatement(parts);
  statements.set(key, text);
  return { text, values: valuesOf(input) };
}

/** A part that a create does not need is left out: an executor opens every table and index of its statement. */
function makeStatement({ hasLink, hasAnswer, isHeard }: Parts): string {
  const plain = Object.keys(PLAIN_COLUMNS).length;
  const given = numbered(PLAIN_COLUMNS, 1);
  const linked = numbered(LINK_COLUMNS, plain + 1);
  const kept = numbered(ANSWER_COLUMNS, plain + (hasLink ? Object.keys(LINK_COLUMNS).length : 0) + 1);
  const { id, event_id, merchant_id, livemode, created_at, reserved, instance } = given;
  const ours = { reserved, instance, merchant_id, livemode };
  const link = `link as (
      select 1 from payment_links l
      where l.id = ${given.link_id} and l.merchant_id = ${merchant_id} and l.livemode = ${livemode}
        and l.active and l.archived_at is null and l.updated_at = ${linked.link_updated_at}
        and (l.max_payments is null or l.max_payments >
          (select count(*) from checkout_sessions s where s.link_id = l.id and s.status in ('paid', 'paid_late')))
      for share of l
    ), `;
  const delivery = `, delivery as (
      insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
      select delivery_id(${event_id}, w.id), ${event_id}, w.id, ${merchant_id}, ${livemode}, 'pending', ${created_at}, ${created_at}
      from webhook_endpoints w
      where ${isListening({ merchant_id, livemode })} and ('session.created' = any(w.events) or '*' = any(w.events))
      returning 1
    )`;
  const answer = `, answer as (
      insert into idempotency_keys (merchant_id, livemode, key, request_hash, status, answer, created_at)
      values (${merchant_id}, ${livemode}, ${kept.answer_key}, ${kept.answer_hash}, ${kept.answer_status}, ${kept.answer}, ${created_at})
    )`;
  const written = { ...numbered(SESSION_COLUMNS, 1), address: `(select ${given.address} from claimed)` };
  const quoted = Object.keys(QUOTE_COLUMNS);
  return `
    with ${hasLink ? link : ""}claimed as (
      update receive_addresses a set session_id = ${id}, reserved_by = null, reserved_until = null
      where ${isOurs(ours, { isHeard })} ${hasLink ? "and exists (select from link)" : ""}
      returning 1
    ), session as (
      insert into checkout_sessions (${Object.keys(written).join(", ")}) values (${Object.values(written).join(", ")})
    ), quote as (
      insert into session_quotes (session_id, ${quoted.join(", ")})
      select ${id}, ${quoted.map((name) => `q.${name}`).join(", ")} from json_to_recordset(${given.quotes}) as q(${typed(QUOTE_COLUMNS)})
    ), event as (
      insert into events (id, merchant_id, livemode, type, session_id, key, detail, data, created_at)
      values (${event_id}, ${merchant_id}, ${livemode}, 'session.created', ${id}, 'session.created', '{}', ${given.data}, ${created_at})
    )${isHeard ? delivery : ""}${hasAnswer ? answer : ""}
    select ${isHeard ? "(select count(*) from delivery)" : "0"} as deliveries`;
}

/** Each column as the statement's value of that number and type. JSON comes as text, which no driver renders again. */
function numbered<Name extends string>(columns: Readonly<Record<Name, string>>, first: number): Readonly<Record<Name, string>> {
  const values = Object.entries<string>(columns).map(([name, type], place) => {
    const value = `$${first + place}`;
    return [name, type.startsWith("json") ? `${value}::text::${type}` : `${value}::${type}`];
  });
  return Object.fromEntries(values);
}

/** In the order of the statement's columns. */
function valuesOf(input: NewSession): Value[] {
  const { link, keptAnswer, data } = input;
  const row = sessionRow(input);
  const session = { ...row, start_serials: JSON.stringify(row.start_serials), metadata: JSON.stringify(row.metadata) };
  const values = [...Object.values(session), ...Object.values(besideRow(input)), JSON.stringify(quoteRows(input)), data];
  if (link) values.push(link.updatedAt.toISOString());
  if (keptAnswer) values.push(keptAnswer.key, keptAnswer.requestHash, keptAnswer.status, keptAnswer.answer);
  return values;
}
