import { inSentence } from "@/components/checkout/shop-name";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { accentStyle } from "@/components/receipt/accent-style";
import { loadSessionFace } from "@/db/queries/shop-faces";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import { shopHead } from "@/lib/api/shop-head";
import type { PublicSession } from "@/lib/checkout/public-session";
import type { Locale } from "@/lib/locale";
import { app } from "@/lib/services/app";
import { askShop } from "./ask-shop";
import { scriptlessPolicy } from "./scriptless-policy";

type Said = {
  readonly locale: Locale;
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly below?: Markup;
  /** The query that asks for this language, where the form's address did: the way back keeps it. */
  readonly asked: string;
  /** Whether the shop can help. */
  readonly asksShop?: boolean;
};

/** What a plain form of the checkout page is answered with where the page itself cannot say it, and the way back. */
export async function answerPage(
  session: PublicSession,
  { locale, status, title, text, below, asked, asksShop = true }: Said,
): Promise<Response> {
  const face = await loadSessionFace(app().database.db, session.id);
  const { page, help } = serverWordsOf(locale);
  const test = session.livemode ? null : html`<p class="test"><span><strong>${page.test}</strong> ${page.testText}</span></p>`;
  const response = htmlPage(status, {
    locale,
    accent: accentStyle(face?.accentColor ?? null),
    title: `${title} · ${inSentence(session.merchantName)}`,
    body: html`${test}
<main>${shopHead({ ...session, description: null, logo: face?.logo ?? null, image: null })}
<div class="card"><h1>${title}</h1>
<p class="quiet">${text}</p>
${asksShop ? askShop(session, locale) : null}
${below ?? null}
<p><a class="button" href="/checkout/${session.id}${asked}">${help.back}</a></p></div></main>`,
  });
  response.headers.set("Content-Security-Policy", await scriptlessPolicy(session.id));
  return response;
}
