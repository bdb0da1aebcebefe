import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { apiKeys, merchants, users, wallets } from "@/db/schema";
import { DEFAULT_POLICY, type Policy } from "@/lib/checkout/policy";
import { newId, randomBase62 } from "@/lib/ids";

/** Every scope of the contract (product.md section 2). */
const ALL_SCOPES = [
  "links:read",
  "links:write",
  "sessions:read",
  "sessions:write",
  "webhooks:read",
  "webhooks:write",
  "events:read",
  "customers:read",
];

type Overrides = {
  name?: string;
  policy?: Partial<Policy>;
  livemode?: boolean;
  scopes?: readonly string[];
  /** Null: no wallet. */
  treasury?: `0x${string}` | null;
  createdAt?: Date;
};

/** A merchant with a user, an API key and a treasury wallet, written straight into the tables. */
export async function seedMerchant(db: Tx, overrides: Overrides = {}) {
  const { livemode = false, createdAt = new Date(0) } = overrides;
  const merchantId = newId("merchant");
  const userId = newId("user");
  const email = `${userId.toLowerCase()}@example.com`;
  const apiKey = `ck_${livemode ? "live" : "test"}_${randomBase62(32)}`;
  const keyId = newId("apiKey");
  const walletId = newId("wallet");
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
    scopes: [...(overrides.scopes ?? ALL_SCOPES)],
    hash: createHash("sha256").update(apiKey).digest("hex"),
    hint: `ck_${livemode ? "live" : "test"}_…${apiKey.slice(-4)}`,
    createdAt,
  });
  if (treasury !== null) {
    await db
      .insert(wallets)
      .values({
        id: walletId,
        merchantId,
        livemode,
        family: "evm",
        kind: "treasury",
        treasury,
        fingerprint: treasury,
        createdAt,
      });
  }
  return { merchantId, userId, email, apiKey, keyId, walletId, livemode, treasury };
}
