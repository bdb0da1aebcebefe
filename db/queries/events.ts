import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { EventType } from "@/lib/checkout/event";
import type { Tx } from "../client";
import { events } from "../schema";
import type { Scope } from "./scope";

export type EventRow = Omit<typeof events.$inferSelect, "body">;

const columns = {
  id: events.id,
  merchantId: events.merchantId,
  livemode: events.livemode,
  type: events.type,
  sessionId: events.sessionId,
  key: events.key,
  detail: events.detail,
  data: events.data,
  createdAt: events.createdAt,
  position: events.position,
  sequence: events.sequence,
};

export type EventFilter = {
  readonly type?: EventType | undefined;
  readonly sessionId?: string | undefined;
  /** Both ends left out. */
  readonly sequenceAfter?: number | undefined;
  readonly sequenceBefore?: number | undefined;
};

/** Newest first, also among those that one moment wrote; one more than `limit` where there are more. */
export async function listEvents(
  db: Tx,
  scope: Scope,
  page: EventFilter & { limit: number; startingAfter?: string | undefined },
): Promise<EventRow[]> {
  const after = page.startingAfter
    ? sql`(${events.createdAt}, ${events.position}) < (
        select c.created_at, c.position from events c
        where c.id = ${page.startingAfter} and c.merchant_id = ${scope.merchantId} and c.livemode = ${scope.livemode})`
    : undefined;
  return db
    .select(columns)
    .from(events)
    .where(
      and(
        mine(scope),
        page.type === undefined ? undefined : eq(events.type, page.type),
        page.sessionId === undefined ? undefined : eq(events.sessionId, page.sessionId),
        page.sequenceAfter === undefined ? undefined : gt(events.sequence, page.sequenceAfter),
        page.sequenceBefore === undefined ? undefined : lt(events.sequence, page.sequenceBefore),
        after,
      ),
    )
    .orderBy(desc(events.createdAt), desc(events.position))
    .limit(page.limit + 1);
}

export async function findEvent(db: Tx, scope: Scope, id: string): Promise<EventRow | null> {
  const [row] = await db
    .select(columns)
    .from(events)
    .where(and(mine(scope), eq(events.id, id)));
  return row ?? null;
}

function mine({ merchantId, livemode }: Scope) {
  return and(eq(events.merchantId, merchantId), eq(events.livemode, livemode));
}
