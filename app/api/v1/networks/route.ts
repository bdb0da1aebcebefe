import { activeFamilies } from "@/db/queries/wallet-families";
import { otherMethods } from "@/lib/api/other-methods";
import { list } from "@/lib/api/respond";
import { listNetworks } from "@/lib/api/routes/offer";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { assetsOf } from "@/lib/checkout/assets";
import type { Network } from "@/lib/checkout/networks";
import { assetObject } from "@/lib/checkout/session-object";

/** The networks and assets that this merchant can take now: connected, of the key's mode, with a wallet. Few: one page. */
export const GET = serveMerchant(listNetworks, async ({ app, tx, scope }) => {
  const families = await activeFamilies(tx, scope);
  const networks = [...app.chains.values()]
    .map((chain) => chain.network)
    .filter((network) => network.livemode === scope.livemode && families.has(network.family))
    .map(networkObject);
  return list(networks, networks.length, (network) => network);
});

function networkObject(network: Network) {
  return {
    id: network.caip2,
    object: "network" as const,
    chainId: network.chainId,
    name: network.name,
    family: network.family,
    livemode: network.livemode,
    confirmations: network.confirmations,
    assets: assetsOf(network.chainId).map((asset) => ({ ...assetObject(asset), name: asset.name })),
  };
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
