import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html, htmlPage } from "@/lib/api/html";
import { languageLinks } from "@/lib/api/language-links";
import type { Locale } from "@/lib/locale";

/** Next draws a missing page by script alone; this one is read without. */
export function missingPayment(locale: Locale): Response {
  const { missing, page } = serverWordsOf(locale);
  return htmlPage(404, {
    locale,
    title: missing.title,
    body: html`<main><div class="card"><h1>${missing.payment}</h1>
<p class="quiet">${missing.paymentText}</p></div></main>
${languageLinks(locale, page.language)}`,
  });
}
