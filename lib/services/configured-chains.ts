import type { Chain } from "../chains/chain";
import { evmChain } from "../chains/evm/evm-chain";
import { faultableChain } from "../chains/faultable-chain";
import { type NativeWatch, networkOf } from "../checkout/networks";
import type { Env } from "../env";
import { DEPOSIT_FACTORY } from "../wallet/deposit-address";

/** An adapter for each network that has an RPC URL, by chain id. */
export function configuredChains(config: Env): ReadonlyMap<number, Chain> {
  return new Map([...config.RPC_URLS].map(([chainId, urls]) => [chainId, connect(config, chainId, urls)]));
}

function connect(config: Env, chainId: number, urls: readonly string[]): Chain {
  const network = networkOf(chainId);
  const chain = evmChain(network, urls, { nativeWatch: nativeWatchOf(config, chainId), factory: DEPOSIT_FACTORY });
  return network.local ? faultableChain(chain) : chain;
}

function nativeWatchOf(config: Env, chainId: number): NativeWatch {
  return config.NATIVE_WATCH.get(chainId) ?? "blocks";
}

/** Connected networks whose native coin is found by balances alone. */
export function networksByBalance({ config }: { config: Env }): number[] {
  return [...config.RPC_URLS.keys()].filter((chainId) => nativeWatchOf(config, chainId) === "balances");
}
