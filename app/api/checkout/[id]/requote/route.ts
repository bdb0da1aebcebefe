import { refusalText } from "@/components/checkout/refusal-text";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { NO_FIELDS } from "@/lib/api/describe-route";
import { isForm, readBody, readForm } from "@/lib/api/read-body";
import { readInput } from "@/lib/api/read-input";
import { askedLanguage, requestLocale } from "@/lib/api/request-locale";
import { answerOf, ok, respond } from "@/lib/api/respond";
import { requotePublicSession } from "@/lib/api/routes/public";
import { seeOther } from "@/lib/api/see-other";
import { withSession } from "@/lib/api/with-session";
import { ApiError, notFound } from "@/lib/errors";
import { requoteSession } from "@/lib/services/requote-session";
import { loadSignedSession } from "@/lib/services/sign-sessions";
import { answerPage } from "../answer-page";
import { formMethods, forPeople } from "../for-people";

/** It asks for rates and writes. */
const WEIGHT = 4;

/** The page itself shows how things stand where a session needs no new quote. */
const TOLD_BY_THE_PAGE = new Set(["not_expired", "payment_seen", "too_late"]);

/** No fields. A plain form leads back to the page. */
export const POST = forPeople(
  withSession(
    requotePublicSession,
    async ({ app, request, sessionId, now, requestId }) => {
      const load = async () => (await loadSignedSession(app, sessionId, now)) ?? Promise.reject(notFound());
      if (!isForm(request)) {
        readInput(NO_FIELDS, (await readBody(request)).value);
        await requoteSession(app, { id: sessionId, now });
        return respond(answerOf(ok(await load())), requestId);
      }
      await readForm(request);
      try {
        await requoteSession(app, { id: sessionId, now });
      } catch (error) {
        if (!(error instanceof ApiError) || error.type === "not_found") throw error;
        if (TOLD_BY_THE_PAGE.has(error.code)) return seeOther(`/checkout/${sessionId}`);
        const locale = requestLocale(request);
        const { refusal } = serverWordsOf(locale);
        const text = refusalText(error.code, refusal);
        return answerPage(await load(), {
          locale,
          asked: askedLanguage(request),
          status: error.status,
          title: refusal.noNewPrice,
          text,
        });
      }
      return seeOther(`/checkout/${sessionId}`);
    },
    WEIGHT,
  ),
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = formMethods();
