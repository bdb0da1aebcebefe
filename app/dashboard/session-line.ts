import type { SessionLine } from "@/components/dashboard/session-table";
import type { SessionRow } from "@/db/queries/dashboard";
import { findAsset } from "@/lib/checkout/assets";
import type { SessionStatus } from "@/lib/checkout/session";
import { formatFiat, formatUnits } from "@/lib/money";

/** A stored session as the lists show it. */
export function sessionLine(row: SessionRow): SessionLine {
  const asset = findAsset(row.chainId, row.asset);
  return {
    id: row.id,
    status: row.status as SessionStatus,
    price: formatFiat(row.priceMinor, row.currency),
    currency: row.currency,
    due: asset ? `${formatUnits(row.due, asset.decimals)} ${asset.symbol}` : "",
    about: row.linkTitle ?? row.description,
    reference: row.clientReferenceId,
    createdAt: row.createdAt.getTime(),
  };
}
