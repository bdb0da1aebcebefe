import { diagnosisWords } from "@/components/checkout/diagnosis-words";
import { refusalText } from "@/components/checkout/refusal-text";
import { type ServerWords, serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html } from "@/lib/api/html";
import { limitQuestions } from "@/lib/api/rate-limit";
import { isForm, readBody, readForm } from "@/lib/api/read-body";
import { readInput } from "@/lib/api/read-input";
import { askedLanguage, requestLocale } from "@/lib/api/request-locale";
import { answerOf, ok, respond } from "@/lib/api/respond";
import { diagnosePublicSession } from "@/lib/api/routes/public";
import { diagnosisSchema } from "@/lib/api/schemas/checkout-session";
import { withSession } from "@/lib/api/with-session";
import { ApiError, notFound } from "@/lib/errors";
import { diagnoseSession } from "@/lib/services/diagnose-session";
import { loadSignedSession } from "@/lib/services/sign-sessions";
import { answerPage } from "../answer-page";
import { formMethods, forPeople } from "../for-people";

/** JSON `{ txHash }`, or the same field of a plain form, which gets a page for an answer. */
export const POST = forPeople(
  withSession(diagnosePublicSession, async ({ app, request, sessionId, now, requestId }) => {
    const diagnosisOf = async (given: unknown) => {
      const { txHash } = readInput(diagnosisSchema, given);
      await limitQuestions(app, request.headers);
      return diagnoseSession(app, { id: sessionId, txHash, now });
    };
    if (!isForm(request)) return respond(answerOf(ok(await diagnosisOf((await readBody(request)).value))), requestId);

    const session = await loadSignedSession(app, sessionId, now);
    if (!session) throw notFound();
    const locale = requestLocale(request);
    const says = serverWordsOf(locale);
    const pasted = ((await readForm(request)).get("txHash") ?? "").trim();
    try {
      const diagnosis = await diagnosisOf({ txHash: hashIn(pasted) });
      return answerPage(session, {
        locale,
        asked: askedLanguage(request),
        status: 200,
        ...diagnosisWords(diagnosis, session, locale),
        below: askAgain(pasted, says.help),
      });
    } catch (error) {
      if (!(error instanceof ApiError) || error.type === "not_found") throw error;
      return answerPage(session, {
        locale,
        asked: askedLanguage(request),
        status: error.status,
        ...refusalWords(error, says),
        below: askAgain(pasted, says.help),
      });
    }
  }),
);

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = formMethods();

/** People paste what their wallet copies: the number alone, or the address of a page about it. */
function hashIn(pasted: string): string {
  return /0x[0-9a-f]{64}(?![0-9a-f])/i.exec(pasted)?.[0] ?? pasted;
}

function refusalWords({ type, code }: ApiError, { help, refusal }: ServerWords): { title: string; text: string } {
  if (type !== "invalid_request") return { title: refusal.notNow, text: refusalText(code, refusal) };
  return { title: help.which, text: help.whichText };
}

const LONGEST_SHOWN = 200;

/** It leads to its own address, with the language that is asked for there. */
function askAgain(pasted: string, says: ServerWords["help"]) {
  return html`<form method="post" class="asked">
<div><label for="txHash">${says.number}</label>
<div class="field"><input id="txHash" class="hash" name="txHash" dir="ltr" value="${pasted.slice(0, LONGEST_SHOWN)}" placeholder="0x…" autocomplete="off" autocapitalize="off" spellcheck="false"></div></div>
<button type="submit" class="quiet-act">${says.check}</button>
</form>`;
}
