import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { hasSession, listSessionIds, type SessionFilter } from "@/db/queries/sessions";
import { loadView } from "@/db/queries/view";
import { type SessionObject, sessionObject } from "../checkout/session-object";
import { notFound } from "../errors";

/** @throws {ApiError} 404 for an id that is unknown or another's */
export async function readSession(
  db: Tx,
  scope: Scope,
  input: { id: string; now: number; baseUrl: string },
): Promise<SessionObject> {
  const { id, now, baseUrl } = input;
  if (!(await hasSession(db, scope, id))) throw notFound();
  const [session] = await sessionObjects(db, [id], { now, baseUrl });
  if (!session) throw notFound();
  return session;
}

/** Newest first; one more than `limit` where there are more. */
export async function readSessions(
  db: Tx,
  scope: Scope,
  input: { filter: SessionFilter; now: number; baseUrl: string },
): Promise<SessionObject[]> {
  const { filter, now, baseUrl } = input;
  if (filter.startingAfter && !(await hasSession(db, scope, filter.startingAfter))) throw notFound("starting_after");
  return sessionObjects(db, await listSessionIds(db, scope, filter), { now, baseUrl });
}

async function sessionObjects(
  db: Tx,
  ids: readonly string[],
  { now, baseUrl }: { now: number; baseUrl: string },
): Promise<SessionObject[]> {
  const records = await loadSessionRecords(db, ids);
  const view = await loadView(db, now);
  return records.map((record) => sessionObject(record, view, baseUrl));
}
