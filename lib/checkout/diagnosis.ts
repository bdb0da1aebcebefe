import { type Appraised, appraise, isCountable, lastQuote } from "./appraise";
import { type AssetRef, findAsset, NATIVE } from "./assets";
import type { SessionRecord } from "./record";
import type { ReportedTransfer, TransactionReport } from "./transaction-report";
import type { View } from "./view";

/**
 * Why a transaction does not make a session paid, or that it does.
 *
 * - `counted`, `surplus`, `closed`: recorded; it is part of what was paid · came when all was paid · came when the
 *   session was switched off or had failed
 * - `confirming`, `after_expiry`, `short`: recorded and valued, not enough yet: confirmations, the same but late, money
 * - `after_grace`, `wrong_token`, `wrong_chain`, `before_session`: recorded or seen, never counted by itself
 * - `scanner_behind`, `not_recorded`: the node shows it; our scan has not come there · has been there and kept nothing
 * - `taken_back`: a reorg removed it · `reverted`: it failed on the chain, and nothing moved
 * - `wrong_recipient`, `inside_contract`: it paid others · it ran a contract, and whom that paid does not stand in it
 * - `not_mined`, `not_found`, `network_unreachable`: no block has it · no node knows it · some node could not be asked
 */
export const DIAGNOSIS_REASONS = [
  "counted",
  "surplus",
  "closed",
  "confirming",
  "after_expiry",
  "short",
  "after_grace",
  "wrong_token",
  "wrong_chain",
  "before_session",
  "scanner_behind",
  "not_recorded",
  "taken_back",
  "reverted",
  "wrong_recipient",
  "inside_contract",
  "not_mined",
  "not_found",
  "network_unreachable",
] as const;

export type DiagnosisReason = (typeof DIAGNOSIS_REASONS)[number];

export type Diagnosis = {
  readonly reason: DiagnosisReason;
  /** Where it was found. */
  readonly chainId?: number;
  /** What it moved to the session's address. */
  readonly transfer?: { readonly contract: AssetRef; readonly amount: bigint };
  /** Of the network, seen and needed. */
  readonly confirmations?: { readonly seen: number; readonly required: number };
  /** Blocks until our scan is there. */
  readonly blocksBehind?: number;
  /** Whom it paid instead, lower case. */
  readonly sentTo?: string;
  /** Time of its block, epoch milliseconds. */
  readonly minedAt?: number;
};

type Asked = Pick<SessionRecord, "status" | "remaining" | "facts">;

/**
 * What is to be said about a transaction that somebody names. Our own record comes first: it was verified. The nodes'
 * reports only explain why there is none. Nothing is credited here, whatever they say.
 *
 * @param reports of the nodes that know the transaction
 * @param isComplete false where a connected network could not be asked
 */
export function diagnose(
  session: Asked,
  view: View,
  { txHash, reports, isComplete }: { txHash: string; reports: readonly TransactionReport[]; isComplete: boolean },
): Diagnosis {
  const own = appraise(session.facts, view).filter((one) => one.transfer.txHash === txHash);
  const standing = own.filter((one) => one.standing !== "orphaned");
  const payment = standing.find(isCountable) ?? standing[0];
  if (payment) return { ...placeOf(payment), ...ofPayment(payment, session) };

  const addresses = addressesOf(session);
  const mined = reports.filter((report) => report.mined !== null);
  const report = mined.find((one) => one.transfers.some(({ to }) => addresses.has(to))) ?? mined[0];
  if (report) return ofReport(report, { session, view, txHash });
  const [lost] = own;
  if (lost) return { ...placeOf(lost), reason: "taken_back" };
  const [waiting] = reports;
  if (waiting) return { reason: "not_mined", chainId: waiting.chainId };
  return { reason: isComplete ? "not_found" : "network_unreachable" };
}

function placeOf({ transfer, confirmations, required }: Appraised): Omit<Diagnosis, "reason"> {
  return {
    chainId: transfer.chainId,
    transfer: { contract: transfer.asset, amount: transfer.amount },
    confirmations: { seen: Math.min(confirmations, required), required },
    minedAt: transfer.blockTime,
  };
}

function ofPayment(payment: Appraised, session: Asked): { reason: DiagnosisReason } {
  const { facts, status, remaining } = session;
  const { transfer, standing } = payment;
  if (status === "failed" || status === "deactivated") return { reason: "closed" };
  if (facts.settlement?.countedIds.includes(transfer.id)) return { reason: "counted" };
  if (standing === "wrong_asset") return { reason: wrongWay(session, transfer.chainId) };
  if (standing === "after_grace") return { reason: "after_grace" };
  if (facts.settlement) return { reason: "surplus" };
  if (remaining > 0n) return { reason: "short" };
  return { reason: standing === "late" ? "after_expiry" : "confirming" };
}

type Asking = { readonly session: Asked; readonly view: View; readonly txHash: string };

function ofReport(report: TransactionReport, { session, view, txHash }: Asking): Diagnosis {
  const { chainId, mined } = report;
  if (!mined) return { reason: "not_mined", chainId };
  const place = { chainId, minedAt: mined.time };
  if (!mined.succeeded) return { ...place, reason: "reverted" };
  const transfer = transferToUs(report, session);
  if (!transfer) return { ...place, ...elsewhere(report) };
  const found = { ...place, transfer };
  if (!isMethod(session, chainId, transfer.contract)) return { ...found, reason: wrongWay(session, chainId) };
  const behind = mined.blockNumber - (view.networks.get(chainId)?.scannedThrough ?? mined.blockNumber - 1);
  if (behind > 0) return { ...found, reason: "scanner_behind", blocksBehind: behind };
  const begin = session.facts.quotes[0]?.startsAt ?? session.facts.session.createdAt;
  const isOlder = mined.time < begin || session.facts.transfers.some((one) => one.txHash === txHash);
  return { ...found, reason: isOlder ? "before_session" : "not_recorded" };
}

/** Of several, the one that could count, then one in a token that is known at all. */
function transferToUs(report: TransactionReport, session: Asked): ReportedTransfer | undefined {
  const addresses = addressesOf(session);
  const ours = report.transfers.filter(({ to, amount }) => addresses.has(to) && amount > 0n);
  return (
    ours.find(({ contract }) => isMethod(session, report.chainId, contract)) ??
    ours.find(({ contract }) => findAsset(report.chainId, contract) !== null) ??
    ours[0]
  );
}

function elsewhere({ callsContract, transfers }: TransactionReport): Pick<Diagnosis, "reason" | "sentTo"> {
  const logged = transfers.find(({ contract, amount }) => contract !== NATIVE && amount > 0n);
  const carried = transfers.find(({ contract }) => contract === NATIVE);
  if (callsContract && (carried || !logged)) return { reason: "inside_contract" };
  const sentTo = (carried ?? logged)?.to;
  return { reason: "wrong_recipient", ...(sentTo !== undefined && { sentTo }) };
}

/** Not a way to pay this session: not on this network at all, or not in this token. */
function wrongWay({ facts }: Asked, chainId: number): "wrong_token" | "wrong_chain" {
  return lastQuote(facts.quotes).methods.some((line) => line.chainId === chainId) ? "wrong_token" : "wrong_chain";
}

function isMethod({ facts }: Asked, chainId: number, contract: AssetRef): boolean {
  return facts.quotes.some(({ methods }) => methods.some((line) => line.chainId === chainId && line.asset === contract));
}

function addressesOf({ facts }: Asked): ReadonlySet<string> {
  return new Set(facts.quotes.flatMap(({ methods }) => methods.map((line) => line.address.toLowerCase())));
}
