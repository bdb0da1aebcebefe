import { and, desc, eq, inArray, or } from "drizzle-orm";
import { type PublicSession, publicSession } from "@/lib/checkout/public-session";
import { type Receipt, receiptOf } from "@/lib/checkout/receipt";
import type { Database, Tx } from "../client";
import { checkoutSessions } from "../schema";
import type { Scope } from "./scope";
import { loadSessionsWithView } from "./session-facts";

/** Sessions as their customers may see them; whoever knows an id may ask. Unknown ids are left out. */
export async function loadPublicSessions({ sql }: Database, ids: readonly string[], now: number): Promise<PublicSession[]> {
  const { records, view } = await loadSessionsWithView(sql, ids, now);
  return records.map((record) => publicSession(record, view));
}

export async function loadPublicSession(database: Database, id: string, now: number): Promise<PublicSession | null> {
  const [session] = await loadPublicSessions(database, [id], now);
  return session ?? null;
}

export async function sessionExists(db: Tx, id: string): Promise<boolean> {
  const [row] = await db.select({ id: checkoutSessions.id }).from(checkoutSessions).where(eq(checkoutSessions.id, id));
  return row !== undefined;
}

/** Whose session it is, and in which mode. */
export async function findSessionScope(db: Tx, id: string): Promise<Scope | null> {
  const { merchantId, livemode } = checkoutSessions;
  const [scope] = await db.select({ merchantId, livemode }).from(checkoutSessions).where(eq(checkoutSessions.id, id));
  return scope ?? null;
}

type Visitor = {
  readonly linkId: string;
  readonly visitorHash: string;
  /** An id that the visitor brings along; it counts where it is this link's. */
  readonly named: string | null;
};

/** The newest session that this visitor opened by this link, or names, and that is not over. */
export async function findOpenSessionOfVisitor(db: Tx, { linkId, visitorHash, named }: Visitor): Promise<string | null> {
  const byCookie = eq(checkoutSessions.visitorHash, visitorHash);
  const [row] = await db
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(
      and(
        eq(checkoutSessions.linkId, linkId),
        named === null ? byCookie : or(byCookie, eq(checkoutSessions.id, named)),
        inArray(checkoutSessions.status, ["pending", "detected", "underpaid", "overpaid"]),
      ),
    )
    .orderBy(desc(checkoutSessions.createdAt))
    .limit(1);
  return row?.id ?? null;
}

/** What a customer keeps of a paid session: null where it is not paid, undefined where there is no such session. */
export async function loadReceipt({ sql }: Database, id: string, now: number): Promise<Receipt | null | undefined> {
  const { records, view } = await loadSessionsWithView(sql, [id], now);
  const [record] = records;
  return record && receiptOf(record, view);
}
