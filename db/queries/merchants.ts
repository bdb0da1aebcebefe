import { eq } from "drizzle-orm";
import type { Tx } from "../client";
import { merchants } from "../schema";

/** What a shop says of itself, as its merchant wrote it. */
export type ShopTexts = {
  readonly name: string;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  readonly supportText: string | null;
  readonly accentColor: string | null;
  readonly logoUrl: string | null;
};

const { name, supportEmail, supportUrl, supportText, accentColor, logoUrl } = merchants;
const FACE = { name, supportEmail, supportUrl, supportText, accentColor, logoUrl };

/** `policy` as it is stored, not yet checked. */
export type MerchantRow = ShopTexts & { readonly embedOrigins: readonly string[]; readonly policy: unknown };

/** A scope's merchant exists: keys and logins belong to one. */
export async function loadMerchant(db: Tx, merchantId: string): Promise<MerchantRow> {
  const [row] = await db
    .select({ ...FACE, embedOrigins: merchants.embedOrigins, policy: merchants.policy })
    .from(merchants)
    .where(eq(merchants.id, merchantId));
  if (!row) throw new Error(`merchant ${merchantId} does not exist`);
  return row;
}
