import { networkOf } from "../checkout/networks";
import type { PublicSession } from "../checkout/public-session";
import { type WalletNetwork, walletNetwork } from "../checkout/wallet-network";
import type { Env } from "../env";

/**
 * The networks of a session, for wallets that do not know them. A chain on this machine is asked where the server asks it;
 * of every other network the public URL is told, never the configured one.
 */
export function walletNetworks(
  { RPC_URLS }: Pick<Env, "RPC_URLS">,
  { methods }: Pick<PublicSession, "methods">,
): WalletNetwork[] {
  return [...new Set(methods.map(({ chainId }) => chainId))].map((chainId) => {
    const network = networkOf(chainId);
    const rpcUrl = network.local ? RPC_URLS.get(chainId)?.[0] : network.publicRpcUrl;
    return walletNetwork(network, rpcUrl ? [rpcUrl] : []);
  });
}
