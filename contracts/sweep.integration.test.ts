import { type Address, type Hex, parseAbi, parseEther, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depositAddress } from "@/lib/wallet/deposit-address";
import { startChain, type TestChain } from "../test/chain";
import { type Artefact, compile } from "./compile";

const FACTORY_ABI = parseAbi([
  "function sweep(address treasury, uint256[] indexes, address[] tokens) returns (uint256 failed)",
  "function addressOf(address treasury, uint256 index) view returns (address)",
  "function implementation() view returns (address)",
  "event Swept(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount)",
  "event SweepFailed(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount)",
  "error NotEnoughGas()",
]);
const DEPOSIT_ABI = parseAbi(["function sweep(address asset, uint256 amount)", "function treasury() view returns (address)"]);
const TOKEN_ABI = parseAbi([
  "function mint(address to, uint256 amount)",
  "function balanceOf(address holder) view returns (uint256)",
  "function freeze(address account, bool on)",
]);
const ONE_USD = 1_000_000n;
const ETHER = parseEther("1");
const BLOCK_GAS = 30_000_000n;

let chain: TestChain;
let hostile: Map<string, Artefact>;

beforeAll(async () => {
  hostile = compile(["hostile/Hostile.sol"]);
  chain = await startChain();
});
afterAll(() => chain.stop());

let treasuries = 0;
/** An ordinary account that nobody has used. */
function newTreasury(): Hex {
  treasuries += 1;
  return `0x7e${treasuries.toString(16).padStart(38, "0")}`;
}

async function deploy(contract: string, args: readonly unknown[] = []): Promise<Address> {
  const artefact = hostile.get(contract);
  if (!artefact) throw new Error(`no contract ${contract}`);
  const { abi, bytecode } = artefact;
  const hash = await chain.client.deployContract({
    abi: abi as never,
    bytecode,
    args: args as never,
    account: chain.accounts[0],
  });
  const { contractAddress } = await chain.client.waitForTransactionReceipt({ hash });
  return contractAddress as Address;
}

async function send(to: Address, value: bigint): Promise<void> {
  await settled(await chain.client.sendTransaction({ account: chain.accounts[1], to, value }));
}

async function call(address: Address, abi: readonly unknown[], functionName: string, args: readonly unknown[]): Promise<void> {
  await settled(await chain.client.writeContract({ account: chain.accounts[1], address, abi, functionName, args } as never));
}

async function settled(hash: Hex) {
  const receipt = await chain.client.waitForTransactionReceipt({ hash });
  expect(receipt.status).toBe("success");
  return receipt;
}

const mint = (token: Address, to: Address, amount: bigint) => call(token, TOKEN_ABI, "mint", [to, amount]);
const balance = (token: Address, holder: Address) =>
  chain.client.readContract({ address: token, abi: TOKEN_ABI, functionName: "balanceOf", args: [holder] });
const coins = (holder: Address) => chain.client.getBalance({ address: holder });

type Sweep = { treasury: Hex; indexes: readonly number[]; tokens?: readonly Address[]; gas?: bigint };

/** Sends the sweep from an account that has nothing to do with the treasury. */
async function sweep({ treasury, indexes, tokens = [chain.usdc, chain.usdt], gas }: Sweep) {
  const hash = await chain.client.writeContract({
    account: chain.accounts[9] as Address,
    address: chain.factory,
    abi: FACTORY_ABI,
    functionName: "sweep",
    args: [treasury, indexes.map(BigInt), tokens],
    ...(gas && { gas }),
  });
  const receipt = await settled(hash);
  const logs = await chain.client.getContractEvents({ address: chain.factory, abi: FACTORY_ABI, blockHash: receipt.blockHash });
  const told = (name: "Swept" | "SweepFailed") =>
    logs
      .filter((log) => log.eventName === name)
      .map(({ args }) => ({ index: Number(args.index), asset: (args.asset as Hex).toLowerCase(), amount: args.amount }));
  return { gasUsed: receipt.gasUsed, swept: told("Swept"), failed: told("SweepFailed") };
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("a sweep on a real chain", () => {
  it("moves native coin, USDC and USDT from many addresses in one transaction, and again when more money came", async () => {
    const treasury = newTreasury();
    const indexes = range(12);
    for (const round of [1n, 2n]) {
      for (const index of indexes) {
        const address = depositAddress({ treasury, index });
        await send(address, ETHER * round);
        await mint(chain.usdc, address, ONE_USD * round);
        await mint(chain.usdt, address, 2n * ONE_USD * round);
      }
      const { swept, failed } = await sweep({ treasury, indexes });
      expect(failed).toEqual([]);
      expect(swept).toHaveLength(36);
    }
    expect(await coins(treasury)).toBe(36n * ETHER);
    expect(await balance(chain.usdc, treasury)).toBe(36n * ONE_USD);
    expect(await balance(chain.usdt, treasury)).toBe(72n * ONE_USD);
    for (const index of indexes) expect(await coins(depositAddress({ treasury, index }))).toBe(0n);
  });

  it("costs what the decision record says", async () => {
    const figures: Record<string, bigint> = {};
    for (const count of [1, 10, 100]) {
      for (const asset of ["ETH", "USDC", "USDT"] as const) {
        const treasury = newTreasury();
        // A treasury that already holds the asset: opening its first balance is nobody's sweep.
        await send(treasury, 1n);
        await mint(chain.usdc, treasury, 1n);
        await mint(chain.usdt, treasury, 1n);
        for (const time of ["first", "again"]) {
          for (const index of range(count)) {
            const address = depositAddress({ treasury, index });
            if (asset === "ETH") await send(address, ETHER);
            else await mint(asset === "USDC" ? chain.usdc : chain.usdt, address, ONE_USD);
          }
          const tokens = asset === "ETH" ? [] : [asset === "USDC" ? chain.usdc : chain.usdt];
          const { gasUsed, swept } = await sweep({ treasury, indexes: range(count), tokens });
          expect(swept).toHaveLength(count);
          figures[`${asset}, ${count}, ${time}`] = gasUsed / BigInt(count);
        }
      }
    }
    console.table(figures);
  });
});
