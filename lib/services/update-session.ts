import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { lockSession } from "@/db/queries/sessions";
import type { SessionRecord, SessionTexts } from "../checkout/record";
import type { SessionObject } from "../checkout/session-object";
import { invalid, notFound } from "../errors";
import { writeSessionTexts } from "./write-session-texts";

const CHANGEABLE = ["metadata", "description", "successUrl", "successMessage", "cancelUrl", "returnUrl"] as const;
type Changeable = (typeof CHANGEABLE)[number];

/** What is absent stays; null clears. */
export type SessionChanges = { readonly [Name in Changeable]?: SessionTexts[Name] | undefined };

/**
 * Changes a session's texts, in any status; never its price. A request that changes nothing writes nothing.
 *
 * @throws {ApiError} 404, or 400 where the session would have both a successUrl and a successMessage
 */
export async function updateSession(
  tx: Tx,
  scope: Scope,
  input: { id: string; changes: SessionChanges; now: number; baseUrl: string },
): Promise<SessionObject> {
  const { id, changes, now, baseUrl } = input;
  if (!(await lockSession(tx, scope, id))) throw notFound();
  const [record] = await loadSessionRecords(tx, [id]);
  if (!record) throw notFound();
  const changed = CHANGEABLE.filter((name) => changes[name] !== undefined && !isSame(changes[name], record[name]));
  const texts: Partial<SessionTexts> = Object.fromEntries(changed.map((name) => [name, changes[name]]));
  const next: SessionRecord = { ...record, ...texts };
  if (next.successUrl !== null && next.successMessage !== null) {
    throw invalid(
      "successMessage",
      "excludes_success_url",
      "A session has either a successUrl or a successMessage; clear one with null.",
    );
  }
  return writeSessionTexts(tx, record, { texts, now, baseUrl });
}

/** Metadata as PostgreSQL keeps it: the order of keys says nothing. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  const isObject = typeof value === "object" && value !== null;
  return JSON.stringify(isObject ? Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)) : value);
}
