import { decodeFunctionResult, encodeFunctionData, parseAbi } from "viem";
import { type BlockRef, ChainEvidenceError, ChainLimitError, ChainRefusalError } from "../chain";
import { readHeader } from "./answer";
import type { Ask } from "./evm-node";

/** The same on every network that Florin knows (github.com/mds1/multicall3). */
const MULTICALL3 = "0xca11bde05977b3631167028862be2a173976ca11";
const ABI = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "struct Result { bool success; bytes returnData; }",
  "function aggregate3(Call3[] calls) payable returns (Result[] returnData)",
  "function getEthBalance(address addr) view returns (uint256 balance)",
]);
const WORD = /^0x[0-9a-f]{64}$/i;

/**
 * Native coin of these addresses at the end of that block, in one call. The block is named by its hash (EIP-1898), so that
 * no other chain's state can answer; a node that does not take hashes is asked by number, and then for that number's hash.
 *
 * @returns null where the node has no state of that block
 */
export async function readBalances(
  ask: Ask,
  addresses: readonly string[],
  block: BlockRef,
): Promise<ReadonlyMap<string, bigint> | null> {
  const calls = addresses.map((address) => ({
    target: MULTICALL3,
    allowFailure: false,
    callData: encodeFunctionData({ abi: ABI, functionName: "getEthBalance", args: [address as `0x${string}`] }),
  })) as { target: `0x${string}`; allowFailure: boolean; callData: `0x${string}` }[];
  const call = { to: MULTICALL3, data: encodeFunctionData({ abi: ABI, functionName: "aggregate3", args: [calls] }) };

  const byHash = await unlessRefused(ask("eth_call", [call, { blockHash: block.hash }]));
  if (byHash !== null) return decode(byHash, addresses);

  const height = `0x${block.number.toString(16)}`;
  const byNumber = await unlessRefused(ask("eth_call", [call, height]));
  if (byNumber === null) return null;
  const header = readHeader(await ask("eth_getBlockByNumber", [height, false]), block.number);
  if (header?.hash !== block.hash) throw new ChainEvidenceError("The node told balances of another chain's block.");
  return decode(byNumber, addresses);
}

async function unlessRefused(answer: Promise<unknown>): Promise<unknown> {
  try {
    return (await answer) ?? "0x";
  } catch (error) {
    if (error instanceof ChainRefusalError) return null;
    // "Only the last 128 blocks": read as a limit of logs, but none were asked for.
    if (error instanceof ChainLimitError && error.of === "logs") return null;
    throw error;
  }
}

/** One word for each address, or nothing of it is believed. */
function decode(answer: unknown, addresses: readonly string[]): ReadonlyMap<string, bigint> {
  if (answer === "0x") throw new ChainEvidenceError("There is no Multicall3 contract on this chain.");
  const words = resultsOf(answer);
  if (words.length !== addresses.length) throw unreadable();
  return new Map(
    addresses.map((address, place): [string, bigint] => {
      const { success, returnData } = words[place] ?? { success: false, returnData: "0x" };
      if (!success || !WORD.test(returnData)) throw unreadable();
      return [address, BigInt(returnData)];
    }),
  );
}

function resultsOf(answer: unknown) {
  try {
    return decodeFunctionResult({ abi: ABI, functionName: "aggregate3", data: answer as `0x${string}` });
  } catch {
    throw unreadable();
  }
}

function unreadable(): ChainEvidenceError {
  return new ChainEvidenceError("The node's answer has no readable balances.");
}
