import { createHash } from "node:crypto";
import type { Network } from "@/lib/checkout/networks";
import type { Plan } from "./plans";
import type { Random } from "./random";
import { type Block, type BlockTree, forkPoint, isOnLine, lineOf, makeTree, type Transaction } from "./tree";

const DEPTHS = [1, 1, 1, 2, 2, 3, 3, 5, 8, 12];
/** Of reorgs, and of times when many blocks come before anybody looks: those about as long as the finality policy. */
const LONG = 0.15;
const FIRST_BLOCKS = 70;

export type World = ReturnType<typeof makeWorld>;

/** All chains, and what people want to have mined on them. Only the seed decides what happens. */
export function makeWorld({
  seed,
  start,
  networks,
  random,
}: {
  seed: number;
  start: number;
  networks: readonly Network[];
  random: Random;
}) {
  const startTime = start - FIRST_BLOCKS * 1_000;
  const trees = networks.map((network) => makeTree(network, { startTime, blocks: FIRST_BLOCKS, salt: `seed ${seed}` }));
  let plans: Plan[] = [];
  let pool: { chainId: number; transaction: Transaction }[] = [];
  let nonces = 0;
  let now = start;

  function transactionOf({ payments, sweeps }: Pick<Plan, "payments" | "sweeps">, nonce = nonces++): Transaction {
    const text = JSON.stringify([seed, nonce, payments.map(({ amount }) => amount.toString())]);
    return { hash: `0x${createHash("sha256").update(text).digest("hex")}`, nonce, payments, sweeps };
  }

  function mine(tree: BlockTree, blocks: number): void {
    const { chainId } = tree.network;
    const due = plans.filter((plan) => plan.chainId === chainId && plan.at <= now);
    plans = plans.filter((plan) => !due.includes(plan));
    pool.push(...due.map((plan) => ({ chainId, transaction: transactionOf(plan) })));
    const from = tree.tip().time;
    for (let place = 1; place <= blocks; place += 1) {
      const offered = pool.filter((one) => one.chainId === chainId && (place === blocks || random.chance(0.5)));
      pool = pool.filter((one) => !offered.includes(one));
      tree.mine(
        wholeSeconds(from + ((now - from) * place) / blocks),
        offered.map(({ transaction }) => transaction),
      );
    }
  }

  /** No fork ever reaches below the policy, counted from the highest block there was: that would be an incident. */
  function floorOf(tree: BlockTree): number {
    return Math.max(1, Math.max(...tree.all.map(({ number }) => number)) - tree.network.finalityDepth);
  }

  /** What a reorg does with a payment: the same place, another one, later, never, or another amount. */
  function reorg(tree: BlockTree): void {
    const { chainId } = tree.network;
    const tip = tree.tip();
    const floor = floorOf(tree);
    const others = tree.leaves().filter((leaf) => leaf !== tip && forkPoint(leaf, tip).number >= floor);
    if (others.length > 0 && random.chance(0.25)) {
      tree.turnTo(random.pick(others));
      return;
    }
    const { finalityDepth } = tree.network;
    const wanted = random.chance(LONG) ? random.int(Math.min(13, finalityDepth), finalityDepth) : random.pick(DEPTHS);
    const depth = Math.min(wanted, tip.number - floor);
    if (depth < 1) return;
    const base = lineOf(tip)[tip.number - depth] as Block;
    const blocks = Math.max(1, depth + random.int(-1, 2));
    const placed: Transaction[][] = Array.from({ length: blocks }, () => []);
    for (const block of lineOf(tip).slice(base.number + 1)) {
      for (const transaction of block.transactions) {
        const fate = random.unit();
        const same = Math.min(blocks - 1, block.number - base.number - 1);
        if (fate < 0.4) placed[same]?.push(transaction);
        else if (fate < 0.6) placed[random.int(0, blocks - 1)]?.push(transaction);
        else if (fate < 0.8) pool.push({ chainId, transaction });
        else if (fate < 0.9) placed[same]?.push(changed(transaction));
      }
    }
    tree.turnTo(base);
    for (const [place, transactions] of placed.entries()) {
      tree.mine(wholeSeconds(base.time + ((now - base.time) * (place + 1)) / blocks), transactions);
    }
  }

  function changed({ nonce, payments, sweeps }: Transaction): Transaction {
    const other = random.chance(0.5) ? (amount: bigint) => amount / 2n : (amount: bigint) => amount + 1n;
    return transactionOf({ sweeps, payments: payments.map((payment) => ({ ...payment, amount: other(payment.amount) })) }, nonce);
  }

  return {
    trees,
    now: () => now,
    pass(ms: number): void {
      now += ms;
    },
    plan(more: readonly Plan[]): void {
      plans.push(...more);
    },
    /** Some blocks on each chain, or a reorg. */
    happen(likelyReorg: number): void {
      for (const tree of trees) {
        if (random.chance(likelyReorg)) reorg(tree);
        else mine(tree, random.chance(LONG) ? random.int(4, tree.network.finalityDepth) : random.int(0, 3));
      }
    },
    /** All that is due is mined in the next block, and so many blocks lie on top, above the highest that there ever was. */
    settleDown(blocks: number): void {
      for (const tree of trees) {
        mine(tree, 1);
        const highest = Math.max(...tree.all.map(({ number }) => number));
        mine(tree, highest - tree.tip().number + blocks);
      }
    },
  };
}

/** Every block of the tree that stands on this one, itself included. */
export function heightAbove(block: Block, tree: BlockTree): number {
  return Math.max(
    ...tree
      .leaves()
      .filter((leaf) => isOnLine(block, leaf))
      .map(({ number }) => number),
  );
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
