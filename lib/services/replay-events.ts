import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { notFound } from "../errors";
import { endpointIsOff } from "./send-test-event";

/**
 * Sends an endpoint every event since a moment that it asks for, now: what was delivered, what was given up, and what
 * happened while it was switched off or before it was there. The same events, the same ids, the same bytes.
 *
 * @param since epoch milliseconds, included
 * @returns how many will be sent
 * @throws {ApiError} 404, 409 while the endpoint is off
 */
export async function replayEvents(tx: Tx, input: { scope: Scope; id: string; since: number; now: number }): Promise<number> {
  const { scope, id, since, now } = input;
  const endpoint = await lockEndpoint(tx, scope, id);
  if (!endpoint) throw notFound();
  if (!endpoint.active) throw endpointIsOff();
  const at = new Date(now).toISOString();
  const from = new Date(since).toISOString();
  const topics = sql`array[${sql.join(
    endpoint.events.map((topic) => sql`${topic}`),
    sql`, `,
  )}]::text[]`;
  const rows = await tx.execute(sql`
    insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
    select delivery_id(e.id, ${id}), e.id, ${id}, e.merchant_id, e.livemode, 'pending', ${at}::timestamptz, ${at}::timestamptz
    from events e
    where e.merchant_id = ${scope.merchantId} and e.livemode = ${scope.livemode} and e.created_at >= ${from}::timestamptz
      and e.type <> 'webhook.test' and (e.type = any(${topics}) or '*' = any(${topics}))
    order by e.position
    on conflict (event_id, endpoint_id) do update set
      status = 'pending', next_attempt_at = excluded.next_attempt_at,
      earlier_attempts = case when deliveries.status = 'pending' then deliveries.earlier_attempts else deliveries.attempts end
    returning 1`);
  await renderUnheard(tx, id);
  return rows.length;
}

/** An event that nobody had asked for when it was numbered has no bytes yet; one that has no number gets both later. */
async function renderUnheard(tx: Tx, endpointId: string): Promise<void> {
  await tx.execute(sql`
    update events e set body = event_body(e.id, e.type, e.livemode, e.created_at, e.sequence, e.data, e.detail)
    from deliveries d
    where d.endpoint_id = ${endpointId} and d.status = 'pending' and d.event_id = e.id and e.body is null and e.sequence is not null`);
}
