import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { AssetRef } from "@/lib/checkout/assets";
import type { Metadata } from "@/lib/checkout/record";
import type { Tx } from "../client";
import { checkoutSessions, paymentLinks } from "../schema";
import type { Scope } from "./scope";

export type LinkRow = Omit<typeof paymentLinks.$inferSelect, "metadata" | "paymentMethods"> & {
  readonly metadata: Metadata;
  readonly paymentMethods: readonly { readonly chainId: number; readonly asset: AssetRef }[] | null;
};

function inScope(scope: Scope) {
  return and(eq(paymentLinks.merchantId, scope.merchantId), eq(paymentLinks.livemode, scope.livemode));
}

/** Archived links too: their history stays. */
export async function findLink(db: Tx, scope: Scope, id: string): Promise<LinkRow | null> {
  const [row] = await db
    .select()
    .from(paymentLinks)
    .where(and(inScope(scope), eq(paymentLinks.id, id)));
  return (row as LinkRow | undefined) ?? null;
}

/** The same with its row lock: creates in link mode wait for the change, and it for them. */
export async function lockLink(tx: Tx, scope: Scope, id: string): Promise<LinkRow | null> {
  const [row] = await tx
    .select()
    .from(paymentLinks)
    .where(and(inScope(scope), eq(paymentLinks.id, id)))
    .for("update");
  return (row as LinkRow | undefined) ?? null;
}

/** The link that a customer's address names, whoever owns it. */
export async function findLinkBySlug(db: Tx, slug: string): Promise<LinkRow | null> {
  const [row] = await db.select().from(paymentLinks).where(eq(paymentLinks.slug, slug));
  return (row as LinkRow | undefined) ?? null;
}

/** One more than `limit` where there are more; newest first. */
export async function listLinks(
  db: Tx,
  scope: Scope,
  filter: { limit: number; startingAfter: string | null; active: boolean | null; archived: boolean },
): Promise<LinkRow[]> {
  const { limit, startingAfter, active, archived } = filter;
  const rows = await db
    .select()
    .from(paymentLinks)
    .where(
      and(
        inScope(scope),
        archived ? sql`${paymentLinks.archivedAt} is not null` : sql`${paymentLinks.archivedAt} is null`,
        active === null ? undefined : eq(paymentLinks.active, active),
        startingAfter === null
          ? undefined
          : sql`(${paymentLinks.createdAt}, ${paymentLinks.id}) < (select l.created_at, l.id from payment_links l where l.id = ${startingAfter})`,
      ),
    )
    .orderBy(desc(paymentLinks.createdAt), desc(paymentLinks.id))
    .limit(limit + 1);
  return rows as LinkRow[];
}

export async function countPaidSessions(db: Tx, linkId: string): Promise<number> {
  const [row] = await db
    .select({ paid: count() })
    .from(checkoutSessions)
    .where(and(eq(checkoutSessions.linkId, linkId), inArray(checkoutSessions.status, ["paid", "paid_late"])));
  return row?.paid ?? 0;
}
