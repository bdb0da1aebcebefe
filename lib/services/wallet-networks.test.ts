import { expect, test } from "vitest";
import { NETWORKS } from "../checkout/networks";
import type { PublicMethod } from "../checkout/public-session";
import { walletNetworks } from "./wallet-networks";

const RPC_URLS = new Map(NETWORKS.map(({ chainId }) => [chainId, ["http://127.0.0.1:8545/key-of-the-server"]]));

function of(...chainIds: number[]) {
  return walletNetworks({ RPC_URLS }, { methods: chainIds.map((chainId) => ({ chainId }) as PublicMethod) });
}

test("a wallet is told of each network once, by a URL that is open to everybody", () => {
  expect(of(8453, 8453)).toEqual([
    {
      chainId: "0x2105",
      chainName: "Base",
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: ["https://mainnet.base.org"],
      blockExplorerUrls: ["https://basescan.org"],
    },
  ]);
});

test("the server's own URLs are told of chains on this machine alone", () => {
  for (const { chainId, local } of NETWORKS) expect(JSON.stringify(of(chainId)).includes("key-of-the-server")).toBe(local);
});

test("Ethereum is named without a URL: no wallet has to be told where it is", () => {
  expect(of(1)).toMatchObject([{ chainId: "0x1", rpcUrls: [] }]);
  expect(NETWORKS.filter(({ local, publicRpcUrl }) => !local && publicRpcUrl === null).map(({ name }) => name)).toEqual([
    "Ethereum",
  ]);
});
