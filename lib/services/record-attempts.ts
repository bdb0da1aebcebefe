import type { Database } from "@/db/client";
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
  await sql`select record_attempts(${JSON.stringify(ended.map(rowOf))}::text::json)`;
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
