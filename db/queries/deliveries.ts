import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { EventType } from "@/lib/checkout/event";
import type { Tx } from "../client";
import { deliveries, deliveryAttempts, events, webhookEndpoints } from "../schema";
import type { Scope } from "./scope";

export type AttemptRow = typeof deliveryAttempts.$inferSelect;

/** A delivery with what it tells of, where it goes, and its attempts, first to last. */
export type DeliveryRow = typeof deliveries.$inferSelect & {
  readonly eventType: EventType;
  readonly sessionId: string | null;
  readonly url: string;
  readonly history: readonly AttemptRow[];
};

/** An endpoint's deliveries, newest first, one more than `limit` where there are more. */
export async function listEndpointDeliveries(
  db: Tx,
  scope: Scope,
  { endpointId, limit, startingAfter }: { endpointId: string; limit: number; startingAfter?: string | undefined },
): Promise<DeliveryRow[]> {
  const after = startingAfter
    ? sql`(${deliveries.createdAt}, ${deliveries.id}) < (
        select c.created_at, c.id from deliveries c where c.id = ${startingAfter} and c.endpoint_id = ${endpointId})`
    : undefined;
  const rows = await select(db)
    .where(and(mine(scope), eq(deliveries.endpointId, endpointId), after))
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit + 1);
  return withHistory(db, rows);
}

/** Where a session's events went, in the order in which they happened. */
export async function listSessionDeliveries(db: Tx, scope: Scope, sessionId: string): Promise<DeliveryRow[]> {
  const rows = await select(db)
    .where(and(mine(scope), eq(events.sessionId, sessionId)))
    .orderBy(asc(events.position), asc(deliveries.id));
  return withHistory(db, rows);
}

export async function findDelivery(db: Tx, scope: Scope, id: string): Promise<DeliveryRow | null> {
  const rows = await select(db).where(and(mine(scope), eq(deliveries.id, id)));
  const [row] = await withHistory(db, rows);
  return row ?? null;
}

/** An event's delivery to that URL, where an endpoint of test mode has it; whose does not matter. */
export async function findDeliveryTo(
  db: Tx,
  { eventId, url }: { eventId: string; url: string },
): Promise<{ readonly attempts: number } | null> {
  const [row] = await db
    .select({ attempts: deliveries.attempts })
    .from(deliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(
      and(
        eq(deliveries.eventId, eventId),
        eq(deliveries.livemode, false),
        eq(webhookEndpoints.url, url),
        isNull(webhookEndpoints.deletedAt),
      ),
    );
  return row ?? null;
}

function mine({ merchantId, livemode }: Scope) {
  return and(eq(deliveries.merchantId, merchantId), eq(deliveries.livemode, livemode));
}

function select(db: Tx) {
  return db
    .select({ delivery: deliveries, eventType: events.type, sessionId: events.sessionId, url: webhookEndpoints.url })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .$dynamic();
}

async function withHistory(
  db: Tx,
  rows: readonly (Pick<DeliveryRow, "eventType" | "sessionId" | "url"> & { delivery: typeof deliveries.$inferSelect })[],
): Promise<DeliveryRow[]> {
  const ids = rows.map(({ delivery }) => delivery.id);
  const attempts =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(deliveryAttempts)
          .where(inArray(deliveryAttempts.deliveryId, ids))
          .orderBy(asc(deliveryAttempts.deliveryId), asc(deliveryAttempts.number));
  const histories = new Map<string, AttemptRow[]>(ids.map((id) => [id, []]));
  for (const attempt of attempts) histories.get(attempt.deliveryId)?.push(attempt);
  return rows.map(({ delivery, ...about }) => ({ ...delivery, ...about, history: histories.get(delivery.id) ?? [] }));
}
