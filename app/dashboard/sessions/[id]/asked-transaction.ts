import type { AskedTransaction } from "@/components/dashboard/find-transaction";
import { diagnosisSchema } from "@/lib/api/schemas/checkout-session";
import { app } from "@/lib/services/app";
import { diagnoseSession } from "@/lib/services/diagnose-session";

/** What became of the transaction that the page's address names, or null where it names none. */
export async function askedTransaction(
  given: string | string[] | undefined,
  { id, now }: { id: string; now: number },
): Promise<AskedTransaction | null> {
  if (typeof given !== "string") return null;
  const read = diagnosisSchema.safeParse({ txHash: given.trim() });
  return { given, diagnosis: read.success ? await diagnoseSession(app(), { id, txHash: read.data.txHash, now }) : null };
}
