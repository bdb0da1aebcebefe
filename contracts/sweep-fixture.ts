import { type Abi, type Address, type Hex, parseAbi, parseEther } from "viem";
import { expect } from "vitest";
import { depositAddress } from "@/lib/wallet/deposit-address";
import { startChain } from "../test/chain";
import { compile } from "./compile";

export const FACTORY_ABI = parseAbi([
  "function sweep(address treasury, uint256[] indexes, address[] tokens) returns (uint256 failed)",
  "event Swept(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount)",
  "event SweepFailed(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount)",
  "error NotEnoughGas()",
]);
export const DEPOSIT_ABI = parseAbi([
  "function sweep(address asset, uint256 amount)",
  "function treasury() view returns (address)",
  "error NotAClone()",
]);
export const TOKEN_ABI = parseAbi([
  "function mint(address to, uint256 amount)",
  "function balanceOf(address holder) view returns (uint256)",
  "function freeze(address account, bool on)",
]);
export const USD = 1_000_000n;
export const ETHER = parseEther("1");
export const NATIVE_COIN = "0x0000000000000000000000000000000000000000";

export type Sweep = { treasury: Hex; indexes: readonly (number | bigint)[]; tokens?: readonly Address[]; gas?: bigint };
type Call = { address: Address; abi: Abi; functionName: string; args: readonly unknown[]; gas?: bigint };

/** A local chain, with treasuries and tokens that misbehave and with words for the tests of a sweep. */
export async function startSweeping() {
  const chain = await startChain();
  const { client, accounts, factory, usdc, usdt } = chain;
  const stranger = accounts[9] as Address;
  let treasuries = 0;
  let hostile: ReturnType<typeof compile> | undefined;

  async function settled(hash: Hex) {
    const receipt = await client.waitForTransactionReceipt({ hash });
    expect(receipt.status).toBe("success");
    return receipt;
  }

  async function call(what: Call) {
    return settled(await client.writeContract({ account: accounts[1], ...what } as never));
  }

  async function send(to: Address, value: bigint) {
    return settled(await client.sendTransaction({ account: accounts[1], to, value }));
  }

  const mint = (token: Address, to: Address, amount: bigint) =>
    call({ address: token, abi: TOKEN_ABI, functionName: "mint", args: [to, amount] });

  return {
    ...chain,
    call,
    send,
    mint,
    /** An ordinary account that nobody has used. */
    newTreasury(): Hex {
      treasuries += 1;
      return `0x7e${treasuries.toString(16).padStart(38, "0")}`;
    },
    async deploy(contract: string, args: readonly unknown[] = []): Promise<Address> {
      hostile ??= compile(["hostile/Hostile.sol"]);
      const { abi, bytecode } = hostile.get(contract) ?? { abi: [], bytecode: "0x" };
      const hash = await client.deployContract({ account: accounts[0], abi, bytecode, args } as never);
      const { contractAddress } = await settled(hash);
      return contractAddress as Address;
    },
    coins: (holder: Address) => client.getBalance({ address: holder }),
    balance: (token: Address, holder: Address) =>
      client.readContract({ address: token, abi: TOKEN_ABI, functionName: "balanceOf", args: [holder] }),
    freeze: (account: Address, on: boolean) =>
      call({ address: usdc, abi: TOKEN_ABI, functionName: "freeze", args: [account, on] }),
    /** One ether, one USDC and one USDT at each of these indexes. */
    async pay(treasury: Hex, indexes: readonly number[]): Promise<void> {
      for (const index of indexes) {
        const address = depositAddress({ treasury, index });
        await send(address, ETHER);
        await mint(usdc, address, USD);
        await mint(usdt, address, USD);
      }
    },
    /** Sent by somebody who has nothing to do with the treasury. Tells what the events tell. */
    async sweep({ treasury, indexes, tokens = [usdc, usdt], gas }: Sweep) {
      const args = [treasury, indexes.map(BigInt), tokens] as const;
      const hash = await client.writeContract({
        account: stranger,
        address: factory,
        abi: FACTORY_ABI,
        functionName: "sweep",
        args,
        ...(gas && { gas }),
      });
      const { gasUsed, blockHash } = await settled(hash);
      const logs = await client.getContractEvents({ address: factory, abi: FACTORY_ABI, blockHash });
      const told = (name: "Swept" | "SweepFailed") =>
        logs
          .filter((log) => log.eventName === name)
          .map(({ args }) => ({ index: args.index, asset: args.asset?.toLowerCase(), amount: args.amount }));
      return { gasUsed, swept: told("Swept"), failed: told("SweepFailed") };
    },
  };
}
