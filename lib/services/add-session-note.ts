import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import type { NoteRow } from "@/db/queries/session-notes";
import { hasSession } from "@/db/queries/sessions";
import { sessionNotes } from "@/db/schema";
import { notFound } from "../errors";
import { newId } from "../ids";

/**
 * Writes something down about a session, in any status. It changes nothing of the session, and no customer sees it.
 *
 * @param by the key's or the user's id
 * @throws {ApiError} 404
 */
export async function addSessionNote(
  tx: Tx,
  scope: Scope,
  input: { sessionId: string; text: string; by: string; now: number },
): Promise<NoteRow> {
  const { sessionId, text, by, now } = input;
  if (!(await hasSession(tx, scope, sessionId))) throw notFound();
  const [note] = await tx
    .insert(sessionNotes)
    .values({ id: newId("note"), sessionId, text, by, createdAt: new Date(now) })
    .returning();
  if (!note) throw new Error("an inserted note was not returned");
  return note;
}
