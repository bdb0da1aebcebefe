import { findAsset, NATIVE } from "./assets";
import type { Network } from "./networks";

/** What a wallet that does not know a network is told of it (EIP-3085). */
export type WalletNetwork = {
  readonly chainId: string;
  readonly chainName: string;
  readonly nativeCurrency: { readonly name: string; readonly symbol: string; readonly decimals: number };
  readonly rpcUrls: readonly string[];
  readonly blockExplorerUrls?: readonly string[];
};

/** @param rpcUrls open to everybody: never the URL by which the server asks, which may hold a key; none: it cannot be added */
export function walletNetwork({ chainId, name, explorer }: Network, rpcUrls: readonly string[]): WalletNetwork {
  const coin = findAsset(chainId, NATIVE);
  if (!coin) throw new Error(`network ${chainId} has a native coin`);
  return {
    chainId: `0x${chainId.toString(16)}`,
    chainName: name,
    nativeCurrency: { name: coin.name, symbol: coin.symbol, decimals: coin.decimals },
    rpcUrls,
    ...(explorer !== null && { blockExplorerUrls: [explorer] }),
  };
}
