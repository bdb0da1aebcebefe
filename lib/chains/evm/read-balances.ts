import { type BlockRef, ChainEvidenceError, ChainLimitError, ChainRefusalError } from "../chain";
import { readHeader } from "./answer";
import { decodeBalances, encodeBalanceCall } from "./balance-call";
import type { Ask } from "./evm-node";

/** The same on every network that Florin knows (github.com/mds1/multicall3). */
const MULTICALL3 = "0xca11bde05977b3631167028862be2a173976ca11";

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
  const call = { to: MULTICALL3, data: encodeBalanceCall(MULTICALL3, addresses) };

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
  const balances = typeof answer === "string" ? decodeBalances(answer, addresses.length) : null;
  if (balances === null) throw unreadable();
  return new Map(addresses.map((address, place): [string, bigint] => [address, balances[place] as bigint]));
}

function unreadable(): ChainEvidenceError {
  return new ChainEvidenceError("The node's answer has no readable balances.");
}
