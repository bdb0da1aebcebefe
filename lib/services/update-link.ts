import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type LinkRow, lockLink } from "@/db/queries/links";
import { notifySessions } from "@/db/queries/outbox";
import type { Scope } from "@/db/queries/scope";
import { checkoutSessions, paymentLinks } from "@/db/schema";
import { conflict, notFound } from "../errors";
import { formatFiat } from "../money";
import { checkEnd, type LinkTexts } from "./create-link";
import { linkMethods } from "./link-methods";
import { linkPrice } from "./link-price";
import { settleSessions } from "./settle-sessions";
import { wantPicture } from "./want-picture";

/** What is absent stays; null clears. */
export type LinkChanges = LinkTexts & {
  readonly title?: string | undefined;
  readonly fiatAmount?: string | undefined;
  /** What becomes of the link's pending sessions when it is switched off; they are deactivated unless `keep`. */
  readonly openSessions?: "deactivate" | "keep" | undefined;
};

/**
 * Changes a link; sessions made before keep their price and their texts. Switching it off deactivates its pending
 * sessions too, unless they are to be kept.
 *
 * @throws {ApiError} 404, 400 that names the field, 409 `link_archived`
 */
export async function updateLink(
  tx: Tx,
  scope: Scope,
  input: { id: string; changes: LinkChanges; now: number; baseUrl: string },
): Promise<LinkRow> {
  const { id, changes, now, baseUrl } = input;
  const link = await lockLink(tx, scope, id);
  if (!link) throw notFound();
  if (link.archivedAt !== null) throw conflict("link_archived", "This link is archived and cannot be changed any more.");
  const { openSessions, fiatAmount, minAmount, maxAmount, suggestedAmounts, paymentMethods, ...texts } = changes;
  checkEnd(after(texts.successUrl, link.successUrl), after(texts.successMessage, link.successMessage));
  const shown = (minor: bigint | null) => (minor === null ? null : formatFiat(minor, link.currency));
  const amounts = {
    fiatAmount: after(fiatAmount, shown(link.fiatMinor)),
    minAmount: after(minAmount, shown(link.minMinor)),
    maxAmount: after(maxAmount, shown(link.maxMinor)),
    suggestedAmounts: after(suggestedAmounts, link.suggestedMinor?.map((minor) => formatFiat(minor, link.currency)) ?? null),
  };
  const methods = paymentMethods ? linkMethods(paymentMethods, scope.livemode) : paymentMethods;
  const [changed] = await tx
    .update(paymentLinks)
    .set({
      ...withoutUndefined(texts),
      ...linkPrice(amounts, link),
      ...(methods !== undefined && { paymentMethods: methods }),
      // A create tells by this moment whether the link is still as it read it: it never stands still.
      updatedAt: new Date(Math.max(now, link.updatedAt.getTime() + 1)),
    })
    .where(eq(paymentLinks.id, id))
    .returning();
  if (!changed) throw notFound();
  await wantPicture(tx, texts.imageUrl, now);
  if (changes.active === false && openSessions !== "keep") await deactivatePending(tx, id, { now, baseUrl });
  return changed as LinkRow;
}

async function deactivatePending(tx: Tx, linkId: string, { now, baseUrl }: { now: number; baseUrl: string }): Promise<void> {
  const pending = await tx
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(and(eq(checkoutSessions.linkId, linkId), eq(checkoutSessions.status, "pending")))
    .orderBy(checkoutSessions.id)
    .for("update");
  const ids = pending.map((row) => row.id);
  if (ids.length === 0) return;
  await tx
    .update(checkoutSessions)
    .set({ deactivatedAt: new Date(now) })
    .where(inArray(checkoutSessions.id, ids));
  await settleSessions(tx, { sessionIds: ids, now, baseUrl });
  await notifySessions(tx, ids);
}

function after<T>(change: T | null | undefined, before: T | null): T | null {
  return change === undefined ? before : change;
}

function withoutUndefined<T extends object>(changes: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}
