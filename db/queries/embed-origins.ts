import { eq } from "drizzle-orm";
import type { Tx } from "../client";
import { checkoutSessions, merchants, paymentLinks } from "../schema";

/** Whose pages may frame this session's page; none of an unknown one. */
export async function embedOriginsOfSession(db: Tx, id: string): Promise<readonly string[]> {
  const [row] = await db
    .select({ origins: merchants.embedOrigins })
    .from(checkoutSessions)
    .innerJoin(merchants, eq(merchants.id, checkoutSessions.merchantId))
    .where(eq(checkoutSessions.id, id));
  return row?.origins ?? [];
}

/** Whose pages may frame what this link leads to; none of an unknown one. */
export async function embedOriginsOfLink(db: Tx, slug: string): Promise<readonly string[]> {
  const [row] = await db
    .select({ origins: merchants.embedOrigins })
    .from(paymentLinks)
    .innerJoin(merchants, eq(merchants.id, paymentLinks.merchantId))
    .where(eq(paymentLinks.slug, slug));
  return row?.origins ?? [];
}
