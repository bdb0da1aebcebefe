import { inSentence } from "@/components/checkout/shop-name";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import type { PublicSession } from "@/lib/checkout/public-session";
import type { Locale } from "@/lib/locale";

/** These pages run nothing and load two style sheets and an icon of ours. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Said = {
  readonly locale: Locale;
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly below?: Markup;
};

/** What a plain form of the checkout page is answered with where the page itself cannot say it, and the way back. */
export function answerPage(session: PublicSession, { locale, status, title, text, below }: Said): Response {
  const { page, help } = serverWordsOf(locale);
  const test = session.livemode ? null : html`<p class="test"><span><strong>${page.test}</strong> ${page.testText}</span></p>`;
  const response = htmlPage(status, {
    locale,
    title: `${title} · ${inSentence(session.merchantName)}`,
    body: html`${test}
<main><div class="shop"><p><bdi>${session.merchantName}</bdi></p></div>
<div class="card"><h1>${title}</h1>
<p class="quiet">${text}</p>
${below ?? null}
<p><a class="button" href="/checkout/${session.id}">${help.back}</a></p></div></main>`,
  });
  response.headers.set("Content-Security-Policy", POLICY);
  return response;
}
