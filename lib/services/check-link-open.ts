import type { Tx } from "@/db/client";
import { countPaidSessions, type LinkRow } from "@/db/queries/links";
import { invalid } from "../errors";

/** @throws {ApiError} 400 `link_inactive` for a link that is switched off, archived, or has taken all its payments */
export async function checkLinkOpen(db: Tx, link: LinkRow | null): Promise<void> {
  if (!link || isSwitchedOff(link)) {
    throw invalid("linkId", "link_inactive", "This payment link is switched off.");
  }
  if (link.maxPayments !== null && (await countPaidSessions(db, link.id)) >= link.maxPayments) {
    throw invalid("linkId", "link_inactive", "This payment link has taken all the payments it was made for.");
  }
}

export function isSwitchedOff({ active, archivedAt }: Pick<LinkRow, "active" | "archivedAt">): boolean {
  return !active || archivedAt !== null;
}
