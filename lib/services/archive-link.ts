import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type LinkRow, lockLink } from "@/db/queries/links";
import type { Scope } from "@/db/queries/scope";
import { paymentLinks } from "@/db/schema";
import { notFound } from "../errors";

/**
 * Takes a link out of use for good. Its sessions, open ones too, and its history stay. Archiving it again changes nothing.
 *
 * @throws {ApiError} 404
 */
export async function archiveLink(tx: Tx, scope: Scope, { id, now }: { id: string; now: number }): Promise<LinkRow> {
  const link = await lockLink(tx, scope, id);
  if (!link) throw notFound();
  if (link.archivedAt !== null) return link;
  const [archived] = await tx
    .update(paymentLinks)
    .set({ active: false, archivedAt: new Date(now), updatedAt: new Date(Math.max(now, link.updatedAt.getTime() + 1)) })
    .where(eq(paymentLinks.id, id))
    .returning();
  if (!archived) throw notFound();
  return archived as LinkRow;
}
