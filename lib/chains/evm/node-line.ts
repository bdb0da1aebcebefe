import type { Network } from "../../checkout/networks";
import { ChainBusyError, ChainError } from "../chain";
import { type Ask, evmNode } from "./evm-node";
import { type LogReach, logReach } from "./log-reach";

/** A node that failed is asked last for so long, doubling with each failure in a row. */
const REST_MS = 1_000;
const MAX_REST_MS = 60_000;
/** A node that wants to be left alone is, up to here: no header may freeze a network (ponder#2143). */
const MAX_BUSY_MS = 60_000;

/** The node does not keep what was asked for. No fault: the next one is asked, and this one is not rested for it. */
export class NotKeptError extends ChainError {
  override name = "NotKeptError";
}

/** One URL of a network, and how it has behaved. */
export type Node = {
  readonly ask: Ask;
  readonly reach: LogReach;
  restUntil: number;
  restMs: number;
  busyUntil: number;
};

export type NodeLine = ReturnType<typeof nodeLine>;

/**
 * A network's nodes in the order in which they are asked: as configured, those that failed lately last, those that asked
 * to be left alone not at all. Each is asked for a whole answer: nothing is put together from two nodes' words.
 *
 * @param now epoch milliseconds
 */
export function nodeLine(network: Network, urls: readonly string[], now: () => number) {
  const nodes = urls.map(
    (url): Node => ({ ask: evmNode(network, url), reach: logReach(now), restUntil: 0, restMs: REST_MS, busyUntil: 0 }),
  );
  const isResting = (node: Node) => isAhead(node.restUntil, now(), MAX_REST_MS);
  const isBusy = (node: Node) => isAhead(node.busyUntil, now(), MAX_BUSY_MS);

  function failed(node: Node, error?: ChainError): void {
    node.restUntil = now() + node.restMs;
    node.restMs = Math.min(MAX_REST_MS, node.restMs * 2);
    if (error instanceof ChainBusyError && error.waitMs !== null) {
      node.busyUntil = now() + Math.min(MAX_BUSY_MS, error.waitMs);
    }
  }

  /** What that node answers; or how it failed, which it is remembered for. */
  async function tryOne<T>(node: Node, work: (node: Node) => Promise<T>): Promise<{ answer: T } | { error: ChainError }> {
    try {
      const answer = await work(node);
      return { answer };
    } catch (error) {
      if (!(error instanceof ChainError)) throw error;
      if (!(error instanceof NotKeptError)) failed(node, error);
      return { error };
    }
  }

  return {
    isAlone: nodes.length === 1,
    failed,
    tryOne,
    /** It gave an answer that stands: whatever it did before is forgiven. */
    succeeded(node: Node): void {
      node.restMs = REST_MS;
    },
    /** Nodes beside that one, without those that failed lately. */
    others: (node: Node | undefined) => nodes.filter((other) => other !== node && !isResting(other) && !isBusy(other)),
    /**
     * The first good answer.
     *
     * @param leader asked before the others, unless it failed lately
     * @throws what the first node that was asked threw, where none answers well
     */
    async first<T>(work: (node: Node) => Promise<T>, leader?: Node): Promise<{ node: Node; answer: T }> {
      const rank = (node: Node) => (isResting(node) ? 2 : 0) + (node === leader ? 0 : 1);
      const line = nodes.filter((node) => !isBusy(node)).sort((a, b) => rank(a) - rank(b));
      let first: ChainError | null = null;
      for (const node of line) {
        const tried = await tryOne(node, work);
        if ("answer" in tried) return { node, answer: tried.answer };
        first ??= tried.error;
      }
      throw first ?? new ChainBusyError("The node asked to be left alone for a while.", { waitMs: null });
    },
  };
}

/** A moment further ahead than any that was ever set comes from a clock that was put back. */
function isAhead(moment: number, now: number, mostMs: number): boolean {
  return moment > now && moment - now <= mostMs;
}
