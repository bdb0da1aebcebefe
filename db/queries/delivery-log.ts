import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Tx } from "../client";
import { deliveries, deliveryAttempts, events, webhookEndpoints } from "../schema";
import type { Scope } from "./scope";

export type DeliveryLogRow = Awaited<ReturnType<typeof listDeliveryLog>>[number];

/** Deliveries of one endpoint or of one session's events with every attempt, newest first. */
export async function listDeliveryLog(
  db: Tx,
  scope: Scope,
  of: { endpointId: string; limit: number } | { sessionId: string; limit: number },
) {
  const rows = await db
    .select({
      id: deliveries.id,
      status: deliveries.status,
      nextAttemptAt: deliveries.nextAttemptAt,
      createdAt: deliveries.createdAt,
      eventId: events.id,
      type: events.type,
      sessionId: events.sessionId,
      endpointId: webhookEndpoints.id,
      url: webhookEndpoints.url,
    })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(
      and(
        eq(deliveries.merchantId, scope.merchantId),
        eq(deliveries.livemode, scope.livemode),
        "endpointId" in of ? eq(deliveries.endpointId, of.endpointId) : eq(events.sessionId, of.sessionId),
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(events.position))
    .limit(of.limit);
  const attempts = await listAttempts(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, attempts: attempts.filter((attempt) => attempt.deliveryId === row.id) }));
}

async function listAttempts(db: Tx, deliveryIds: readonly string[]) {
  if (deliveryIds.length === 0) return [];
  return db
    .select()
    .from(deliveryAttempts)
    .where(inArray(deliveryAttempts.deliveryId, [...deliveryIds]))
    .orderBy(asc(deliveryAttempts.startedAt), asc(deliveryAttempts.number));
}
