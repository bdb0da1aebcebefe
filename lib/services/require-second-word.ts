import { findRipeMoney, type RipeMoney } from "@/db/queries/ripe-money";
import { type Chain, ChainEvidenceError, type ScanResult } from "../chains/chain";
import { log } from "../log";
import { minorUnits } from "../money";
import type { App } from "./app";

/** A second node that lags, or stumbles, gets so long before small money goes on without it. */
const PATIENCE_MS = 30_000;

type Window = {
  readonly chain: Chain;
  readonly result: ScanResult;
  /** When this network's scan began to have problems, epoch milliseconds; null: it has none. */
  readonly problemSince: number | null;
  readonly now: number;
};

/**
 * S28: where a network has several nodes, money is confirmed on the word of two. One question for a window in which money
 * reaches its confirmations, none otherwise: two nodes that agree on a hash agree on all below it.
 *
 * A disagreement is always waited out. So is silence, but for prices up to ONE_NODE_LIMIT, which go on after a while and
 * are told in the log: one dead node must not stop a shop, and must not be all that a liar has to bring about.
 *
 * @throws {ChainEvidenceError} the window may not be committed yet
 */
export async function requireSecondWord(app: App, { chain, result, problemSince, now }: Window): Promise<void> {
  const [first, last] = [result.blocks[0], result.blocks.at(-1)];
  if (!first || !last) return;
  const { chainId, livemode } = chain.network;
  const window = { chainId, livemode, from: first.number, to: last.number };
  const ripe = await findRipeMoney(app.database.db, { ...window, found: result.transfers });
  if (ripe.length === 0) return;
  const number = Math.max(...ripe.map((money) => money.number));
  const word = await chain.secondWord(result, number);
  switch (word) {
    case "alone":
    case "agrees":
      return;
    case "disagrees":
      throw new ChainEvidenceError(`Two nodes disagree about block ${number}.`);
    case "silent": {
      const isPatient = problemSince === null || now - problemSince < PATIENCE_MS;
      if (isPatient || !ripe.every((money) => isSmall(money, app.config.ONE_NODE_LIMIT))) {
        throw new ChainEvidenceError(`No second node confirms block ${number} yet.`);
      }
      const sessions = ripe.map((money) => money.sessionId);
      log.warn({ chainId, block: number, sessions, oneNode: true }, "money is confirmed on the word of one node");
      return;
    }
    default:
      word satisfies never;
  }
}

function isSmall({ priceMinor, currency }: RipeMoney, limit: number): boolean {
  return priceMinor <= BigInt(limit) * 10n ** BigInt(minorUnits(currency));
}
