import { and, eq } from "drizzle-orm";
import type { Tx } from "../client";
import { wallets } from "../schema";
import type { Scope } from "./scope";

/** The network families for which the scope has a wallet that serves new sessions. */
export async function activeFamilies(db: Tx, scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ family: wallets.family })
    .from(wallets)
    .where(and(eq(wallets.merchantId, scope.merchantId), eq(wallets.livemode, scope.livemode), eq(wallets.active, true)));
  return new Set(rows.map((row) => row.family));
}
