import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notifySessions } from "@/db/queries/outbox";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { checkoutSessions } from "@/db/schema";
import { lastQuote } from "../checkout/appraise";
import { findAssetByName } from "../checkout/assets";
import type { SessionStatus } from "../checkout/session";
import { conflict, invalid, notFound } from "../errors";
import type { MethodName } from "./offered-methods";
import { settleSessions } from "./settle-sessions";

/** A customer may change the way to pay until the session is over; what came so far counts all the same. */
const CHANGEABLE: ReadonlySet<SessionStatus> = new Set(["pending", "detected", "underpaid", "overpaid", "expired"]);

/**
 * Sets the way to pay that the page shows and in whose asset sums are told. The customer's own act: whoever knows the
 * session's id may do it. All methods stay watched.
 *
 * @throws {ApiError} 404, 400 for a method that the session does not have, 409 `already_final`
 */
export async function chooseMethod(
  tx: Tx,
  input: { id: string; method: MethodName; now: number; baseUrl: string },
): Promise<void> {
  const { id, method, now, baseUrl } = input;
  await tx.select({ id: checkoutSessions.id }).from(checkoutSessions).where(eq(checkoutSessions.id, id)).for("update");
  const [record] = await loadSessionRecords(tx, [id]);
  if (!record) throw notFound();
  const asset = findAssetByName(method.chainId, method.asset);
  const line = lastQuote(record.facts.quotes).methods.find(
    (one) => one.chainId === method.chainId && one.asset === asset?.contract,
  );
  if (!line) throw invalid("asset", "asset_unsupported", "This session cannot be paid in that way.");
  const { chosen } = record.facts.session;
  if (chosen.chainId === line.chainId && chosen.asset === line.asset) return;
  if (!CHANGEABLE.has(record.status))
    throw conflict("already_final", "This session is over; the way to pay cannot change any more.");
  await tx
    .update(checkoutSessions)
    .set({ chainId: line.chainId, asset: line.asset, address: line.address })
    .where(eq(checkoutSessions.id, id));
  const changed = await settleSessions(tx, { sessionIds: [id], now, baseUrl });
  // Sums told in the other asset are a change; where they read the same (one dollar coin for another), this is.
  if (changed.length === 0) {
    await tx
      .update(checkoutSessions)
      .set({ version: record.version + 1, updatedAt: new Date(now) })
      .where(eq(checkoutSessions.id, id));
  }
  await notifySessions(tx, [id]);
}
