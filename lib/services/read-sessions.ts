import type { Database, Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords, loadSessionsWithView } from "@/db/queries/session-facts";
import { hasSession, listSessionIds, type SessionFilter } from "@/db/queries/sessions";
import { loadView } from "@/db/queries/view";
import type { SessionRecord } from "../checkout/record";
import { type SessionObject, sessionObject } from "../checkout/session-object";
import { notFound } from "../errors";

type Reading = { readonly now: number; readonly baseUrl: string };

/** @throws {ApiError} 404 for an id that is unknown or another's */
export async function readSession(
  { sql }: Database,
  scope: Scope,
  { id, now, baseUrl }: Reading & { id: string },
): Promise<SessionObject> {
  const { records, view } = await loadSessionsWithView(sql, [id], now);
  return sessionObject(ownRecord(records, scope), view, baseUrl);
}

/** The same as a transaction has written it. */
export async function readSessionWithin(
  tx: Tx,
  scope: Scope,
  { id, now, baseUrl }: Reading & { id: string },
): Promise<SessionObject> {
  const record = ownRecord(await loadSessionRecords(tx, [id]), scope);
  return sessionObject(record, await loadView(tx, now), baseUrl);
}

/** Newest first; one more than `limit` where there are more. */
export async function readSessions(
  database: Database,
  scope: Scope,
  { filter, now, baseUrl }: Reading & { filter: SessionFilter },
): Promise<SessionObject[]> {
  const { db, sql } = database;
  if (filter.startingAfter && !(await hasSession(db, scope, filter.startingAfter))) throw notFound("starting_after");
  const { records, view } = await loadSessionsWithView(sql, await listSessionIds(db, scope, filter), now);
  return records.map((record) => sessionObject(record, view, baseUrl));
}

function ownRecord([record]: readonly SessionRecord[], scope: Scope): SessionRecord {
  if (!record || record.merchantId !== scope.merchantId || record.livemode !== scope.livemode) throw notFound();
  return record;
}
