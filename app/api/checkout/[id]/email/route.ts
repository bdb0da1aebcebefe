import { isForm, readBody, readForm } from "@/lib/api/read-body";
import { readInput } from "@/lib/api/read-input";
import { askedLanguage, requestLocale } from "@/lib/api/request-locale";
import { answerOf, ok, respond } from "@/lib/api/respond";
import { giveCustomerEmail } from "@/lib/api/routes/public";
import { giveEmailSchema } from "@/lib/api/schemas/public-session";
import { seeOther } from "@/lib/api/see-other";
import { withSession } from "@/lib/api/with-session";
import { ApiError, notFound } from "@/lib/errors";
import { giveEmail } from "@/lib/services/give-email";
import { loadSignedSession } from "@/lib/services/sign-sessions";
import { formMethods, forPeople } from "../for-people";
import { refusedEmail } from "./refused-email";

/** It writes, and tells the shop. */
const WEIGHT = 2;

/** JSON `{ email }`, or the same field of a plain form, which leads back or is told what is wrong. */
export const POST = forPeople(
  withSession(
    giveCustomerEmail,
    async ({ app, request, sessionId, now, requestId }) => {
      const load = async () => (await loadSignedSession(app, sessionId, now)) ?? Promise.reject(notFound());
      const give = async (given: unknown) => {
        const { email } = readInput(giveEmailSchema, given);
        const baseUrl = app.config.APP_URL;
        await app.database.db.transaction((tx) => giveEmail(tx, { id: sessionId, email, now, baseUrl }));
      };
      if (!isForm(request)) {
        await give((await readBody(request)).value);
        return respond(answerOf(ok(await load())), requestId);
      }
      const email = (await readForm(request)).get("email")?.trim() ?? "";
      try {
        await give({ email });
      } catch (error) {
        if (!(error instanceof ApiError) || error.type === "not_found") throw error;
        return refusedEmail(await load(), { error, email, locale: requestLocale(request), asked: askedLanguage(request) });
      }
      return seeOther(`/checkout/${sessionId}`);
    },
    WEIGHT,
  ),
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = formMethods();
