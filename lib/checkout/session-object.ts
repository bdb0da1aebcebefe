import { formatFiat, formatUnits } from "../money";
import { type Appraised, appraise, isConfirmed, lastQuote } from "./appraise";
import { type Asset, type AssetRef, findAsset, NATIVE } from "./assets";
import { networkOf } from "./networks";
import { paymentUri } from "./payment-uri";
import type { Quote, QuoteMethod, Rate } from "./quote";
import type { Metadata, SessionRecord } from "./record";
import type { PaymentStatus, SessionFlag, SessionStatus } from "./session";
import type { TransferKind } from "./transfer";
import { isCheckingDelayed, type View } from "./view";

/** An amount in the asset's smallest unit and as people read it; the names are the contract's, whatever the asset. */
export type AmountObject = { readonly wei: string; readonly eth: string };

export type AssetObject = {
  readonly symbol: string;
  readonly decimals: number;
  /** Null for the native coin. */
  readonly contract: string | null;
  /** CAIP-2. */
  readonly network: string;
};

export type RateObject = {
  readonly base: string;
  readonly quote: string;
  readonly value: string;
  readonly lockedAt: string;
  readonly sources: readonly { readonly name: string; readonly value: string; readonly at: string }[];
};

export type MethodObject = {
  readonly chainId: number;
  readonly asset: AssetObject;
  readonly address: string;
  readonly amount: AmountObject;
  readonly rate: RateObject;
  readonly uri: string;
};

export type PaymentObject = {
  readonly id: string;
  readonly txHash: string | null;
  readonly chainId: number;
  readonly asset: AssetObject;
  readonly amount: AmountObject;
  readonly fiatAtReceipt: { readonly amount: string; readonly currency: string } | null;
  readonly kind: TransferKind;
  readonly blockNumber: number;
  readonly confirmations: number;
  readonly state: "seen" | "confirmed" | "reverted";
  readonly late: boolean;
  /** Null while an internal payment is unattributed. */
  readonly from: string | null;
};

/** A quote with its window. `methods` of the session tell the last one in full; here stands what was asked in each. */
export type QuoteObject = {
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly graceUntil: string;
  readonly methods: readonly {
    readonly chainId: number;
    /** Null for the native coin. */
    readonly contract: string | null;
    readonly amount: AmountObject;
    readonly rate: string;
  }[];
};

/** The checkout session of the API and of every webhook (product.md 3.1). */
export type SessionObject = {
  readonly id: string;
  readonly object: "checkout_session";
  readonly livemode: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly linkId: string | null;
  readonly status: SessionStatus;
  readonly paymentStatus: PaymentStatus;
  readonly chainId: number;
  readonly address: string;
  readonly asset: AssetObject;
  readonly amount: AmountObject;
  readonly amountReceived: AmountObject;
  readonly amountRemaining: AmountObject;
  readonly amountOverpaid: AmountObject;
  readonly fiat: { readonly amount: string; readonly currency: string };
  readonly ethPriceUsd: string;
  readonly rate: RateObject;
  readonly methods: readonly MethodObject[];
  readonly payments: readonly PaymentObject[];
  readonly confirmations: { readonly seen: number; readonly required: number };
  readonly flags: readonly SessionFlag[];
  readonly quotes: readonly QuoteObject[];
  readonly expiresAt: string;
  readonly graceUntil: string;
  readonly paidAt: string | null;
  readonly deactivatedAt: string | null;
  readonly txHash: string | null;
  readonly metadata: Metadata;
  readonly description: string | null;
  readonly successUrl: string | null;
  readonly successMessage: string | null;
  readonly cancelUrl: string | null;
  readonly returnUrl: string | null;
  readonly customerEmail: string | null;
  readonly clientReferenceId: string | null;
  readonly checkoutUrl: string;
};

/** @param baseUrl the app's own origin, without a slash at the end */
export function sessionObject(record: SessionRecord, view: View, baseUrl: string): SessionObject {
  const { facts } = record;
  const { price, deactivatedAt } = facts.session;
  const line = chosenLine(record);
  const asset = assetOf(line.chainId, line.asset);
  const payments = appraise(facts, view);
  return {
    id: record.id,
    object: "checkout_session",
    livemode: record.livemode,
    createdAt: iso(record.createdAt),
    updatedAt: iso(record.updatedAt),
    version: record.version,
    linkId: record.linkId,
    status: record.status,
    paymentStatus: paymentStatusOf(record.status),
    chainId: line.chainId,
    address: record.address,
    asset: assetObject(asset),
    amount: amountObject(line.due, asset),
    amountReceived: amountObject(record.received, asset),
    amountRemaining: amountObject(record.remaining, asset),
    amountOverpaid: amountObject(record.overpaid, asset),
    fiat: { amount: formatFiat(price.minor, price.currency), currency: price.currency },
    ethPriceUsd: line.rate.usd,
    rate: rateObject(line.rate),
    methods: lastQuote(facts.quotes).methods.map(methodObject),
    payments: payments.map((one) => paymentObject(one, record)),
    confirmations: confirmationsShown(record, payments),
    flags: flagsShown(record, view),
    quotes: facts.quotes.map(quoteObject),
    expiresAt: iso(record.expiresAt),
    graceUntil: iso(record.graceUntil),
    paidAt: record.paidAt === null ? null : iso(record.paidAt),
    deactivatedAt: deactivatedAt === null ? null : iso(deactivatedAt),
    txHash: record.txHash,
    metadata: record.metadata,
    description: record.description,
    successUrl: record.successUrl,
    successMessage: record.successMessage,
    cancelUrl: record.cancelUrl,
    returnUrl: record.returnUrl,
    customerEmail: record.customerEmail,
    clientReferenceId: record.clientReferenceId,
    checkoutUrl: `${baseUrl}/checkout/${record.id}`,
  };
}

/** The line of the quote in force for the way to pay that is chosen. */
export function chosenLine(record: Pick<SessionRecord, "facts">): QuoteMethod {
  const { chosen } = record.facts.session;
  const { methods } = lastQuote(record.facts.quotes);
  const line = methods.find((method) => method.chainId === chosen.chainId && method.asset === chosen.asset);
  if (!line) throw new Error("the chosen way to pay stands in the quote");
  return line;
}

/** Of the completing payment, or of the newest that may count; the chosen method's need where none has come. */
export function confirmationsShown(record: SessionRecord, payments: readonly Appraised[]): { seen: number; required: number } {
  const live = payments.filter((one) => one.standing !== "orphaned");
  const shown = live.find((one) => one.transfer.id === record.completingId) ?? live.at(-1);
  if (!shown) return { seen: 0, required: chosenLine(record).confirmations };
  return { seen: Math.min(shown.confirmations, shown.required), required: shown.required };
}

export function flagsShown(record: SessionRecord, view: View): SessionFlag[] {
  const { methods } = lastQuote(record.facts.quotes);
  const isOpen = record.lookAt !== null || record.confirming;
  return isOpen && isCheckingDelayed(view, methods) ? [...record.flags, "checking_delayed"] : [...record.flags];
}

export function assetOf(chainId: number, ref: AssetRef): Asset {
  const asset = findAsset(chainId, ref);
  if (!asset) throw new Error(`unlisted asset ${ref} on network ${chainId}`);
  return asset;
}

export function amountObject(amount: bigint, asset: Asset): AmountObject {
  return { wei: amount.toString(), eth: formatUnits(amount, asset.decimals) };
}

export function assetObject(asset: Asset): AssetObject {
  const { symbol, decimals, contract, chainId } = asset;
  return { symbol, decimals, contract: contractOf(contract), network: networkOf(chainId).caip2 };
}

function contractOf(ref: AssetRef): string | null {
  return ref === NATIVE ? null : ref;
}

export function paymentStateOf(one: Appraised): PaymentObject["state"] {
  if (one.standing === "orphaned") return "reverted";
  return isConfirmed(one) ? "confirmed" : "seen";
}

/** For readers of Speed (product.md 3.2). */
export function paymentStatusOf(status: SessionStatus): PaymentStatus {
  switch (status) {
    case "paid":
    case "paid_late":
      return "paid";
    case "underpaid":
      return "partial";
    case "expired":
      return "expired";
    case "deactivated":
      return "cancelled";
    case "pending":
    case "detected":
    case "overpaid":
    case "failed":
      return "unpaid";
    default:
      return status satisfies never;
  }
}

function methodObject(line: QuoteMethod): MethodObject {
  const asset = assetOf(line.chainId, line.asset);
  return {
    chainId: line.chainId,
    asset: assetObject(asset),
    address: line.address,
    amount: amountObject(line.due, asset),
    rate: rateObject(line.rate),
    uri: paymentUri(line),
  };
}

function quoteObject(quote: Quote): QuoteObject {
  return {
    startsAt: iso(quote.startsAt),
    expiresAt: iso(quote.expiresAt),
    graceUntil: iso(quote.graceUntil),
    methods: quote.methods.map(({ chainId, asset, due, rate }) => ({
      chainId,
      contract: contractOf(asset),
      amount: amountObject(due, assetOf(chainId, asset)),
      rate: rate.value,
    })),
  };
}

export function rateObject({ base, quote, value, lockedAt, sources }: Rate): RateObject {
  return {
    base,
    quote,
    value,
    lockedAt: iso(lockedAt),
    sources: sources.map((source) => ({ name: source.name, value: source.value, at: iso(source.at) })),
  };
}

function paymentObject(one: Appraised, record: SessionRecord): PaymentObject {
  const { transfer } = one;
  const asset = assetOf(transfer.chainId, transfer.asset);
  const worth = record.fiatAtReceipt.get(transfer.id);
  const { currency } = record.facts.session.price;
  return {
    id: transfer.id,
    txHash: transfer.txHash,
    chainId: transfer.chainId,
    asset: assetObject(asset),
    amount: amountObject(transfer.amount, asset),
    fiatAtReceipt: worth === undefined ? null : { amount: formatFiat(worth, currency), currency },
    kind: transfer.kind,
    blockNumber: transfer.blockNumber,
    confirmations: one.confirmations,
    state: paymentStateOf(one),
    late: one.standing === "late" || one.standing === "after_grace",
    from: transfer.from,
  };
}

const MAX_KNOWN = 64;
const known = new Map<number, string>();

/** The core may format a given moment; it never asks for the current one. A session tells few moments many times. */
export function iso(moment: number): string {
  const text = known.get(moment);
  if (text !== undefined) return text;
  if (known.size >= MAX_KNOWN) known.clear();
  const made = new Date(moment).toISOString();
  known.set(moment, made);
  return made;
}
