import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { apiKeys, merchants, users } from "@/db/schema";
import { API_SCOPES } from "@/lib/api/api-scope";
import { DEFAULT_POLICY, type Policy } from "@/lib/checkout/policy";
import { newId, randomBase62 } from "@/lib/ids";
import { addWallet } from "@/lib/services/add-wallet";
import { TEST_SEAL_KEY } from "./app";

type Overrides = {
  name?: string;
  policy?: Partial<Policy>;
  livemode?: boolean;
  scopes?: readonly string[];
  /** Null: no wallet. */
  treasury?: `0x${string}` | null;
  createdAt?: Date;
};

/** A merchant with a user who cannot log in, an API key and a treasury wallet. */
export async function seedMerchant(db: Tx, overrides: Overrides = {}) {
  const { livemode = false, createdAt = new Date(0) } = overrides;
  const merchantId = newId("merchant");
  const userId = newId("user");
  const email = `${userId.toLowerCase()}@example.com`;
  const apiKey = `ck_${livemode ? "live" : "test"}_${randomBase62(32)}`;
  const keyId = newId("apiKey");
  const { treasury = `0x${createHash("sha256").update(merchantId).digest("hex").slice(0, 40)}` } = overrides;

  await db.insert(merchants).values({
    id: merchantId,
    name: overrides.name ?? "Test merchant",
    policy: { ...DEFAULT_POLICY, ...overrides.policy },
    createdAt,
  });
  await db.insert(users).values({ id: userId, merchantId, email, passwordHash: "not a hash: nobody logs in", createdAt });
  await db.insert(apiKeys).values({
    id: keyId,
    merchantId,
    livemode,
    name: "Test key",
    scopes: [...(overrides.scopes ?? API_SCOPES)],
    hash: createHash("sha256").update(apiKey).digest("hex"),
    hint: `ck_${livemode ? "live" : "test"}_…${apiKey.slice(-4)}`,
    createdAt,
  });
  const wallet =
    treasury === null
      ? null
      : await addWallet(db, {
          scope: { merchantId, livemode },
          pasted: treasury,
          sealKey: TEST_SEAL_KEY,
          now: createdAt.getTime(),
        });
  return { merchantId, userId, email, apiKey, keyId, walletId: wallet?.id ?? null, livemode, treasury };
}
