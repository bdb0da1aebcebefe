import { inSentence } from "@/components/checkout/shop-name";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import type { PublicSession } from "@/lib/checkout/public-session";

/** These pages run nothing and load two style sheets and an icon of ours. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Said = { readonly status: number; readonly title: string; readonly text: string; readonly below?: Markup };

/** What a plain form of the checkout page is answered with where the page itself cannot say it, and the way back. */
export function answerPage(session: PublicSession, { status, title, text, below }: Said): Response {
  const test = session.livemode ? null : html`<p class="test"><span><strong>TEST</strong> no real money moves</span></p>`;
  const response = htmlPage(status, {
    title: `${title} · ${inSentence(session.merchantName)}`,
    body: html`${test}
<main><div class="shop"><p dir="auto">${session.merchantName}</p></div>
<div class="card"><h1>${title}</h1>
<p class="quiet">${text}</p>
${below ?? null}
<p><a class="button" href="/checkout/${session.id}">Back to the payment</a></p></div></main>`,
  });
  response.headers.set("Content-Security-Policy", POLICY);
  return response;
}
