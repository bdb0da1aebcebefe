import type { Database } from "@/db/client";
import { MAX_ATTEMPTS } from "../webhooks/retry";
import { ATTEMPT_TIMEOUT_MS } from "../webhooks/send";

/** Events of one merchant and mode that one transaction numbers. */
const NUMBER_BATCH = 500;
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

type Row = { readonly most: number } & { readonly [Column in keyof ClaimedDelivery]: ClaimedDelivery[Column] | null };

/**
 * Numbers what was committed (docs/decisions/0005) and takes due deliveries for this process: counts the attempt, leases it,
 * opens its record. Committed before anything is sent, so a crash later costs an attempt and never a delivery. Endpoints
 * take turns; the ones in `inFlight` get only what is left of their share. What is due but can never be sent (its endpoint
 * is off, its last attempt crashed) is abandoned here.
 *
 * One round trip and one transaction: a number must outlive the database's crash before anybody hears of it, so the disk is
 * waited for where one was given, and only there.
 *
 * @returns `isBehind`: more was committed than is numbered at a time
 */
export async function claimDeliveries(
  { sql }: Pick<Database, "sql">,
  input: { now: number; limit: number; inFlight: ReadonlyMap<string, number> },
): Promise<{ readonly claimed: readonly ClaimedDelivery[]; readonly isBehind: boolean }> {
  const now = new Date(input.now).toISOString();
  const leaseUntil = new Date(input.now + LEASE_MS).toISOString();
  const busy = JSON.stringify([...input.inFlight].map(([endpoint_id, count]) => ({ endpoint_id, count })));
  const rows = await sql<Row[]>`
    select n.most, c.id, c.number, c.scheduled, c.event_id as "eventId", c.body, c.endpoint_id as "endpointId", c.url,
      c.secret_sealed as "secretSealed", c.previous_secret_sealed as "previousSecretSealed", c.livemode
    from number_events(${NUMBER_BATCH}::integer) n
    left join lateral claim_deliveries(${now}::timestamptz, ${leaseUntil}::timestamptz, ${input.limit}::integer,
      ${MAX_PER_ENDPOINT}::integer, ${MAX_ATTEMPTS}::integer, ${busy}::text::json, n.total > 0) c on true
    order by c.position`;
  const isClaimed = (row: Row): row is ClaimedDelivery & { most: number } => row.id !== null;
  return { claimed: rows.filter(isClaimed), isBehind: (rows[0]?.most ?? 0) >= NUMBER_BATCH };
}
