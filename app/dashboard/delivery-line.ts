import type { DeliveryLine } from "@/components/dashboard/delivery-log";
import type { DeliveryLogRow } from "@/db/queries/delivery-log";

/** A stored delivery as the logs show it. */
export function deliveryLine(row: DeliveryLogRow): DeliveryLine {
  return {
    id: row.id,
    eventId: row.eventId,
    type: row.type,
    sessionId: row.sessionId,
    url: row.url,
    status: row.status,
    nextAttemptAt: row.nextAttemptAt.getTime(),
    createdAt: row.createdAt.getTime(),
    attempts: row.attempts.map(({ number, statusCode, latencyMs, error, answer, startedAt }) => ({
      number,
      statusCode,
      latencyMs,
      error,
      answer,
      at: startedAt.getTime(),
    })),
  };
}
