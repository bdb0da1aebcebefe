import type { Tx } from "@/db/client";
import { findSessionScope } from "@/db/queries/public-sessions";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { lockSession } from "@/db/queries/sessions";
import { conflict, notFound } from "../errors";
import { writeSessionTexts } from "./write-session-texts";

/**
 * The customer says where they can be written to. Once, in any status: what is known already is neither changed nor
 * compared, so that nobody who has the page's address finds out by trying.
 *
 * @throws {ApiError} 404, 409 `email_known`
 */
export async function giveEmail(tx: Tx, input: { id: string; email: string; now: number; baseUrl: string }): Promise<void> {
  const { id, email, now, baseUrl } = input;
  const scope = await findSessionScope(tx, id);
  if (!scope || !(await lockSession(tx, scope, id))) throw notFound();
  const [record] = await loadSessionRecords(tx, [id]);
  if (!record) throw notFound();
  if (record.customerEmail !== null) throw conflict("email_known", "The shop has an e-mail address for this payment already.");
  await writeSessionTexts(tx, record, { texts: { customerEmail: email }, now, baseUrl });
}
