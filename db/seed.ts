import { createHash } from "node:crypto";
import { and, eq, not, sql } from "drizzle-orm";
import { API_SCOPES } from "@/lib/api/api-scope";
import { newId } from "@/lib/ids";
import { addWallet } from "@/lib/services/add-wallet";
import { createApiKey } from "@/lib/services/create-api-key";
import { createMerchant } from "@/lib/services/create-merchant";
import { createUser } from "@/lib/services/create-user";
import type { Tx } from "./client";
import { findKeyByHash } from "./queries/api-keys";
import type { Scope } from "./queries/scope";
import { findLogin, findUserByEmail } from "./queries/users";
import { merchants, paymentLinks } from "./schema";

type Demo = {
  readonly email: string;
  readonly password: string;
  /** The key of an earlier start, or null. */
  readonly apiKey: string | null;
  /** Where the demo's money is collected. */
  readonly treasury: string;
  /** Where the demo is served: its own shop page there shows the checkout. */
  readonly origin: string;
  readonly sealKey: string;
  readonly now: number;
};

/** The link of the demo's shop page. */
export const DEMO_SLUG = "demo-mug";

/**
 * The demo merchant with a user, a test key, a wallet and something to sell. What is there stays, so that a second start changes nothing.
 *
 * @returns the API key that works: the given one, or a new one in its place
 */
export async function seedDemo(tx: Tx, demo: Demo): Promise<{ apiKey: string }> {
  const { email, password, apiKey, treasury, origin, sealKey, now } = demo;
  const user = await findUserByEmail(tx, email);
  const login = user && (await findLogin(tx, user.id, user.sessionVersion));
  const merchantId = login?.merchantId ?? (await createMerchant(tx, { name: "Demo shop", now })).id;
  const scope = { merchantId, livemode: false };
  if (!login) {
    await createUser(tx, { merchantId, email, password, now });
    await addWallet(tx, { scope, pasted: treasury, sealKey, now });
  }
  await openShop(tx, scope, { origin, now });
  const known = apiKey && (await findKeyByHash(tx, createHash("sha256").update(apiKey).digest("hex")));
  if (apiKey && known) return { apiKey };
  const { key } = await createApiKey(tx, scope, { name: "Demo key", scopes: API_SCOPES, expiresAt: null, now });
  return { apiKey: key };
}

/** The demo's address changes with its port: where it is now, its shop may show the checkout. */
async function openShop(tx: Tx, scope: Scope, { origin, now }: { origin: string; now: number }): Promise<void> {
  const isNamed = sql<boolean>`${origin} = any(${merchants.embedOrigins})`;
  await tx
    .update(merchants)
    .set({ embedOrigins: sql`array_append(${merchants.embedOrigins}, ${origin})` })
    .where(and(eq(merchants.id, scope.merchantId), not(isNamed)));
  const moment = new Date(now);
  await tx
    .insert(paymentLinks)
    .values({
      id: newId("paymentLink"),
      ...scope,
      slug: DEMO_SLUG,
      title: "Blue mug",
      description: "Stoneware, 350 ml, glazed by hand. Fits under every coffee machine.",
      amountType: "fixed",
      fiatMinor: 1_800n,
      currency: "USD",
      metadata: {},
      createdAt: moment,
      updatedAt: moment,
    })
    .onConflictDoNothing({ target: paymentLinks.slug });
}
