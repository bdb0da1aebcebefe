import { hasNote, listSessionNotes, type NoteRow } from "@/db/queries/session-notes";
import { hasSession } from "@/db/queries/sessions";
import { otherMethods } from "@/lib/api/other-methods";
import { created, list } from "@/lib/api/respond";
import { addSessionNoteRoute, listSessionNotesRoute } from "@/lib/api/routes/checkout-sessions";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { addSessionNote } from "@/lib/services/add-session-note";

export const POST = serveMerchant(addSessionNoteRoute, async ({ tx, scope, actor, params, body, now }) =>
  created(noteObject(await addSessionNote(tx, scope, { sessionId: params.id, text: body.text, by: actor.id, now }))),
);

export const GET = serveMerchant(listSessionNotesRoute, async ({ tx, scope, params, query }) => {
  const { limit, starting_after: startingAfter } = query;
  if (!(await hasSession(tx, scope, params.id))) throw notFound();
  if (startingAfter && !(await hasNote(tx, params.id, startingAfter))) throw notFound("starting_after");
  return list(await listSessionNotes(tx, { sessionId: params.id, limit, startingAfter }), limit, noteObject);
});

function noteObject({ id, sessionId, text, by, createdAt }: NoteRow) {
  return { id, object: "note" as const, sessionId, text, by, createdAt: createdAt.toISOString() };
}

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
