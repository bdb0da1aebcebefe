import { cookies } from "next/headers";
import type { Mode } from "@/components/dashboard/mode";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { requireMerchant, type SignedInUser } from "@/lib/auth";
import { app } from "@/lib/services/app";

export type Room = {
  readonly user: SignedInUser;
  readonly mode: Mode;
  readonly scope: Scope;
  readonly db: Tx;
  readonly baseUrl: string;
  /** Epoch milliseconds; the page's one look at the clock. */
  readonly now: number;
};

/** What every page of the dashboard starts with: the guard, the mode that the rail's switch chose, and whose rows to read. */
export async function openRoom(): Promise<Room> {
  const user = await requireMerchant();
  const mode: Mode = (await cookies()).get("florin-mode")?.value === "live" ? "live" : "test";
  const { config, database } = app();
  return {
    user,
    mode,
    scope: { merchantId: user.merchantId, livemode: mode === "live" },
    db: database.db,
    baseUrl: config.APP_URL,
    now: Date.now(),
  };
}
