import type { Database } from "@/db/client";
import { planByIndex } from "@/db/queries/plan-by-index";
import { MAX_ATTEMPTS } from "../webhooks/retry";
import { ATTEMPT_TIMEOUT_MS } from "../webhooks/send";

/** Attempts in flight to one endpoint: one that hangs holds no more than these. */
export const MAX_PER_ENDPOINT = 16;
/** After so long a claim whose result was never written is free again. Far above the attempt's own time limit. */
export const LEASE_MS = 4 * ATTEMPT_TIMEOUT_MS;

/** An attempt that has been counted and is now to be made. */
export type ClaimedDelivery = {
  readonly id: string;
  /** Attempt number in the delivery's whole history, from 1. */
  readonly number: number;
  /** Attempt number in its present schedule, from 1. */
  readonly scheduled: number;
  readonly eventId: string;
  /** The event's stored bytes. */
  readonly body: string;
  readonly endpointId: string;
  readonly url: string;
  readonly secretSealed: string;
  /** Null unless the secret before it still signs too. */
  readonly previousSecretSealed: string | null;
  readonly livemode: boolean;
};

/**
 * Takes due deliveries for this process: counts the attempt, leases it, opens its record. Committed before anything is
 * sent, so a crash later costs an attempt and never a delivery. Endpoints take turns; the ones in `inFlight` get only
 * what is left of their share. What is due but can never be sent (its endpoint is off, its last attempt crashed) is
 * abandoned here.
 */
export async function claimDeliveries(
  { sql }: Database,
  input: { now: number; limit: number; inFlight: ReadonlyMap<string, number> },
): Promise<readonly ClaimedDelivery[]> {
  const now = new Date(input.now).toISOString();
  const leaseUntil = new Date(input.now + LEASE_MS).toISOString();
  const busy = JSON.stringify([...input.inFlight].map(([endpoint_id, count]) => ({ endpoint_id, count })));
  // Nobody waits for the disk: a claim that the database's own crash loses is a claim that was never made.
  // `waiting` hops through the index from one endpoint to the next, so a long queue of one costs the others nothing.
  const [, , claimed] = await sql.begin((tx) => [
    planByIndex(tx),
    tx`select set_config('synchronous_commit', 'off', true)`,
    tx<ClaimedDelivery[]>`
    with recursive waiting (endpoint_id) as (
      (select endpoint_id from deliveries where status = 'pending' order by endpoint_id limit 1)
      union all
      select (
        select d.endpoint_id from deliveries d
        where d.status = 'pending' and d.endpoint_id > w.endpoint_id order by d.endpoint_id limit 1
      ) from waiting w where w.endpoint_id is not null
    ), turn as (
      select w.id, w.active, ${MAX_PER_ENDPOINT}::int - coalesce(b.count, 0) as free
      from waiting join webhook_endpoints w on w.id = waiting.endpoint_id
      left join jsonb_to_recordset(${busy}::jsonb) as b(endpoint_id text, count int) on b.endpoint_id = w.id
      order by random()
    ), due as (
      select d.id, turn.active and d.attempts - d.earlier_attempts < ${MAX_ATTEMPTS}::int as alive
      from turn cross join lateral (
        select d.id, d.attempts, d.earlier_attempts from deliveries d
        where d.endpoint_id = turn.id and d.status = 'pending' and d.next_attempt_at <= ${now}::timestamptz
          and (d.lease_until is null or d.lease_until <= ${now}::timestamptz)
          and (select e.body is not null from events e where e.id = d.event_id)
        order by d.next_attempt_at limit greatest(turn.free, 0) for update of d skip locked
      ) d
      limit ${input.limit}::int
    ), claimed as (
      update deliveries d set
        status = case when due.alive then 'pending' else 'abandoned' end,
        attempts = d.attempts + due.alive::int,
        lease_until = case when due.alive then ${leaseUntil}::timestamptz end
      from due where d.id = due.id
      returning d.*, due.alive
    ), opened as (
      insert into delivery_attempts (delivery_id, number, started_at)
      select id, attempts, ${now}::timestamptz from claimed where alive
    )
    select c.id, c.attempts as number, c.attempts - c.earlier_attempts as scheduled, c.event_id as "eventId", e.body,
      c.endpoint_id as "endpointId", w.url, w.secret_sealed as "secretSealed", c.livemode,
      case when w.previous_secret_until > ${now}::timestamptz then w.previous_secret_sealed end as "previousSecretSealed"
    from claimed c join events e on e.id = c.event_id join webhook_endpoints w on w.id = c.endpoint_id
    where c.alive order by e.position`,
  ]);
  return claimed;
}
