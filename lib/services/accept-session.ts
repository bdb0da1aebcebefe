import type { Tx } from "@/db/client";
import { notifySessions } from "@/db/queries/outbox";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { lockSession } from "@/db/queries/sessions";
import { acceptances } from "@/db/schema";
import type { SessionStatus } from "../checkout/session";
import { conflict, notFound } from "../errors";
import { settleSessions } from "./settle-sessions";

/**
 * The merchant takes what came for enough (D13): an underpaid rest, another asset, money after grace, a payment that the
 * chain took back. It is stored as a fact beside the transfers, once and for ever, and `derive` makes the status of it.
 *
 * @param by the user's id: a person's act, never a key's
 * @throws {ApiError} 404, 409 `already_final`
 */
export async function acceptSession(
  tx: Tx,
  scope: Scope,
  input: { id: string; by: string; reason: string; now: number; baseUrl: string },
): Promise<void> {
  const { id, by, reason, now, baseUrl } = input;
  if (!(await lockSession(tx, scope, id))) throw notFound();
  const [record] = await loadSessionRecords(tx, [id]);
  if (!record) throw notFound();
  checkAllowed(record.status);
  await tx.insert(acceptances).values({ sessionId: id, acceptedAt: new Date(now), by, reason });
  await settleSessions(tx, { sessionIds: [id], now, baseUrl });
  await notifySessions(tx, [id]);
}

function checkAllowed(status: SessionStatus): void {
  switch (status) {
    case "pending":
    case "detected":
    case "underpaid":
    case "overpaid":
    case "expired":
    case "failed":
      return;
    case "paid":
    case "paid_late":
    case "deactivated":
      throw conflict("already_final", `The session is ${status}; that cannot be changed any more.`);
    default:
      status satisfies never;
  }
}
