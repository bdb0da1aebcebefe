import type { Chain } from "../chains/chain";
import { evmChain } from "../chains/evm/evm-chain";
import { faultableChain } from "../chains/faultable-chain";
import { networkOf } from "../checkout/networks";
import type { Env } from "../env";

/** An adapter for each network that has an RPC URL, by chain id. */
export function configuredChains(config: Env): ReadonlyMap<number, Chain> {
  return new Map([...config.RPC_URLS].map(([chainId, urls]) => [chainId, connect(chainId, urls)]));
}

function connect(chainId: number, urls: readonly string[]): Chain {
  const network = networkOf(chainId);
  const chain = evmChain(network, urls);
  return network.local ? faultableChain(chain) : chain;
}
