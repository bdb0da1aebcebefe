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

const TEXT_COLUMNS = { quotes: "json", data: "json" } as const;

const statements = { heard: makeStatement({ isHeard: true }), unheard: makeStatement({ isHeard: false }) };

/**
 * The one statement that writes sessions which came together (docs/decisions/0007): without a link, without an idempotency
 * key, and all of them heard of by an endpoint, or none.
 */
export function jointStatement(inputs: readonly NewSession[], { isHeard }: { isHeard: boolean }) {
  return { text: isHeard ? statements.heard : statements.unheard, values: [`[${inputs.map(rowText).join()}]`] };
}

function makeStatement({ isHeard }: { isHeard: boolean }): string {
  const ours = { reserved: "g.reserved", instance: "g.instance", merchant_id: "g.merchant_id", livemode: "g.livemode" };
  const delivery = `, delivery as (
      insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
      select delivery_id(e.id, w.id), e.id, w.id, e.merchant_id, e.livemode, 'pending', e.created_at, e.created_at
      from event e
      join webhook_endpoints w on ${isListening({ merchant_id: "e.merchant_id", livemode: "e.livemode" })}
      where e.type = any(w.events) or '*' = any(w.events)
      returning 1
    )`;
  const written = Object.keys(SESSION_COLUMNS);
  const quoted = Object.keys(QUOTE_COLUMNS);
  return `
    with given as (
      select * from json_to_recordset($1::text::json) as g(${typed({ ...SESSION_COLUMNS, ...BESIDE_COLUMNS, ...TEXT_COLUMNS })})
    ), claimed as (
      update receive_addresses a set session_id = g.id, reserved_by = null, reserved_until = null
      from given g
      where ${isOurs(ours, { isHeard })}
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
    )${isHeard ? delivery : ""}
    select ${isHeard ? "(select count(*) from delivery)" : "0"} as deliveries`;
}

/** As JSON, into which the event's data goes as the text that it is. */
function rowText(input: NewSession): string {
  const row = JSON.stringify({ ...sessionRow(input), ...besideRow(input) });
  return `${row.slice(0, -1)},"quotes":${JSON.stringify(quoteRows(input))},"data":${input.data}}`;
}
