import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { wallets } from "../schema";
import type { Scope } from "./scope";

export type ListedWallet = Pick<
  typeof wallets.$inferSelect,
  "id" | "kind" | "treasury" | "fingerprint" | "active" | "createdAt"
> & {
  /** Up to three, lower case: to be compared with what the merchant's own wallet shows. */
  readonly firstAddresses: readonly string[];
};

const listed = {
  id: wallets.id,
  kind: wallets.kind,
  treasury: wallets.treasury,
  fingerprint: wallets.fingerprint,
  active: wallets.active,
  createdAt: wallets.createdAt,
  firstAddresses: sql<string[]>`array(
    select a.address from receive_addresses a where a.wallet_id = ${wallets.id} order by a.index limit 3
  )`,
};

function inScope(scope: Scope) {
  return and(eq(wallets.merchantId, scope.merchantId), eq(wallets.livemode, scope.livemode));
}

export async function findListedWallet(db: Tx, scope: Scope, id: string): Promise<ListedWallet | null> {
  const [row] = await db
    .select(listed)
    .from(wallets)
    .where(and(inScope(scope), eq(wallets.id, id)));
  return row ?? null;
}

/** One more than `limit` where there are more; newest first. */
export function listWallets(
  db: Tx,
  scope: Scope,
  { limit, startingAfter }: { limit: number; startingAfter: string | null },
): Promise<ListedWallet[]> {
  const older = sql`(${wallets.createdAt}, ${wallets.id}) < (select w.created_at, w.id from wallets w where w.id = ${startingAfter})`;
  return db
    .select(listed)
    .from(wallets)
    .where(and(inScope(scope), startingAfter === null ? undefined : older))
    .orderBy(desc(wallets.createdAt), desc(wallets.id))
    .limit(limit + 1);
}
