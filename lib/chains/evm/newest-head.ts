import type { Network } from "../../checkout/networks";
import { type BlockHeader, ChainEvidenceError } from "../chain";
import { readHeader } from "./answer";
import type { Node, NodeLine } from "./node-line";

/** A head that stays, or is old by the clock, for so long: its node may have stopped where the chain went on. */
const LATE_MS = 60_000;

/**
 * The head that a network's nodes tell of. One node is asked, until its word is doubtful: below a block that was already
 * read, without a new block for long, or old by the clock. Then all are, and the highest leads; a node that lags is asked
 * last for a while. A chain that really stands still costs a question more for each node, and nothing else.
 */
export function newestHead(network: Network, line: NodeLine, now: () => number) {
  let leader: Node | undefined;
  let highest = -1;
  let last = { number: -1, since: 0 };

  const isDoubtful = (head: BlockHeader) => {
    if (last.number !== head.number) last = { number: head.number, since: now() };
    if (head.number < highest || now() - last.since > LATE_MS) return true;
    return !network.local && now() - head.time > LATE_MS;
  };

  return {
    /** The node whose head was taken last: what lies below that head is asked there first. */
    leader: () => leader,
    /** A window up to this block was read: every node that keeps up has it. */
    delivered(number: number): void {
      highest = Math.max(highest, number);
    },
    async head(): Promise<BlockHeader> {
      let { node, answer: head } = await line.first(latest);
      if (!line.isAlone && isDoubtful(head)) {
        const first = node;
        for (const other of line.others(first)) {
          const tried = await line.tryOne(other, latest);
          if ("answer" in tried && tried.answer.number > head.number) [node, head] = [other, tried.answer];
        }
        if (node !== first) line.failed(first);
      }
      leader = node;
      return head;
    },
  };
}

async function latest({ ask }: Node): Promise<BlockHeader> {
  const header = readHeader(await ask("eth_getBlockByNumber", ["latest", false]));
  if (header === null) throw new ChainEvidenceError("The node has no latest block.");
  return header;
}
