import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { webhookEndpoints } from "../schema";
import type { Scope } from "./scope";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** The condition that makes a row this merchant's, in this mode, and not deleted. */
function living({ merchantId, livemode }: Scope): SQL | undefined {
  return and(
    eq(webhookEndpoints.merchantId, merchantId),
    eq(webhookEndpoints.livemode, livemode),
    isNull(webhookEndpoints.deletedAt),
  );
}

/** Newest first, one more than `limit` where there are more. */
export async function listEndpoints(
  db: Tx,
  scope: Scope,
  { limit, startingAfter }: { limit: number; startingAfter?: string | undefined },
): Promise<EndpointRow[]> {
  const after = startingAfter
    ? sql`(${webhookEndpoints.createdAt}, ${webhookEndpoints.id}) < (
        select c.created_at, c.id from webhook_endpoints c
        where c.id = ${startingAfter} and c.merchant_id = ${scope.merchantId} and c.livemode = ${scope.livemode})`
    : undefined;
  return db
    .select()
    .from(webhookEndpoints)
    .where(and(living(scope), after))
    .orderBy(desc(webhookEndpoints.createdAt), desc(webhookEndpoints.id))
    .limit(limit + 1);
}

export async function findEndpoint(db: Tx, scope: Scope, id: string): Promise<EndpointRow | null> {
  const [row] = await db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), living(scope)));
  return row ?? null;
}

/** The same, locked until the transaction ends: an endpoint is locked before its deliveries, everywhere. */
export async function lockEndpoint(db: Tx, scope: Scope, id: string): Promise<EndpointRow | null> {
  const [row] = await db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), living(scope)))
    .for("no key update");
  return row ?? null;
}

/** Whether there is or was one: a page that was left at an endpoint which is deleted since still has its next. */
export async function hadEndpoint(db: Tx, { merchantId, livemode }: Scope, id: string): Promise<boolean> {
  const w = webhookEndpoints;
  const rows = await db
    .select({ id: w.id })
    .from(w)
    .where(and(eq(w.id, id), eq(w.merchantId, merchantId), eq(w.livemode, livemode)));
  return rows.length > 0;
}

/** Whether anybody is told of this merchant's events in that mode. */
export async function hasActiveEndpoint(db: Tx, scope: Scope): Promise<boolean> {
  const rows = await db
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(and(living(scope), eq(webhookEndpoints.active, true)))
    .limit(1);
  return rows.length > 0;
}
