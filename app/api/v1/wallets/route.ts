import { checksumAddress } from "viem";
import { findListedWallet, type ListedWallet, listWallets } from "@/db/queries/wallets";
import { otherMethods } from "@/lib/api/other-methods";
import { created, list } from "@/lib/api/respond";
import { addWalletRoute, listWalletsRoute } from "@/lib/api/routes/dashboard";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { addWallet } from "@/lib/services/add-wallet";

export const POST = serveMerchant(addWalletRoute, async ({ app, tx, scope, body, now }) => {
  const pasted = body.wallet;
  const { id } = await addWallet(tx, { scope, pasted, sealKey: app.config.ENCRYPTION_KEY, now });
  const wallet = await findListedWallet(tx, scope, id);
  if (!wallet) throw notFound();
  return created(walletObject(wallet));
});

export const GET = serveMerchant(listWalletsRoute, async ({ tx, scope, query }) => {
  const { limit, starting_after: startingAfter = null } = query;
  if (startingAfter !== null && !(await findListedWallet(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listWallets(tx, scope, { limit, startingAfter }), limit, walletObject);
});

function walletObject({ id, kind, treasury, fingerprint, firstAddresses, active, createdAt }: ListedWallet) {
  return {
    id,
    object: "wallet" as const,
    kind,
    treasury: treasury === null ? null : checksumAddress(treasury as `0x${string}`),
    fingerprint,
    firstAddresses: firstAddresses.map((address) => checksumAddress(address as `0x${string}`)),
    active,
    createdAt: createdAt.toISOString(),
  };
}

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
