import { formatFiat, formatUnits } from "../money";
import { type Appraised, appraise } from "./appraise";
import { networkOf } from "./networks";
import type { Rate } from "./quote";
import type { SessionRecord } from "./record";
import { assetOf, chosenLine, iso, type RateObject, rateObject } from "./session-object";
import type { View } from "./view";

export type ReceiptPayment = {
  /** Null: a contract sent it, and the node cannot say in which transaction. */
  readonly txHash: string | null;
  readonly explorerUrl: string | null;
  readonly networkName: string;
  readonly symbol: string;
  readonly amount: string;
  /** Its worth in the price's currency when it was seen, or null. */
  readonly worth: string | null;
  /** When its block was made, ISO 8601. */
  readonly minedAt: string;
  readonly late: boolean;
};

/**
 * What a customer keeps of a payment and may hand on. An allow-list, as the customer's page has one (S11, R12): nothing of
 * the customer but what stands on the chain, nothing of the merchant but name and purpose.
 */
export type Receipt = {
  readonly id: string;
  readonly livemode: boolean;
  readonly merchantName: string;
  readonly description: string | null;
  readonly fiat: { readonly amount: string; readonly currency: string };
  readonly askedAt: string;
  readonly paidAt: string;
  readonly late: boolean;
  /** The merchant took it though it was not as asked. */
  readonly accepted: boolean;
  readonly symbol: string;
  readonly networkName: string;
  readonly address: string;
  readonly due: string;
  /** Null: nothing was too much. */
  readonly overpaid: string | null;
  /** Of the quotes by which its payments were valued, each once. */
  readonly rates: readonly RateObject[];
  /** Those that count, or that the merchant accepted, first to last. */
  readonly payments: readonly ReceiptPayment[];
};

/** Null until it is paid for good: what is only seen may still be taken back, and nobody keeps a receipt of that. */
export function receiptOf(record: SessionRecord, view: View): Receipt | null {
  if ((record.status !== "paid" && record.status !== "paid_late") || record.paidAt === null) return null;
  const { price } = record.facts.session;
  const line = chosenLine(record);
  const asset = assetOf(line.chainId, line.asset);
  const isAccepted = record.flags.includes("accepted");
  const counted = appraise(record.facts, view).filter(
    ({ standing }) => standing === "on_time" || standing === "late" || (isAccepted && standing !== "orphaned"),
  );
  const rates = counted.flatMap(({ method }) => (method ? [method.rate] : []));
  const amount = (units: bigint) => formatUnits(units, asset.decimals);
  return {
    id: record.id,
    livemode: record.livemode,
    merchantName: record.merchantName,
    description: record.description,
    fiat: { amount: formatFiat(price.minor, price.currency), currency: price.currency },
    askedAt: iso(record.createdAt),
    paidAt: iso(record.paidAt),
    late: record.status === "paid_late",
    accepted: isAccepted,
    symbol: asset.symbol,
    networkName: networkOf(line.chainId).name,
    address: line.address,
    due: amount(line.due),
    overpaid: record.overpaid > 0n ? amount(record.overpaid) : null,
    rates: onceEach(rates.length > 0 ? rates : [line.rate]).map(rateObject),
    payments: counted.map((one) => paymentOf(one, record)),
  };
}

function onceEach(rates: readonly Rate[]): Rate[] {
  return [...new Map(rates.map((rate) => [`${rate.base} ${rate.lockedAt}`, rate])).values()];
}

function paymentOf({ transfer, standing }: Appraised, { fiatAtReceipt, facts }: SessionRecord): ReceiptPayment {
  const network = networkOf(transfer.chainId);
  const asset = assetOf(transfer.chainId, transfer.asset);
  const worth = fiatAtReceipt.get(transfer.id);
  return {
    txHash: transfer.txHash,
    explorerUrl: network.explorer === null || transfer.txHash === null ? null : `${network.explorer}/tx/${transfer.txHash}`,
    networkName: network.name,
    symbol: asset.symbol,
    amount: formatUnits(transfer.amount, asset.decimals),
    worth: worth === undefined ? null : formatFiat(worth, facts.session.price.currency),
    minedAt: iso(transfer.blockTime),
    late: standing === "late",
  };
}
