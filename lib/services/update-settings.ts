import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchants } from "@/db/schema";
import { DEFAULT_POLICY, type Policy } from "../checkout/policy";
import type { PolicyChange } from "./policy-schema";
import { readSettings, type Settings } from "./read-settings";
import { wantPicture } from "./want-picture";

type Plain = Omit<Settings, "policy">;

export type SettingsChange = { readonly [Name in keyof Plain]?: Plain[Name] | undefined } & {
  readonly policy?: PolicyChange | undefined;
};

/**
 * Changes what is named and leaves the rest; null takes a network's own rule away. New sessions follow, those that exist
 * keep what they were made with. A stored policy that cannot be read is replaced by the usual one with this change.
 */
export async function updateSettings(
  tx: Tx,
  { merchantId, change, now }: { merchantId: string; change: SettingsChange; now: number },
): Promise<Settings> {
  // One change at a time for a merchant: the policy is read, merged and written.
  await tx.select({ id: merchants.id }).from(merchants).where(eq(merchants.id, merchantId)).for("no key update");
  const before = await readSettings(tx, merchantId);
  const { policy: rules, ...texts } = change;
  const policy = rules ? changedPolicy(before.policy ?? DEFAULT_POLICY, rules) : before.policy;
  const { policy: _, ...face } = { ...before, ...given(texts) };
  await tx
    .update(merchants)
    .set({ ...face, embedOrigins: [...face.embedOrigins], ...(rules && { policy }) })
    .where(eq(merchants.id, merchantId));
  await wantPicture(tx, change.logoUrl, now);
  return { ...face, policy };
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
