import type { AssetRef } from "./assets";

export const SESSION_STATUSES = [
  "pending",
  "detected",
  "underpaid",
  "overpaid",
  "paid",
  "paid_late",
  "expired",
  "failed",
  "deactivated",
] as const;

/** A projection of the stored transfers; what each means is in product.md 3.2. */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** Money sent now is what the session waits for, or has seen and is confirming. */
export function isOpen(status: SessionStatus): boolean {
  return status === "pending" || status === "detected" || status === "underpaid" || status === "overpaid";
}

export type PaymentStatus = "unpaid" | "partial" | "paid" | "cancelled" | "expired";

/** What one flat status cannot say, in the order in which they are listed. */
export const SESSION_FLAGS = [
  "partial",
  "over",
  "late",
  "late_confirming",
  "surplus",
  "wrong_asset",
  "reverted",
  "after_deactivation",
  "accepted",
  "checking_delayed",
] as const;

export type SessionFlag = (typeof SESSION_FLAGS)[number];

/** A way to pay. */
export type Method = {
  readonly chainId: number;
  readonly asset: AssetRef;
};

/** A price: integer minor units of an ISO 4217 currency. */
export type Price = {
  readonly minor: bigint;
  readonly currency: string;
};

/** What `derive` needs to know of a session beside its quotes and transfers. Times are epoch milliseconds. */
export type SessionCore = {
  readonly id: string;
  readonly price: Price;
  /** The chosen way to pay: sums are told in its asset. */
  readonly chosen: Method;
  readonly createdAt: number;
  /**
   * Per network, the serial of the block the scan had reached at creation: money in blocks verified before is not this
   * session's. Not a height: a reorg may mine the first payment below the height at which the session began.
   */
  readonly startSerials: ReadonlyMap<number, number>;
  readonly deactivatedAt: number | null;
  /** Blocks for which a settled session waits for its payment to be mined again (D4). */
  readonly holdBlocks: number;
};

/** The merchant's word that what came is enough (D13). A stored fact, never an edit of the status. */
export type Acceptance = {
  readonly acceptedAt: number;
  readonly by: string;
  readonly reason: string;
};

/** The record that is frozen in the transaction that settles a session (D3). */
export type Settlement = {
  readonly status: "paid" | "paid_late";
  /** Null where the merchant accepted what came, and nothing completed. */
  readonly completingId: string | null;
  readonly txHash: string | null;
  /** Ids of all transfers that counted. */
  readonly countedIds: readonly string[];
  readonly over: boolean;
  readonly paidAt: number;
};

/**
 * Every legal move, `from → to[]` (engine.md 3.3; a status always may stay what it is). The last column of the
 * reasons: `expired → underpaid` is a correction like its neighbours and was added to the table, see
 * docs/decisions/0002.
 */
export const LEGAL_MOVES: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  pending: ["detected", "overpaid", "underpaid", "paid", "paid_late", "expired", "deactivated", "failed"],
  detected: ["overpaid", "paid", "paid_late", "pending", "underpaid", "expired", "deactivated"],
  overpaid: ["detected", "paid", "paid_late", "pending", "underpaid", "expired", "deactivated"],
  underpaid: ["detected", "overpaid", "paid", "paid_late", "pending", "expired", "deactivated"],
  expired: ["paid_late", "detected", "overpaid", "underpaid", "paid", "pending", "deactivated"],
  paid: ["failed"],
  paid_late: ["failed"],
  failed: ["paid", "paid_late"],
  deactivated: [],
};
