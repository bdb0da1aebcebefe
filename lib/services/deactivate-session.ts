import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notifySessions } from "@/db/queries/outbox";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { lockSession } from "@/db/queries/sessions";
import { checkoutSessions } from "@/db/schema";
import type { SessionStatus } from "../checkout/session";
import { conflict, notFound } from "../errors";
import { settleSessions } from "./settle-sessions";

/**
 * Switches a session off before it is paid (D7). Its address stays watched: money that comes later is told of. Under the
 * session's row lock, so that it happens before or after a payment, never beside it.
 *
 * @param force also where a payment is seen and not yet confirmed
 * @throws {ApiError} 404, 409 `payment_seen`, 409 `already_final`
 */
export async function deactivateSession(
  tx: Tx,
  scope: Scope,
  input: { id: string; force: boolean; now: number; baseUrl: string },
): Promise<void> {
  const { id, force, now, baseUrl } = input;
  if (!(await lockSession(tx, scope, id))) throw notFound();
  const [record] = await loadSessionRecords(tx, [id]);
  if (!record) throw notFound();
  checkAllowed(record.status, force);
  await tx
    .update(checkoutSessions)
    .set({ deactivatedAt: new Date(now) })
    .where(eq(checkoutSessions.id, id));
  await settleSessions(tx, { sessionIds: [id], now, baseUrl });
  await notifySessions(tx, [id]);
}

function checkAllowed(status: SessionStatus, force: boolean): void {
  switch (status) {
    case "pending":
    case "underpaid":
    case "expired":
      return;
    case "detected":
    case "overpaid":
      if (force) return;
      throw conflict(
        "payment_seen",
        "A payment has been seen and is being confirmed. Send force: true to deactivate all the same.",
      );
    case "paid":
    case "paid_late":
    case "failed":
    case "deactivated":
      throw conflict("already_final", `The session is ${status}; that cannot be changed any more.`);
    default:
      status satisfies never;
  }
}
