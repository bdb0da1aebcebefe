import { formatFiat } from "../money";
import { type Appraised, appraise, lastQuote } from "./appraise";
import { shareOfAll } from "./completion";
import { exchangeAmount } from "./exchange-amount";
import { honestUrl } from "./honest-url";
import { type NetworkFee, networkOf } from "./networks";
import { paymentUri } from "./payment-uri";
import type { QuoteMethod } from "./quote";
import type { SessionRecord } from "./record";
import { requoteRefusal } from "./requote";
import type { PaymentStatus, SessionFlag, SessionStatus } from "./session";
import {
  type AmountObject,
  type AssetObject,
  amountObject,
  assetObject,
  assetOf,
  chosenLine,
  confirmationsShown,
  flagsShown,
  iso,
  type PaymentObject,
  paymentStateOf,
  paymentStatusOf,
} from "./session-object";
import type { View } from "./view";

export type PublicMethod = {
  readonly chainId: number;
  readonly networkName: string;
  readonly local: boolean;
  readonly asset: AssetObject & { readonly name: string };
  readonly address: string;
  readonly amount: AmountObject;
  readonly rate: { readonly base: string; readonly quote: string; readonly value: string };
  readonly uri: string;
  readonly confirmations: number;
  /** Rough time until confirmed, milliseconds. */
  readonly usualMs: number;
  readonly fee: NetworkFee;
};

export type PublicPayment = {
  readonly txHash: string | null;
  readonly chainId: number;
  readonly networkName: string;
  readonly symbol: string;
  readonly amount: AmountObject;
  readonly state: PaymentObject["state"];
  readonly late: boolean;
  /** False: recorded, but no part of this price (another asset, or too late). */
  readonly counts: boolean;
  readonly confirmations: { readonly seen: number; readonly required: number };
  readonly explorerUrl: string | null;
};

/**
 * What the customer's page may know. This is an allow-list (S11, R12): no e-mail of the customer, no metadata, no
 * reference, no id of anything but the session itself.
 */
export type PublicSession = {
  readonly id: string;
  readonly object: "checkout_session";
  readonly livemode: boolean;
  readonly status: SessionStatus;
  readonly paymentStatus: PaymentStatus;
  readonly flags: readonly SessionFlag[];
  readonly version: number;
  readonly merchantName: string;
  /** An e-mail address at which the merchant answers customers. */
  readonly supportContact: string | null;
  /** A page where they answer. */
  readonly supportUrl: string | null;
  /** How else to ask, in plain words. */
  readonly supportText: string | null;
  readonly description: string | null;
  readonly fiat: { readonly amount: string; readonly currency: string };
  readonly chosen: { readonly chainId: number; readonly asset: string };
  readonly methods: readonly PublicMethod[];
  readonly amount: AmountObject;
  readonly amountReceived: AmountObject;
  readonly amountRemaining: AmountObject;
  readonly amountOverpaid: AmountObject;
  /** What is missing, to be entered at an exchange that keeps its fee out of it; see `exchangeAmount`. */
  readonly exchangeAmount: AmountObject;
  readonly payments: readonly PublicPayment[];
  readonly confirmations: { readonly seen: number; readonly required: number };
  readonly expiresAt: string;
  readonly graceUntil: string;
  /** Until the quote ends, never below 0; by the later of the wall clock and a local chain's. */
  readonly secondsLeft: number;
  /** For how long the quote was held when it was made. */
  readonly secondsHeld: number;
  /** Until a late payment stops counting; as `secondsLeft`. */
  readonly graceSecondsLeft: number;
  /** It has expired with nothing to count, and a new quote may reopen it. */
  readonly requotable: boolean;
  readonly paidAt: string | null;
  readonly txHash: string | null;
  readonly successUrl: string | null;
  readonly successMessage: string | null;
  readonly cancelUrl: string | null;
  readonly returnUrl: string | null;
  /** The chosen network is a chain on this machine with a payer of its own. */
  readonly testPayment: boolean;
  /** Nothing that can happen would change this page any more. */
  readonly final: boolean;
};

/** With the server's word for where the money goes, which the page checks. */
export type SignedSession = PublicSession & {
  /** Ed25519 over `payStatement`, base64url. */
  readonly proof: string;
};

export function publicSession(record: SessionRecord, view: View): PublicSession {
  const { facts } = record;
  const { price, chosen } = facts.session;
  const line = chosenLine(record);
  const asset = assetOf(line.chainId, line.asset);
  const payments = appraise(facts, view);
  const quote = lastQuote(facts.quotes);
  const sums = { share: shareOfAll(payments), remaining: record.remaining };
  const secondsUntil = (moment: number) => Math.max(0, Math.ceil((moment - sessionClock(record, view)) / 1_000));
  return {
    id: record.id,
    object: "checkout_session",
    livemode: record.livemode,
    status: record.status,
    paymentStatus: paymentStatusOf(record.status),
    flags: flagsShown(record, view),
    version: record.version,
    merchantName: record.merchantName,
    supportContact: record.supportEmail,
    supportUrl: honestUrl(record.supportUrl),
    supportText: record.supportText,
    description: record.description,
    fiat: { amount: formatFiat(price.minor, price.currency), currency: price.currency },
    chosen: { chainId: chosen.chainId, asset: chosen.asset },
    methods: quote.methods.map((one) => publicMethod(one, one === line ? record.remaining : one.due)),
    amount: amountObject(line.due, asset),
    amountReceived: amountObject(record.received, asset),
    amountRemaining: amountObject(record.remaining, asset),
    amountOverpaid: amountObject(record.overpaid, asset),
    exchangeAmount: amountObject(exchangeAmount(line, asset, { ...sums, price, tolerance: quote.tolerance }), asset),
    payments: payments.map(publicPayment),
    confirmations: confirmationsShown(record, payments),
    expiresAt: iso(record.expiresAt),
    graceUntil: iso(record.graceUntil),
    secondsLeft: secondsUntil(record.expiresAt),
    secondsHeld: Math.ceil((quote.expiresAt - quote.startsAt) / 1_000),
    graceSecondsLeft: secondsUntil(record.graceUntil),
    requotable: requoteRefusal(record, view, sessionClock(record, view)) === null,
    paidAt: record.paidAt === null ? null : iso(record.paidAt),
    txHash: record.txHash,
    successUrl: honestUrl(record.successUrl),
    successMessage: record.successMessage,
    cancelUrl: honestUrl(record.cancelUrl),
    returnUrl: honestUrl(record.returnUrl),
    testPayment: networkOf(line.chainId).local,
    final: isFinal(record, view),
  };
}

/** Local chains may have been moved ahead of the clock on the wall; every other chain follows it. */
export function sessionClock(record: Pick<SessionRecord, "facts">, view: View): number {
  const local = lastQuote(record.facts.quotes).methods.filter(({ chainId }) => networkOf(chainId).local);
  return local.reduce((latest, { chainId }) => Math.max(latest, view.networks.get(chainId)?.scannedTime ?? 0), view.now);
}

/** A paid session may still lose its payment to a reorg, but not once its payments are confirmed as far as we count. */
function isFinal(record: SessionRecord, view: View): boolean {
  switch (record.status) {
    case "paid":
    case "paid_late":
      return !record.confirming;
    case "deactivated":
      return true;
    case "expired":
    case "underpaid":
      return !record.confirming && sessionClock(record, view) > record.graceUntil;
    case "pending":
    case "detected":
    case "overpaid":
    case "failed":
      return false;
    default:
      return record.status satisfies never;
  }
}

/** @param missing what is still to be sent this way */
function publicMethod(line: QuoteMethod, missing: bigint): PublicMethod {
  const network = networkOf(line.chainId);
  const asset = assetOf(line.chainId, line.asset);
  return {
    chainId: line.chainId,
    networkName: network.name,
    local: network.local,
    asset: { ...assetObject(asset), name: asset.name },
    address: line.address,
    amount: amountObject(line.due, asset),
    rate: { base: line.rate.base, quote: line.rate.quote, value: line.rate.value },
    uri: paymentUri({ ...line, due: missing }),
    confirmations: line.confirmations,
    usualMs: line.confirmations * network.blockTimeMs,
    fee: network.fee,
  };
}

function publicPayment(one: Appraised): PublicPayment {
  const { transfer } = one;
  const network = networkOf(transfer.chainId);
  const asset = assetOf(transfer.chainId, transfer.asset);
  return {
    txHash: transfer.txHash,
    chainId: transfer.chainId,
    networkName: network.name,
    symbol: asset.symbol,
    amount: amountObject(transfer.amount, asset),
    state: paymentStateOf(one),
    late: one.standing === "late" || one.standing === "after_grace",
    counts: one.standing !== "wrong_asset" && one.standing !== "after_grace",
    confirmations: { seen: Math.min(one.confirmations, one.required), required: one.required },
    explorerUrl: network.explorer === null || transfer.txHash === null ? null : `${network.explorer}/tx/${transfer.txHash}`,
  };
}
