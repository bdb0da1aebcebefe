import { assetsOf, NATIVE } from "../../checkout/assets";
import type { NativeWatch, Network } from "../../checkout/networks";
import { type Chain, ChainError, ChainEvidenceError } from "../chain";
import { readHeader } from "./answer";
import { attributeBlock } from "./attribute-block";
import { type Ask, evmNode } from "./evm-node";
import { readBalances } from "./read-balances";
import { scanBlocks, type Tokens } from "./scan-blocks";

/** A node that failed is asked last for so long, doubling with each failure in a row. */
const REST_MS = 1_000;
const MAX_REST_MS = 60_000;

type Node = { readonly ask: Ask; restUntil: number; restMs: number };

/** No node of the list keeps the state of a block so old. Not a fault: the node is not rested for it. */
class NoStateError extends ChainError {}

/**
 * An EVM network read through JSON-RPC nodes. With several URLs the first that answers well is used, for the whole of a
 * question: a window is never put together from two nodes' words.
 *
 * @param urls at least one, in the order in which they are tried
 * @param nativeWatch how the native coin is found: in each block's body, or by balances alone
 */
export function evmChain(network: Network, urls: readonly string[], nativeWatch: NativeWatch = "blocks"): Chain {
  const nodes = urls.map((url): Node => ({ ask: evmNode(network, url), restUntil: 0, restMs: REST_MS }));
  const tokens: Tokens = assetsOf(network.chainId).flatMap(({ contract }) => (contract === NATIVE ? [] : [contract]));
  const { chainId } = network;
  const bodies = nativeWatch === "blocks";
  return {
    network,
    head: () =>
      withNode(nodes, async (ask) => {
        const header = readHeader(await ask("eth_getBlockByNumber", ["latest", false]));
        if (header === null) throw new ChainEvidenceError("The node has no latest block.");
        return header;
      }),
    headerAt: (number) =>
      withNode(nodes, async (ask) => readHeader(await ask("eth_getBlockByNumber", [`0x${number.toString(16)}`, false]), number)),
    scan: (window, matcher) => withNode(nodes, (ask) => scanBlocks(ask, { chainId, tokens, bodies, window, matcher })),
    balances: (addresses, block) =>
      withNode(nodes, async (ask) => {
        const balances = await readBalances(ask, addresses, block);
        if (balances === null) throw new NoStateError();
        return balances;
      }).catch((error) => {
        if (error instanceof NoStateError) return null;
        throw error;
      }),
    attribute: (addresses, block) => withNode(nodes, (ask) => attributeBlock(ask, { chainId, addresses, block })),
  };
}

async function withNode<T>(nodes: readonly Node[], work: (ask: Ask) => Promise<T>): Promise<T> {
  const now = performance.now();
  const rested = nodes.filter((node) => node.restUntil <= now);
  const resting = nodes.filter((node) => node.restUntil > now);
  let first: unknown;
  for (const node of [...rested, ...resting]) {
    try {
      const answer = await work(node.ask);
      node.restMs = REST_MS;
      return answer;
    } catch (error) {
      if (!(error instanceof ChainError)) throw error;
      first ??= error;
      if (error instanceof NoStateError) continue;
      node.restUntil = performance.now() + node.restMs;
      node.restMs = Math.min(MAX_REST_MS, node.restMs * 2);
    }
  }
  throw first;
}
