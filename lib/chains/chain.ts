import type { Network } from "../checkout/networks";
import type { TransactionReport } from "../checkout/transaction-report";
import type { ChainTransfer } from "../checkout/transfer";

export type BlockHeader = {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Epoch milliseconds. */
  readonly time: number;
};

/** A transfer as the chain tells it, with its place in the block. */
export type FoundTransfer = ChainTransfer & { readonly order: number };

/** Of these lower-case recipients, the ones that are ours. One indexed query; the adapter never sees the whole list. */
export type Matcher = (recipients: readonly string[]) => Promise<ReadonlySet<string>>;

/** Native coin that a deposit contract's factory says has left the address of that treasury and index. */
export type Sweep = {
  readonly treasury: string;
  readonly index: bigint;
  /** Smallest unit, above 0. */
  readonly amount: bigint;
  readonly blockHash: string;
  readonly blockNumber: number;
};

export type ScanResult = {
  /** One header for each block of the window, in order, each the parent of the next. */
  readonly blocks: readonly BlockHeader[];
  readonly transfers: readonly FoundTransfer[];
  /** Of all addresses of the factory: whose they are is for the caller to find out. */
  readonly sweeps: readonly Sweep[];
};

/** A block by its verified hash. */
export type BlockRef = Pick<BlockHeader, "number" | "hash">;

/** What a block shows of native coin that moved to or from some addresses. */
export type Attribution = {
  /** Top-level sends to them that succeeded. */
  readonly sends: readonly FoundTransfer[];
  /** Value that contracts moved to them, and what left each of them; null where no node tells. */
  readonly inside: {
    readonly received: readonly FoundTransfer[];
    readonly spent: ReadonlyMap<string, bigint>;
  } | null;
};

/**
 * What another node says of a block that was read (S28). `silent`: there are others, and none that answers has it; `alone`:
 * only one is configured.
 */
export type SecondWord = "agrees" | "disagrees" | "silent" | "alone";

/**
 * One network as the engine sees it. An adapter reports what it has verified and decides nothing. Every method throws
 * where the node does not answer, or answers something that does not fit together; nobody may take that for "nothing".
 */
export type Chain = {
  readonly network: Network;
  /** The newest block the node tells of. Its word only: confirmations never count from here (D10). */
  head(): Promise<BlockHeader>;
  /** The header at that height on the node's chain, or null above its head. */
  headerAt(number: number): Promise<BlockHeader | null>;
  /** All transfers to us in the blocks `from` to `to`, both included. `from`'s parent is checked by the caller. */
  scan(window: { from: number; to: number }, matcher: Matcher): Promise<ScanResult>;
  /** What the node says of a transaction (32 bytes as lower-case hex), or null where it knows none. Counts for nothing. */
  lookUp(txHash: string): Promise<TransactionReport | null>;
  /** Asks a node other than the one that gave this result for the hash at that height, one of the result's. Never throws for a node. */
  secondWord(result: ScanResult, number: number): Promise<SecondWord>;
  /**
   * The native coin that each of these lower-case addresses had at the end of that block, or null where no node keeps the
   * state of a block so old.
   *
   * @param addresses at most {@link MAX_BALANCES}
   */
  balances(addresses: readonly string[], block: BlockRef): Promise<ReadonlyMap<string, bigint> | null>;
  /** Asks a node other than the one that gave these balances for those of `addresses` at that block. Never throws for a node. */
  secondBalances(
    balances: ReadonlyMap<string, bigint>,
    given: { readonly addresses: readonly string[]; readonly block: BlockRef },
  ): Promise<ReadonlyMap<string, bigint> | "silent" | "alone">;
  /** What that block shows of the native coin of these lower-case addresses. */
  attribute(addresses: ReadonlySet<string>, block: BlockRef): Promise<Attribution>;
};

/** Addresses of one question for balances: far below the gas that nodes give a call. */
export const MAX_BALANCES = 500;

/** Why a network could not be read. The message is plain words for the operator and holds no URL (keys live in URLs). */
export class ChainError extends Error {
  override name = "ChainError";
}

/** The node did not answer, or refused. */
export class ChainUnreachableError extends ChainError {
  override name = "ChainUnreachableError";
}

/** The node answers less at once than was asked: a smaller window may pass. */
export class ChainLimitError extends ChainUnreachableError {
  override name = "ChainLimitError";
  /** `logs`: only the question for logs was too large; `answer`: any may have been. */
  readonly of: "logs" | "answer";
  /** Blocks that would pass, >= 1, where the node says so. */
  readonly blocks: number | null;

  constructor(message: string, { of, blocks, cause }: { of: "logs" | "answer"; blocks: number | null; cause?: unknown }) {
    super(message, { cause });
    this.of = of;
    this.blocks = blocks;
  }
}

/** Nothing is wrong with the question: the node has too much to do, or does not have the blocks yet. */
export class ChainBusyError extends ChainUnreachableError {
  override name = "ChainBusyError";
  /** How long it wants to be left alone, where it says so. */
  readonly waitMs: number | null;

  constructor(message: string, { waitMs, cause }: { waitMs: number | null; cause?: unknown }) {
    super(message, { cause });
    this.waitMs = waitMs;
  }
}

/** The node answered with an error of its own: it does not do that, or not for that block. */
export class ChainRefusalError extends ChainUnreachableError {
  override name = "ChainRefusalError";
}

/** The node answered, but not in a way that can be believed. The scan stops, the cursor stays, the next tick asks again. */
export class ChainEvidenceError extends ChainError {
  override name = "ChainEvidenceError";
}
