import { assetsOf, NATIVE } from "../../checkout/assets";
import type { NativeWatch, Network } from "../../checkout/networks";
import type { BlockHeader, Chain, ScanResult, SecondWord } from "../chain";
import { readHeader } from "./answer";
import { attributeBlock } from "./attribute-block";
import { lookUpTransaction } from "./look-up-transaction";
import { newestHead } from "./newest-head";
import { type Node, NotKeptError, nodeLine } from "./node-line";
import { readBalances } from "./read-balances";
import type { Emitters } from "./read-log";
import { scanBlocks } from "./scan-blocks";

type Options = {
  /** Epoch milliseconds; of rests and of heads that are old. */
  readonly now?: () => number;
  /** How the native coin is found: in each block's body, or by balances alone. */
  readonly nativeWatch?: NativeWatch;
  /** The contract whose word it is that a deposit address was swept. */
  readonly factory?: `0x${string}`;
};

/**
 * An EVM network read through JSON-RPC nodes. With several URLs the first that answers well is used, for the whole of a
 * question: a window is never put together from two nodes' words.
 *
 * @param urls at least one, in the order in which they are tried
 */
export function evmChain(
  network: Network,
  urls: readonly string[],
  { now = Date.now, nativeWatch = "blocks", factory }: Options = {},
): Chain {
  const { chainId } = network;
  const bodies = nativeWatch === "blocks";
  const line = nodeLine(network, urls, now);
  const tokens = assetsOf(chainId).flatMap(({ contract }) => (contract === NATIVE ? [] : [contract]));
  const emitters: Emitters = { tokens, factory: factory ?? null };
  const newest = newestHead(network, line, now);
  /** Which node gave an answer that a second one is asked about. */
  const givers = new WeakMap<ScanResult | ReadonlyMap<string, bigint>, Node>();

  return {
    network,
    head: newest.head,
    async headerAt(number) {
      return (await line.first((node) => headerAt(node, number), newest.leader())).answer;
    },
    async lookUp(txHash) {
      const lookUp = ({ ask }: Node) => lookUpTransaction(ask, { chainId, txHash });
      return (await line.first(lookUp, newest.leader())).answer;
    },
    async scan(window, matcher) {
      const scan = ({ ask, reach }: Node) => scanBlocks(ask, { chainId, emitters, bodies, window, matcher, reach });
      const { node, answer } = await line.first(scan, newest.leader());
      line.succeeded(node);
      newest.delivered(window.to);
      givers.set(answer, node);
      return answer;
    },
    async secondWord(result, number): Promise<SecondWord> {
      if (line.isAlone) return "alone";
      const hash = result.blocks.find((block) => block.number === number)?.hash;
      for (const other of line.others(givers.get(result))) {
        const tried = await line.tryOne(other, (node) => headerAt(node, number));
        if ("answer" in tried && tried.answer !== null) return tried.answer.hash === hash ? "agrees" : "disagrees";
      }
      return "silent";
    },
    async balances(addresses, block) {
      const read = async ({ ask }: Node) => {
        const balances = await readBalances(ask, addresses, block);
        if (balances === null) throw new NotKeptError("The node does not keep the state of that block.");
        return balances;
      };
      try {
        const { node, answer } = await line.first(read, newest.leader());
        givers.set(answer, node);
        return answer;
      } catch (error) {
        if (error instanceof NotKeptError) return null;
        throw error;
      }
    },
    async secondBalances(balances, { addresses, block }) {
      if (line.isAlone) return "alone";
      for (const other of line.others(givers.get(balances))) {
        const tried = await line.tryOne(other, ({ ask }) => readBalances(ask, addresses, block));
        if ("answer" in tried && tried.answer !== null) return tried.answer;
      }
      return "silent";
    },
    async attribute(addresses, block) {
      const attribute = ({ ask }: Node) => attributeBlock(ask, { chainId, addresses, block });
      return (await line.first(attribute, newest.leader())).answer;
    },
  };
}

async function headerAt({ ask }: Node, number: number): Promise<BlockHeader | null> {
  return readHeader(await ask("eth_getBlockByNumber", [`0x${number.toString(16)}`, false]), number);
}
