import { randomBytes, randomInt } from "node:crypto";
import { bytesToHex, parseAbi } from "viem";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEPOSIT_CODE, depositAddress } from "@/lib/wallet/deposit-address";
import { startChain, type TestChain } from "../test/chain";
import { deployLocalContracts } from "./deploy-local";

const ABI = parseAbi([
  "function addressOf(address treasury, uint256 index) view returns (address)",
  "function implementation() view returns (address)",
]);

let chain: TestChain;
beforeAll(async () => {
  chain = await startChain();
});
afterAll(() => chain.stop());

it("the chain and TypeScript agree on the addresses of 1 000 random treasuries and indexes", async () => {
  const pairs = Array.from({ length: 1_000 }, (_, step) => ({
    treasury: bytesToHex(randomBytes(20)),
    index: step === 0 ? 0 : step === 1 ? 2 ** 31 - 1 : randomInt(2 ** 31),
  }));
  const said = await chain.client.multicall({
    multicallAddress: chain.multicall3,
    batchSize: 0,
    allowFailure: false,
    contracts: pairs.map(({ treasury, index }) => ({
      address: chain.factory,
      abi: ABI,
      functionName: "addressOf",
      args: [treasury, BigInt(index)],
    })),
  });
  expect(pairs.map(depositAddress)).toEqual(said.map((address) => String(address).toLowerCase()));
});

it("the factory made the deposit code where TypeScript expects it", async () => {
  const implementation = await chain.client.readContract({ address: chain.factory, abi: ABI, functionName: "implementation" });
  expect(implementation.toLowerCase()).toBe(DEPOSIT_CODE);
});

it("deploying the local contracts again changes nothing", async () => {
  const before = await chain.client.getBlockNumber();
  expect(await deployLocalContracts(chain.rpcUrl)).toEqual({
    multicall3: chain.multicall3,
    factory: chain.factory,
    usdc: chain.usdc,
    usdt: chain.usdt,
  });
  expect(await chain.client.getBlockNumber()).toBe(before);
});

it("every account of the node has both tokens to pay with", async () => {
  const abi = parseAbi(["function balanceOf(address holder) view returns (uint256)"]);
  for (const account of chain.accounts) {
    for (const address of [chain.usdc, chain.usdt]) {
      const stock = await chain.client.readContract({ address, abi, functionName: "balanceOf", args: [account] });
      expect(stock).toBe(1_000_000_000_000_000n);
    }
  }
});

it.each([[{ blockTime: 1 }], [{ chainId: 31338 }]])("a chain started with %o gets the same addresses", async (options) => {
  const other = await startChain(options);
  try {
    expect(other.factory).toBe(chain.factory);
    expect(await other.client.getCode({ address: other.factory })).toBe(await chain.client.getCode({ address: chain.factory }));
    expect(await other.client.getCode({ address: other.multicall3 })).toBeDefined();
  } finally {
    await other.stop();
  }
});
