import { checksumAddress } from "viem";
import { findListedWallet, type ListedWallet, listWallets } from "@/db/queries/wallets";
import { otherMethods } from "@/lib/api/other-methods";
import { readQuery } from "@/lib/api/read-query";
import { created, list } from "@/lib/api/respond";
import { walletBody, walletQuery } from "@/lib/api/schemas/wallet";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { addWallet } from "@/lib/services/add-wallet";

export const POST = withMerchant("cookie", async ({ app, tx, scope, body, now }) => {
  const { wallet: pasted } = walletBody.parse(body);
  const { id } = await addWallet(tx, { scope, pasted, sealKey: app.config.ENCRYPTION_KEY, now });
  const wallet = await findListedWallet(tx, scope, id);
  if (!wallet) throw notFound();
  return created(walletObject(wallet));
});

export const GET = withMerchant("cookie", async ({ tx, scope, url }) => {
  const { limit, starting_after: startingAfter = null } = readQuery(url, walletQuery);
  return list(await listWallets(tx, scope, { limit, startingAfter }), limit, walletObject);
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");

function walletObject({ id, kind, treasury, fingerprint, firstAddresses, active, createdAt }: ListedWallet) {
  return {
    id,
    object: "wallet",
    kind,
    treasury: treasury === null ? null : checksumAddress(treasury as `0x${string}`),
    fingerprint,
    firstAddresses: firstAddresses.map((address) => checksumAddress(address as `0x${string}`)),
    active,
    createdAt: createdAt.toISOString(),
  };
}
