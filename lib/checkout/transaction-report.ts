import type { AssetRef } from "./assets";

/** Value that a transaction carried, or a token transfer that it logged: to anybody, of any token. */
export type ReportedTransfer = {
  /** `native`, or the token's contract in lower case, listed or not. */
  readonly contract: AssetRef;
  /** Lower case. */
  readonly to: string;
  readonly amount: bigint;
};

/** What a node says of one transaction. Its word alone: to answer a question with, never to count money by. */
export type TransactionReport = {
  readonly chainId: number;
  /** Null: known to the node, in no block yet. `time`: epoch milliseconds of the block. */
  readonly mined: { readonly blockNumber: number; readonly time: number; readonly succeeded: boolean } | null;
  /** It ran a contract, and what a contract pays out in coins stands in no transaction. */
  readonly callsContract: boolean;
  readonly transfers: readonly ReportedTransfer[];
};
