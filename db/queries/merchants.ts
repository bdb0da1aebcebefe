import { eq } from "drizzle-orm";
import type { Tx } from "../client";
import { merchants } from "../schema";

/** `policy` as it is stored, not yet checked. */
export type MerchantRow = { readonly name: string; readonly supportEmail: string | null; readonly policy: unknown };

/** A scope's merchant exists: keys and logins belong to one. */
export async function loadMerchant(db: Tx, merchantId: string): Promise<MerchantRow> {
  const [row] = await db
    .select({ name: merchants.name, supportEmail: merchants.supportEmail, policy: merchants.policy })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  if (!row) throw new Error(`merchant ${merchantId} does not exist`);
  return row;
}
