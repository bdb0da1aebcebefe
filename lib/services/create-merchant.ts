import type { Tx } from "@/db/client";
import { merchants } from "@/db/schema";
import { DEFAULT_POLICY } from "../checkout/policy";
import { newId } from "../ids";

/**
 * A merchant with the usual payment policy, without users, keys or wallets yet.
 *
 * @param input.now epoch milliseconds
 */
export async function createMerchant(tx: Tx, input: { name: string; now: number }): Promise<{ id: string }> {
  const id = newId("merchant");
  await tx.insert(merchants).values({ id, name: input.name, policy: DEFAULT_POLICY, createdAt: new Date(input.now) });
  return { id };
}
