import { conflict } from "../../errors";
import type { AskNode } from "../local-node";
import { confirm, confirmationsNeeded, type Lab, mine, minedIn, newestBlock, payDue, readRecord, until, untilSeen } from "./lab";

/** Seen, gone, sent again. */
export async function loseAndPayAgain(lab: Lab): Promise<void> {
  await withMiningHeld(lab, async () => {
    const txHash = await payDue(lab);
    await untilSeen(lab, txHash);
    await takeBack(lab, txHash);
    await until(lab, ({ flags }) => flags.includes("reverted"));
  });
  await untilSeen(lab, await payDue(lab));
  await confirm(lab, ({ status, flags }) => status === "paid" && flags.includes("reverted"));
}

/** Paid, and gone for good: the hold window passes without it. */
export async function loseAfterPaid(lab: Lab): Promise<void> {
  await withMiningHeld(lab, async () => {
    const txHash = await payDue(lab);
    await untilSeen(lab, txHash);
    await mine(lab, confirmationsNeeded(lab) - 1);
    await until(lab, ({ status }) => status === "paid");
    await takeBack(lab, txHash);
    await until(lab, ({ flags }) => flags.includes("reverted"));
  });
  const { facts } = await readRecord(lab);
  await mine(lab, facts.session.holdBlocks + 1);
  await until(lab, ({ status, confirming }) => status === "failed" && !confirming);
}

/**
 * Takes the newest blocks back, down to the one that holds the transaction, and leaves it out. What others had in those
 * blocks is in their replacements, in the same order.
 */
async function takeBack(lab: Lab, txHash: string): Promise<void> {
  const { node, chain } = lab;
  const height = await minedIn(lab, txHash);
  if (height === null) throw new Error("a payment that was seen stands in a block");
  const depth = (await newestBlock(lab)).number - height + 1;
  // A deeper one stops the scan for everybody, as it must.
  if (depth >= chain.network.finalityDepth) {
    throw conflict("reorg_too_deep", "This session needs so many confirmations that a payment with all of them is final.");
  }
  const kept: [string, number][] = [];
  for (let place = 0; place < depth; place += 1) {
    for (const hash of await transactionsAt(node, height + place)) {
      if (hash === txHash) continue;
      kept.push([(await node("eth_getRawTransactionByHash", [hash])) as string, place]);
    }
  }
  await node("anvil_reorg", [depth, kept]);
}

async function transactionsAt(node: AskNode, height: number): Promise<string[]> {
  const block = (await node("eth_getBlockByNumber", [`0x${height.toString(16)}`, false])) as { transactions: string[] };
  return block.transactions;
}

/**
 * No block is mined but those the scenario asks for. So hardly anybody else's payment is in the blocks that are taken back,
 * and none comes while they are. What others send meanwhile waits in the pool, for seconds.
 */
async function withMiningHeld<T>({ node }: Lab, work: () => Promise<T>): Promise<T> {
  const [isAtOnce, everySeconds] = await Promise.all([node("anvil_getAutomine"), node("anvil_getIntervalMining")]);
  await node("evm_setAutomine", [false]);
  await node("evm_setIntervalMining", [0]);
  try {
    return await work();
  } finally {
    if (isAtOnce) await node("evm_setAutomine", [true]);
    else if (everySeconds !== null) await node("evm_setIntervalMining", [everySeconds]);
  }
}
