import { eq } from "drizzle-orm";
import type { Policy } from "@/lib/checkout/policy";
import type { Tx } from "../client";
import { merchants } from "../schema";

export type MerchantProfile = { readonly name: string; readonly policy: Policy };

/** What a session takes over from its merchant. A scope's merchant exists: keys and logins belong to one. */
export async function loadMerchantProfile(db: Tx, merchantId: string): Promise<MerchantProfile> {
  const [row] = await db
    .select({ name: merchants.name, policy: merchants.policy })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  if (!row) throw new Error(`merchant ${merchantId} does not exist`);
  return { name: row.name, policy: row.policy as Policy };
}
