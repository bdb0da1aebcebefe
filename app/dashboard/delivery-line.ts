import type { DeliveryLine } from "@/components/dashboard/delivery-log";
import type { DeliveryRow } from "@/db/queries/deliveries";

/** A stored delivery as the logs show it. */
export function deliveryLine(row: DeliveryRow): DeliveryLine {
  return {
    id: row.id,
    eventId: row.eventId,
    type: row.eventType,
    sessionId: row.sessionId,
    url: row.url,
    status: row.status,
    nextAttemptAt: row.nextAttemptAt.getTime(),
    createdAt: row.createdAt.getTime(),
    attempts: row.history.map(({ number, statusCode, latencyMs, error, answer, startedAt }) => ({
      number,
      statusCode,
      latencyMs,
      error,
      answer,
      at: startedAt.getTime(),
    })),
  };
}
