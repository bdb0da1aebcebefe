import type { Tx } from "@/db/client";
import { pictures } from "@/db/schema";

/** Notes that a picture is to be got, in the transaction that names it; the engine gets it (get-pictures.ts). */
export async function wantPicture(tx: Tx, url: string | null | undefined, now: number): Promise<void> {
  if (!url) return;
  const nextAt = new Date(now);
  await tx.insert(pictures).values({ url, nextAt }).onConflictDoUpdate({ target: pictures.url, set: { nextAt } });
}
