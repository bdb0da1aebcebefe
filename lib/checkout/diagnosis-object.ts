import { findAsset } from "./assets";
import type { Diagnosis, DiagnosisReason } from "./diagnosis";
import { networkOf } from "./networks";
import type { SessionRecord } from "./record";
import { type AmountObject, amountObject, assetOf, chosenLine, iso } from "./session-object";

/**
 * The answer to "why is this not paid?", for the shop and for the customer alike: an allow-list of what stands on the
 * chain and of what the customer's page tells anyway (S11).
 */
export type DiagnosisObject = {
  readonly object: "diagnosis";
  readonly reason: DiagnosisReason;
  readonly txHash: string;
  readonly network: { readonly chainId: number; readonly name: string } | null;
  /** What came to the session's address; null too where its token is not listed. */
  readonly amount: (AmountObject & { readonly symbol: string }) | null;
  /** What the session still waits for, in the asset that is chosen. */
  readonly missing: (AmountObject & { readonly symbol: string }) | null;
  readonly confirmations: { readonly seen: number; readonly required: number } | null;
  readonly blocksBehind: number | null;
  readonly sentTo: string | null;
  readonly minedAt: string | null;
  readonly explorerUrl: string | null;
};

export function diagnosisObject(
  diagnosis: Diagnosis,
  { txHash, record }: { txHash: string; record: SessionRecord },
): DiagnosisObject {
  const { reason, chainId, transfer, minedAt } = diagnosis;
  const network = chainId === undefined ? null : networkOf(chainId);
  const asset = network && transfer ? findAsset(network.chainId, transfer.contract) : null;
  const line = chosenLine(record);
  const chosen = assetOf(line.chainId, line.asset);
  return {
    object: "diagnosis",
    reason,
    txHash,
    network: network && { chainId: network.chainId, name: network.name },
    amount: asset && transfer ? { ...amountObject(transfer.amount, asset), symbol: asset.symbol } : null,
    missing: reason === "short" ? { ...amountObject(record.remaining, chosen), symbol: chosen.symbol } : null,
    confirmations: diagnosis.confirmations ?? null,
    blocksBehind: diagnosis.blocksBehind ?? null,
    sentTo: diagnosis.sentTo ?? null,
    minedAt: minedAt === undefined ? null : iso(minedAt),
    explorerUrl: network?.explorer ? `${network.explorer}/tx/${txHash}` : null,
  };
}
