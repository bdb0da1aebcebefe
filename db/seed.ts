import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { API_SCOPES } from "@/lib/api/api-scope";
import { newId, randomBase62 } from "@/lib/ids";
import { createMerchant } from "@/lib/services/create-merchant";
import { createUser } from "@/lib/services/create-user";
import type { Tx } from "./client";
import { apiKeys, users, wallets } from "./schema";

type Demo = {
  readonly email: string;
  readonly password: string;
  /** The key of an earlier start, or null. */
  readonly apiKey: string | null;
  /** Where the demo's money is collected. */
  readonly treasury: `0x${string}`;
  readonly now: number;
};

/**
 * The demo merchant with a user, a test key and a wallet. What is there stays, so that a second start changes nothing.
 *
 * @returns the API key that works: the given one, or a new one in its place
 */
export async function seedDemo(tx: Tx, demo: Demo): Promise<{ apiKey: string }> {
  const createdAt = new Date(demo.now);
  const [user] = await tx
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, demo.email));
  let merchantId = user?.merchantId;
  if (!merchantId) {
    merchantId = (await createMerchant(tx, { name: "Demo shop", now: demo.now })).id;
    await createUser(tx, { merchantId, email: demo.email, password: demo.password, now: demo.now });
    const fingerprint = demo.treasury.toLowerCase();
    await tx.insert(wallets).values({
      id: newId("wallet"),
      merchantId,
      livemode: false,
      family: "evm",
      kind: "treasury",
      treasury: fingerprint,
      fingerprint,
      createdAt,
    });
  }
  if (demo.apiKey !== null && (await isKeyOf(tx, { merchantId, apiKey: demo.apiKey }))) return { apiKey: demo.apiKey };
  const apiKey = `ck_test_${randomBase62(32)}`;
  await tx.insert(apiKeys).values({
    id: newId("apiKey"),
    merchantId,
    livemode: false,
    name: "Demo key",
    scopes: [...API_SCOPES],
    hash: sha256(apiKey),
    hint: `ck_test_…${apiKey.slice(-4)}`,
    createdAt,
  });
  return { apiKey };
}

async function isKeyOf(tx: Tx, { merchantId, apiKey }: { merchantId: string; apiKey: string }): Promise<boolean> {
  const [key] = await tx
    .select({ revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .where(and(eq(apiKeys.merchantId, merchantId), eq(apiKeys.hash, sha256(apiKey))));
  return key?.revokedAt === null;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
