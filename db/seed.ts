import { createHash } from "node:crypto";
import { API_SCOPES } from "@/lib/api/api-scope";
import { addWallet } from "@/lib/services/add-wallet";
import { createApiKey } from "@/lib/services/create-api-key";
import { createMerchant } from "@/lib/services/create-merchant";
import { createUser } from "@/lib/services/create-user";
import type { Tx } from "./client";
import { findKeyByHash } from "./queries/api-keys";
import { findLogin, findUserByEmail } from "./queries/users";

type Demo = {
  readonly email: string;
  readonly password: string;
  /** The key of an earlier start, or null. */
  readonly apiKey: string | null;
  /** Where the demo's money is collected. */
  readonly treasury: string;
  readonly sealKey: string;
  readonly now: number;
};

/**
 * The demo merchant with a user, a test key and a wallet. What is there stays, so that a second start changes nothing.
 *
 * @returns the API key that works: the given one, or a new one in its place
 */
export async function seedDemo(tx: Tx, demo: Demo): Promise<{ apiKey: string }> {
  const { email, password, apiKey, treasury, sealKey, now } = demo;
  const user = await findUserByEmail(tx, email);
  const login = user && (await findLogin(tx, user.id, user.sessionVersion));
  const merchantId = login?.merchantId ?? (await createMerchant(tx, { name: "Demo shop", now })).id;
  const scope = { merchantId, livemode: false };
  if (!login) {
    await createUser(tx, { merchantId, email, password, now });
    await addWallet(tx, { scope, pasted: treasury, sealKey, now });
  }
  const known = apiKey && (await findKeyByHash(tx, createHash("sha256").update(apiKey).digest("hex")));
  if (apiKey && known) return { apiKey };
  const { key } = await createApiKey(tx, scope, { name: "Demo key", scopes: API_SCOPES, expiresAt: null, now });
  return { apiKey: key };
}
