import type { Database } from "@/db/client";
import { planByIndex } from "@/db/queries/plan-by-index";
import type { NextStep } from "../webhooks/retry";
import type { Sent } from "../webhooks/send";
import { disableEndpoint } from "./disable-endpoint";
import { pauseFailingEndpoint } from "./pause-failing-endpoint";

/** An attempt that has ended, and what follows from it. */
export type EndedAttempt = {
  readonly deliveryId: string;
  readonly number: number;
  readonly endpointId: string;
  readonly sent: Sent;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  readonly latencyMs: number;
  readonly next: NextStep;
};

const GONE = "The receiver answered 410 Gone.";

/**
 * Writes how attempts ended and what follows. An attempt whose lease ran out and that was made anew in the meantime
 * still keeps its record, and still delivers if it succeeded; its failure no longer says anything about what is next.
 */
export async function recordAttempts({ db, sql }: Database, ended: readonly EndedAttempt[]): Promise<void> {
  if (ended.length === 0) return;
  // First the endpoint: were it last and this process died in between, the endpoint would stay on.
  for (const endpointId of new Set(ended.filter(({ next }) => next.kind === "gone").map((attempt) => attempt.endpointId))) {
    await db.transaction((tx) => disableEndpoint(tx, { endpointId, reason: GONE }));
  }
  for (const last of lastStraws(ended)) await db.transaction((tx) => pauseFailingEndpoint(tx, last));
  // Rows are locked in the order of their ids, as everywhere more than one delivery is written: no deadlock.
  await sql.begin((tx) => [
    planByIndex(tx),
    tx`
    with ended as (
      select * from jsonb_to_recordset(${JSON.stringify(ended.map(rowOf))}::jsonb) as r(delivery_id text, number int,
        ended_at timestamptz, status_code int, latency_ms int, error text, answer text, step text, next_at timestamptz)
    ), locked as (
      select r.* from (select * from ended order by delivery_id) r
      cross join lateral (select from deliveries where id = r.delivery_id for no key update) d
    ), recorded as (
      update delivery_attempts a set ended_at = r.ended_at, status_code = r.status_code, latency_ms = r.latency_ms,
        error = r.error, answer = r.answer
      from ended r where a.delivery_id = r.delivery_id and a.number = r.number
    )
    update deliveries d set
      status = case r.step when 'delivered' then 'delivered' when 'retry' then d.status else 'abandoned' end,
      next_attempt_at = coalesce(r.next_at, d.next_attempt_at),
      lease_until = null,
      delivered_at = case r.step when 'delivered' then r.ended_at else d.delivered_at end
    from locked r
    where d.id = r.delivery_id and (r.step = 'delivered' or (d.attempts = r.number and d.status = 'pending'))`,
  ]);
}

/** One delivery that was given up for each endpoint that took nothing meanwhile. */
function lastStraws(ended: readonly EndedAttempt[]) {
  const taking = new Set(ended.filter(({ next }) => next.kind === "delivered").map(({ endpointId }) => endpointId));
  const given = ended.filter(({ next, endpointId }) => next.kind === "abandoned" && !taking.has(endpointId));
  const byEndpoint = new Map(given.map((attempt) => [attempt.endpointId, attempt]));
  return [...byEndpoint.values()].map(({ endpointId, deliveryId, endedAt, sent }) => {
    const outcome = sent.error === null ? `status ${sent.statusCode}` : `"${sent.error}"`;
    return { endpointId, deliveryId, endedAt, outcome };
  });
}

function rowOf({ deliveryId, number, endedAt, latencyMs, sent, next }: EndedAttempt) {
  return {
    delivery_id: deliveryId,
    number,
    ended_at: new Date(endedAt).toISOString(),
    latency_ms: latencyMs,
    status_code: sent.statusCode,
    error: sent.error,
    answer: sent.answer,
    step: next.kind,
    next_at: next.kind === "retry" ? new Date(next.at).toISOString() : null,
  };
}
