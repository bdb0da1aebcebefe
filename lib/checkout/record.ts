import type { SessionFacts } from "./derive";
import type { SessionFlag, SessionStatus } from "./session";

export type MetadataValue = string | number | boolean;
export type Metadata = Readonly<Record<string, MetadataValue>>;

/** The texts and addresses that a merchant sets and may change later; never the price. */
export type SessionTexts = {
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly successUrl: string | null;
  readonly successMessage: string | null;
  readonly cancelUrl: string | null;
  readonly returnUrl: string | null;
  readonly customerEmail: string | null;
  readonly clientReferenceId: string | null;
};

/** A whole stored session. Times are epoch milliseconds. */
export type SessionRecord = SessionTexts & {
  readonly id: string;
  readonly merchantId: string;
  readonly merchantName: string;
  /** The merchant's, for their customers. */
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  readonly supportText: string | null;
  readonly livemode: boolean;
  readonly linkId: string | null;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** As it is shown: EIP-55 on EVM networks. */
  readonly address: string;
  readonly status: SessionStatus;
  readonly flags: readonly SessionFlag[];
  readonly received: bigint;
  readonly remaining: bigint;
  readonly overpaid: bigint;
  readonly completingId: string | null;
  readonly txHash: string | null;
  readonly paidAt: number | null;
  readonly expiresAt: number;
  readonly graceUntil: number;
  readonly confirming: boolean;
  readonly lookAt: number | null;
  /** What each payment was worth when it was seen, minor units of the price's currency, by payment id (D6). */
  readonly fiatAtReceipt: ReadonlyMap<string, bigint>;
  readonly facts: SessionFacts;
};
