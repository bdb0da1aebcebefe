import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchants } from "@/db/schema";
import { DEFAULT_POLICY, type Policy } from "../checkout/policy";
import type { PolicyChange } from "./policy-schema";
import { readSettings, type Settings } from "./read-settings";

export type SettingsChange = {
  readonly name?: string | undefined;
  readonly supportEmail?: string | null | undefined;
  readonly policy?: PolicyChange | undefined;
};

/**
 * Changes what is named and leaves the rest; null takes a network's own rule away. New sessions follow, those that exist
 * keep what they were made with. A stored policy that cannot be read is replaced by the usual one with this change.
 */
export async function updateSettings(
  tx: Tx,
  { merchantId, change }: { merchantId: string; change: SettingsChange },
): Promise<Settings> {
  // One change at a time for a merchant: the policy is read, merged and written.
  await tx.select({ id: merchants.id }).from(merchants).where(eq(merchants.id, merchantId)).for("no key update");
  const before = await readSettings(tx, merchantId);
  const { name = before.name, supportEmail = before.supportEmail } = change;
  const policy = change.policy ? changedPolicy(before.policy ?? DEFAULT_POLICY, change.policy) : before.policy;
  await tx
    .update(merchants)
    .set({ name, supportEmail, ...(change.policy && { policy }) })
    .where(eq(merchants.id, merchantId));
  return { name, supportEmail, policy };
}

function changedPolicy(before: Policy, { confirmations, forgiveness, ...plain }: PolicyChange): Policy {
  return {
    ...before,
    ...given(plain),
    confirmations: merged(before.confirmations, confirmations),
    forgiveness: {
      capBps: forgiveness?.capBps ?? before.forgiveness.capBps,
      upTo: merged(before.forgiveness.upTo, forgiveness?.upTo),
    },
  };
}

/** Without the fields that stand for "not given". */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof given<Fields>
  >;
}

function merged<Entry>(
  before: Readonly<Record<string, Entry>>,
  changes: Readonly<Record<string, Entry | null>> = {},
): Record<string, Entry> {
  const entries = Object.entries({ ...before, ...changes });
  return Object.fromEntries(entries.filter((entry): entry is [string, Entry] => entry[1] !== null));
}
