import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { conflict, notFound } from "../errors";
import { newId } from "../ids";

/**
 * Puts a `webhook.test` event into the outbox for this endpoint alone, whatever types it asks for.
 *
 * @returns the delivery's id
 * @throws {ApiError} 404, 409 while the endpoint is off
 */
export async function sendTestEvent(tx: Tx, input: { scope: Scope; id: string; now: number }): Promise<string> {
  const { scope, id, now } = input;
  const endpoint = await lockEndpoint(tx, scope, id);
  if (!endpoint) throw notFound();
  if (!endpoint.active) throw endpointIsOff();
  const eventId = newId("event");
  const at = new Date(now).toISOString();
  const data = JSON.stringify({ object: "webhook_endpoint", id, url: endpoint.url, events: endpoint.events });
  const [row] = await tx.execute<{ id: string }>(sql`
    with event as (
      insert into events (id, merchant_id, livemode, type, key, detail, data, created_at)
      values (${eventId}, ${scope.merchantId}, ${scope.livemode}, 'webhook.test', ${eventId}, '{}', ${data}::json, ${at}::timestamptz)
      returning id, merchant_id, livemode, created_at
    )
    insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
    select delivery_id(id, ${id}), id, ${id}, merchant_id, livemode, 'pending', created_at, created_at from event
    returning id`);
  if (!row) throw new Error("an inserted delivery was not returned");
  return row.id;
}

export function endpointIsOff() {
  return conflict("endpoint_inactive", "This webhook endpoint is switched off. Switch it on first.");
}
