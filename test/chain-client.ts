import { createTestClient, defineChain, http, publicActions, walletActions } from "viem";

const POLL_MS = 50;

/** A client of a local chain: reads, sends from the node's own unlocked accounts, mines, moves the clock. */
export function connectToChain(rpcUrl: string, chainId: number) {
  const chain = defineChain({
    id: chainId,
    name: `Test chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  return createTestClient({ mode: "anvil", chain, transport: http(rpcUrl), pollingInterval: POLL_MS, cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions);
}
