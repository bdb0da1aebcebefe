import { refusalText } from "@/components/checkout/refusal-text";
import { inSentence } from "@/components/checkout/shop-name";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { fill } from "@/components/checkout/words/words";
import { receiptWords } from "@/components/receipt/words/receipt-words";
import { html } from "@/lib/api/html";
import type { PublicSession } from "@/lib/checkout/public-session";
import type { ApiError } from "@/lib/errors";
import type { Locale } from "@/lib/locale";
import { answerPage } from "../answer-page";

const LONGEST_SHOWN = 254;

type Refused = { readonly error: ApiError; readonly email: string; readonly locale: Locale; readonly asked: string };

/** What a person is told whose address was not taken: what is wrong with it, with the field to mend it. */
export async function refusedEmail(session: PublicSession, { error, email, locale, asked }: Refused): Promise<Response> {
  const says = receiptWords(locale).email;
  const { refusal } = serverWordsOf(locale);
  const { status, code, type } = error;
  if (code === "email_known") {
    const text = fill(says.knownText, { shop: inSentence(session.merchantName) });
    return answerPage(session, { locale, asked, status, title: says.known, text });
  }
  if (type !== "invalid_request") {
    return answerPage(session, { locale, asked, status, title: refusal.notNow, text: refusalText(code, refusal) });
  }
  const below = html`<form method="post" class="asked">
<div><label for="email">${says.label}</label>
<div class="field"><input id="email" type="email" dir="ltr" name="email" value="${email.slice(0, LONGEST_SHOWN)}" autocomplete="email" maxlength="254" required></div></div>
<button type="submit" class="quiet-act">${says.save}</button>
</form>`;
  return answerPage(session, { locale, asked, status, title: says.wrongTitle, text: says.wrong, below, asksShop: false });
}
