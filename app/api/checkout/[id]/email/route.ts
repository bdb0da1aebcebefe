import { loadPublicSession } from "@/db/queries/public-sessions";
import { otherMethods } from "@/lib/api/other-methods";
import { isForm, readBody, readForm } from "@/lib/api/read-body";
import { readInput } from "@/lib/api/read-input";
import { answerOf, ok, respond } from "@/lib/api/respond";
import { giveCustomerEmail } from "@/lib/api/routes/public";
import { giveEmailSchema } from "@/lib/api/schemas/public-session";
import { seeOther } from "@/lib/api/see-other";
import { withSession } from "@/lib/api/with-session";
import { notFound } from "@/lib/errors";
import { giveEmail } from "@/lib/services/give-email";

/** It writes, and tells the shop. */
const WEIGHT = 2;

/** JSON `{ email }`, or the same field of a plain form. */
export const POST = withSession(
  giveCustomerEmail,
  async ({ app, request, sessionId, now, requestId }) => {
    const plain = isForm(request);
    const given = plain ? { email: (await readForm(request)).get("email")?.trim() ?? "" } : (await readBody(request)).value;
    const { email } = readInput(giveEmailSchema, given);
    const baseUrl = app.config.APP_URL;
    await app.database.db.transaction((tx) => giveEmail(tx, { id: sessionId, email, now, baseUrl }));
    if (plain) return seeOther(`/checkout/${sessionId}`);
    const session = await loadPublicSession(app.database, sessionId, now);
    if (!session) throw notFound();
    return respond(answerOf(ok(session)), requestId);
  },
  WEIGHT,
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
