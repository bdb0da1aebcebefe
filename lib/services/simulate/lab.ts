import { setTimeout as sleep } from "node:timers/promises";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import type { Chain } from "../../chains/chain";
import type { AssetRef } from "../../checkout/assets";
import type { QuoteMethod } from "../../checkout/quote";
import type { SessionRecord } from "../../checkout/record";
import { ApiError, notFound } from "../../errors";
import type { App } from "../app";
import { deliverWebhooks } from "../deliver-webhooks";
import { type AskNode, sendByContract, sendPayment } from "../local-node";
import { scanAndReport } from "../scan-networks";

/** Of the node's accounts one that nobody else pays from: what a reorg leaves out of it keeps no other payment waiting. */
const PAYER = -2;
const POLL_MS = 100;
const TURN_BUDGET_MS = 1_000;
const STEP_MS = 500;

/** Where a scenario is played: one session, the local chain it is paid on, and the time that is left. */
export type Lab = {
  readonly app: App;
  readonly scope: Scope;
  readonly sessionId: string;
  /** The chosen way to pay. */
  readonly method: QuoteMethod;
  readonly chain: Chain;
  readonly node: AskNode;
  /** Epoch milliseconds, now. */
  readonly clock: () => number;
  /** Epoch milliseconds: then it is given up. */
  readonly deadline: number;
};

export async function readRecord(lab: Lab): Promise<SessionRecord> {
  const [record] = await loadSessionRecords(lab.app.database.db, [lab.sessionId]);
  if (!record) throw notFound();
  return record;
}

/**
 * Waits until the session is as expected. The resident loop does the work; where there is none, the ticks are run here.
 *
 * @throws {ApiError} 503 `scenario_timeout`
 */
export async function until(lab: Lab, isReached: (record: SessionRecord) => boolean | Promise<boolean>): Promise<void> {
  while (!(await isReached(await readRecord(lab)))) {
    checkTime(lab);
    await turn(lab);
  }
}

async function turn({ app, chain, clock }: Lab): Promise<void> {
  if (!app.config.RESIDENT_LOOP) {
    const now = clock();
    await scanAndReport(app, chain, { now, isOver: () => clock() > now + TURN_BUDGET_MS });
    await deliverWebhooks(app, { now, deadline: now + TURN_BUDGET_MS });
  }
  await sleep(POLL_MS);
}

function checkTime({ clock, deadline }: Lab): void {
  if (clock() <= deadline) return;
  throw new ApiError(
    "server",
    "scenario_timeout",
    "The scenario did not end in time. What was paid so far stays: look at the session before you try again.",
    { status: 503 },
  );
}

/** A real payment, mined, with one confirmation. Returns the transaction's hash. */
export async function pay(lab: Lab, amount: bigint, asset: AssetRef = lab.method.asset): Promise<string> {
  const { node, method } = lab;
  const txHash = await sendPayment(node, { asset, address: method.address, amount, sender: PAYER });
  if ((await minedIn(lab, txHash)) === null) await mine(lab, 1);
  return txHash;
}

/** The same in the network's coin, sent by a contract. */
export async function payByContract(lab: Lab, line: { address: string; due: bigint }): Promise<void> {
  const txHash = await sendByContract(lab.node, { address: line.address, amount: line.due, sender: PAYER });
  if ((await minedIn(lab, txHash)) === null) await mine(lab, 1);
}

export function payDue(lab: Lab): Promise<string> {
  return pay(lab, lab.method.due);
}

/** The height of its block, or null while it has none. */
export async function minedIn({ node }: Lab, txHash: string): Promise<number | null> {
  const transaction = (await node("eth_getTransactionByHash", [txHash])) as { blockNumber: string | null };
  return transaction.blockNumber === null ? null : Number(transaction.blockNumber);
}

/** Blocks that share their time with each other: mining never moves the chain's clock. */
export async function mine({ node }: Lab, blocks: number): Promise<void> {
  if (blocks > 0) await node("anvil_mine", [`0x${blocks.toString(16)}`]);
}

export function untilSeen(lab: Lab, txHash: string): Promise<void> {
  return until(lab, (record) => record.facts.transfers.some((one) => one.txHash === txHash && one.orphanedAt === null));
}

/** Gives what was paid its confirmations, and waits until nothing is confirming any more. */
export async function confirm(lab: Lab, isReached: (record: SessionRecord) => boolean): Promise<void> {
  await mine(lab, confirmationsNeeded(lab) - 1);
  await until(lab, (record) => !record.confirming && isReached(record));
}

/** Also for money that no line of the quote values. */
export function confirmationsNeeded({ method, chain }: Lab): number {
  return Math.max(method.confirmations, chain.network.confirmations);
}

/** Waits until the newest block is later than that moment, epoch milliseconds. The chain's clock runs as it always does. */
export async function untilChainTime(lab: Lab, moment: number): Promise<void> {
  while ((await newestBlock(lab)).time <= moment) {
    checkTime(lab);
    await sleep(STEP_MS);
    await mine(lab, 1);
  }
}

/** As the node tells it, past the scanner's adapter. Time in epoch milliseconds. */
export async function newestBlock({ node }: Lab): Promise<{ number: number; time: number }> {
  const block = (await node("eth_getBlockByNumber", ["latest", false])) as { number: string; timestamp: string };
  return { number: Number(block.number), time: Number(block.timestamp) * 1_000 };
}
