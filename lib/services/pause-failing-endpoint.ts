import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { disableEndpoint } from "./disable-endpoint";

/** The waits of a schedule are 75 hours and 35 minutes, jitter aside; a person who redelivers shortens them. */
const LONG_MS = 72 * 3_600_000;

/**
 * Switches an endpoint off that took nothing for as long as one delivery's whole schedule lasts, so that events stop
 * piling up for nobody. It says why, and what it missed can be replayed.
 *
 * @param given.deliveryId the delivery that has just had its last attempt
 * @param given.endedAt epoch milliseconds
 * @param given.outcome how that attempt ended, in a few words
 */
export async function pauseFailingEndpoint(
  tx: Tx,
  given: { endpointId: string; deliveryId: string; endedAt: number; outcome: string },
): Promise<void> {
  const { endpointId, deliveryId, endedAt, outcome } = given;
  // The endpoint is locked before its deliveries, here as everywhere.
  await tx.execute(sql`select 1 from webhook_endpoints where id = ${endpointId} for no key update`);
  const [failing] = await tx.execute<{ since: string }>(sql`
    with schedule as (
      select min(a.started_at) as since
      from deliveries d join delivery_attempts a on a.delivery_id = d.id and a.number > d.earlier_attempts
      where d.id = ${deliveryId}
    )
    select to_char(since at time zone 'UTC', 'YYYY-MM-DD') as since from schedule
    where since <= ${new Date(endedAt - LONG_MS).toISOString()}::timestamptz
      and not exists (select from deliveries d where d.endpoint_id = ${endpointId} and d.delivered_at >= since)`);
  if (!failing) return;
  const reason = `Nothing has been taken since ${failing.since}; the last attempt ended with ${outcome}.`;
  await disableEndpoint(tx, { endpointId, reason });
}
