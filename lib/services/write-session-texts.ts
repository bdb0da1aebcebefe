import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { insertEvents, notifySessions } from "@/db/queries/outbox";
import { loadView } from "@/db/queries/view";
import { checkoutSessions } from "@/db/schema";
import type { SessionRecord, SessionTexts } from "../checkout/record";
import { type SessionObject, sessionObject } from "../checkout/session-object";
import { newId } from "../ids";

/**
 * Writes new texts of a session whose row the caller has locked, with one version more and one `session.updated` that says
 * which. No texts: nothing is written.
 */
export async function writeSessionTexts(
  tx: Tx,
  record: SessionRecord,
  input: { texts: Partial<SessionTexts>; now: number; baseUrl: string },
): Promise<SessionObject> {
  const { texts, now, baseUrl } = input;
  const { id, merchantId, livemode } = record;
  const changed = Object.keys(texts);
  const view = await loadView(tx, now);
  if (changed.length === 0) return sessionObject(record, view, baseUrl);
  const written: SessionRecord = { ...record, ...texts, version: record.version + 1, updatedAt: now };
  const data = sessionObject(written, view, baseUrl);
  await tx
    .update(checkoutSessions)
    .set({ ...texts, version: written.version, updatedAt: new Date(now) })
    .where(eq(checkoutSessions.id, id));
  const key = `session.updated:${written.version}`;
  await insertEvents(
    tx,
    [{ id: newId("event"), merchantId, livemode, sessionId: id, type: "session.updated", key, detail: { changed }, data }],
    now,
  );
  await notifySessions(tx, [id]);
  return data;
}
