import { createHash } from "node:crypto";
import type { AssetRef } from "@/lib/checkout/assets";
import type { Network } from "@/lib/checkout/networks";

export type Payment = {
  readonly to: string;
  /** A contract that is not listed is a fake token. */
  readonly asset: AssetRef;
  readonly amount: bigint;
  /** `trace:…`: a contract sends it, and no block's body shows it. */
  readonly position: string;
};

/** The merchant moves all that one address has to the treasury, in the coin and in these tokens. */
export type SweepOrder = {
  /** Lower case: the factory's for that treasury and index. */
  readonly address: string;
  readonly treasury: string;
  readonly index: number;
  readonly tokens: readonly string[];
};

/** One nonce is spent once on a branch: two transactions with the same one are replacements of each other. */
export type Transaction = {
  readonly hash: string;
  readonly nonce: number;
  readonly payments: readonly Payment[];
  readonly sweeps: readonly SweepOrder[];
};

export type Block = {
  readonly chainId: number;
  readonly number: number;
  readonly hash: string;
  readonly parent: Block | null;
  /** Epoch milliseconds, whole seconds. */
  readonly time: number;
  readonly transactions: readonly Transaction[];
};

export type BlockTree = ReturnType<typeof makeTree>;

/** A chain with all its forks. One branch is the truth at a time; nothing is ever forgotten. */
export function makeTree(network: Network, { startTime, blocks, salt }: { startTime: number; blocks: number; salt: string }) {
  const { chainId } = network;
  const all: Block[] = [];
  const byHash = new Map<string, Block>();
  let tip = grow(null, { time: startTime, transactions: [] });
  for (let number = 1; number < blocks; number += 1) tip = grow(tip, { time: tip.time + 1_000, transactions: [] });

  function grow(parent: Block | null, { time, transactions }: Pick<Block, "time" | "transactions">): Block {
    const hash = `0x${createHash("sha256").update(`${salt} ${chainId} ${all.length}`).digest("hex")}`;
    const block = { chainId, number: parent === null ? 0 : parent.number + 1, hash, parent, time, transactions };
    all.push(block);
    byHash.set(hash, block);
    return block;
  }

  return {
    network,
    all: all as readonly Block[],
    tip: () => tip,
    find: (hash: string) => byHash.get(hash) ?? null,
    /** Mines on the true branch. What its nonces have already paid there is left out. */
    mine(time: number, offered: readonly Transaction[]): Block {
      const spent = new Set(lineOf(tip).flatMap((block) => block.transactions.map(({ nonce }) => nonce)));
      const transactions = offered.filter(({ nonce }) => {
        const isNew = !spent.has(nonce);
        spent.add(nonce);
        return isNew;
      });
      tip = grow(tip, { time: Math.max(tip.time, time), transactions });
      return tip;
    },
    /** Another branch becomes the truth. */
    turnTo(block: Block): void {
      tip = block;
    },
    /** Blocks on which no other stands. */
    leaves(): Block[] {
      const parents = new Set(all.map((block) => block.parent));
      return all.filter((block) => !parents.has(block));
    },
  };
}

/** Coin that a contract sends. */
export function isInside({ position }: Pick<Payment, "position">): boolean {
  return position.startsWith("trace:");
}

const lines = new WeakMap<Block, readonly Block[]>();

/** From the first block to this one. */
export function lineOf(block: Block): readonly Block[] {
  const known = lines.get(block);
  if (known) return known;
  const line = block.parent === null ? [block] : [...lineOf(block.parent), block];
  lines.set(block, line);
  return line;
}

export function isOnLine(block: Block, tip: Block): boolean {
  return lineOf(tip)[block.number] === block;
}

export function forkPoint(a: Block, b: Block): Block {
  const [one, two] = [lineOf(a), lineOf(b)];
  let number = Math.min(a.number, b.number);
  while (one[number] !== two[number]) number -= 1;
  return one[number] as Block;
}
