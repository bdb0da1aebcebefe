import type { Policy } from "../checkout/policy";
import { ApiError } from "../errors";
import type { App } from "./app";
import { readSettings, type Settings } from "./read-settings";
import { remembered } from "./remembered";

/** What a session takes over from its merchant. */
export type MerchantProfile = Settings & { readonly policy: Policy };

/** A change of settings reaches new sessions after so long at most, in every process. */
const REMEMBER_MS = 5_000;

/**
 * @throws {ApiError} 503 where the stored policy is not valid: money is not judged by a rule that nobody chose
 */
export function merchantProfile(app: App, merchantId: string, now: number): Promise<MerchantProfile> {
  return remembered(app, `merchant ${merchantId}`, { now, forMs: REMEMBER_MS, load: () => load(app, merchantId) });
}

async function load(app: App, merchantId: string): Promise<MerchantProfile> {
  const { policy, ...settings } = await readSettings(app.database.db, merchantId);
  if (policy) return { ...settings, policy };
  throw new ApiError(
    "server",
    "policy_invalid",
    "This shop's payment settings cannot be read, so it takes no payments now. Saving them in the dashboard repairs them.",
    { status: 503 },
  );
}
