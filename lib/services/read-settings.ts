import type { Tx } from "@/db/client";
import { loadMerchant, type ShopTexts } from "@/db/queries/merchants";
import type { Policy } from "../checkout/policy";
import { log } from "../log";
import { policySchema } from "./policy-schema";

export type Settings = ShopTexts & {
  /** Whose pages may frame the checkout. */
  readonly embedOrigins: readonly string[];
  /** Null: what is stored cannot be read as a policy. */
  readonly policy: Policy | null;
};

/** A scope's merchant exists: keys and logins belong to one. */
export async function readSettings(db: Tx, merchantId: string): Promise<Settings> {
  const { policy, ...rest } = await loadMerchant(db, merchantId);
  const read = policySchema.safeParse(policy);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.map(String).join(".") || "policy"}: ${message}`);
    log.error({ merchantId, faults }, "a stored payment policy is not valid: its merchant's sessions are refused");
  }
  return { ...rest, policy: read.success ? read.data : null };
}
