import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { sessionNotes } from "../schema";

export type NoteRow = typeof sessionNotes.$inferSelect;

/** A session's notes, newest first, one more than `limit` where there are more. Whose session it is, the caller has checked. */
export function listSessionNotes(
  db: Tx,
  { sessionId, limit, startingAfter }: { sessionId: string; limit: number; startingAfter?: string | undefined },
): Promise<NoteRow[]> {
  const n = sessionNotes;
  const after = startingAfter
    ? sql`(${n.createdAt}, ${n.id}) < (select a.created_at, a.id from session_notes a where a.id = ${startingAfter})`
    : undefined;
  return db
    .select()
    .from(n)
    .where(and(eq(n.sessionId, sessionId), after))
    .orderBy(desc(n.createdAt), desc(n.id))
    .limit(limit + 1);
}

export async function hasNote(db: Tx, sessionId: string, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: sessionNotes.id })
    .from(sessionNotes)
    .where(and(eq(sessionNotes.id, id), eq(sessionNotes.sessionId, sessionId)));
  return rows.length > 0;
}
