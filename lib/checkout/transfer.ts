import type { AssetRef } from "./assets";

/** How a transfer reached its address; `internal`: native coin moved by a contract. */
export type TransferKind = "native" | "token" | "internal";

/**
 * What the chain says. Identity is (chainId, blockHash, txHash, position): one transaction may pay an address twice,
 * and a re-mined transaction keeps its hash (engine.md 2.7). Nothing is ever deleted: a reorg orphans the block.
 */
export type ChainTransfer = {
  readonly chainId: number;
  readonly asset: AssetRef;
  readonly kind: TransferKind;
  /** Smallest units, > 0. */
  readonly amount: bigint;
  /** Lower-case addresses. `from` is null where the transaction is not known. */
  readonly from: string | null;
  readonly to: string;
  /** Null: `internal`, and no node could say in which transaction. */
  readonly txHash: string | null;
  /**
   * `tx` for the top-level value of a transaction, `log:<index>` for a token transfer, `trace:<path>` for a contract's
   * call inside a transaction, `balance:<address>` for what an address gained in the block in a way that nobody showed,
   * `balance:<address>:<n>` for what came to light of that later, n times before.
   */
  readonly position: string;
  /** Of what nobody showed: it came above this block, at its own at the latest. Absent: in its own. */
  readonly cameAfter?: number;
  readonly blockHash: string;
  readonly blockNumber: number;
  /** Epoch milliseconds of the block. */
  readonly blockTime: number;
};

/** A stored transfer of one session's addresses. */
export type Transfer = ChainTransfer & {
  /** `pay_…` */
  readonly id: string;
  /** Index of the transaction in its block, then of the log in it: the order inside a block. */
  readonly order: number;
  /** Counts the blocks ever verified on its network: a block that replaced another has the higher serial. */
  readonly blockSerial: number;
  /** The scan's highest block when the reorg took this block away; null while it is canonical. */
  readonly orphanedAt: number | null;
};

/** Network, block and place in it: the one order of all transfers (engine.md 3.2). */
export function compareTransfers(a: Transfer, b: Transfer): number {
  return (
    a.blockTime - b.blockTime ||
    a.chainId - b.chainId ||
    a.blockNumber - b.blockNumber ||
    a.order - b.order ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Inclusion is one confirmation (D10); never below 0. `scannedThrough` is a verified block, not a node's word. */
export function confirmationsOf(blockNumber: number, scannedThrough: number): number {
  return Math.max(0, scannedThrough - blockNumber + 1);
}
