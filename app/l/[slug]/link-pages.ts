import { refusalText } from "@/components/checkout/refusal-text";
import { inSentence } from "@/components/checkout/shop-name";
import { numberSigns, numberText, priceText } from "@/components/checkout/words/numbers";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { fill } from "@/components/checkout/words/words";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import { languageLinks } from "@/lib/api/language-links";
import type { ErrorCode } from "@/lib/error-codes";
import type { Locale } from "@/lib/locale";
import { formatFiat } from "@/lib/money";
import type { VisitedLink } from "@/lib/services/open-link";

/** The link as a visitor sees it. */
export type Seen = { readonly visited: VisitedLink; readonly locale: Locale };

/** What a messenger or an index shows of the link. It makes no session. */
export function previewPage({ visited, locale }: Seen, appUrl: string): Response {
  const { link } = visited;
  const title = titleOf(visited);
  const image = link.imageUrl?.startsWith("https://") ? html`<meta property="og:image" content="${link.imageUrl}">` : null;
  return htmlPage(200, {
    locale,
    title,
    head: html`<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${link.description ?? priceOf({ visited, locale })}">
<meta property="og:url" content="${appUrl}/l/${link.slug}">
${image}`,
    body: card({ visited, locale }, html`<h1><bdi>${link.title}</bdi></h1><p>${priceOf({ visited, locale })}</p>`),
  });
}

export type Filled = { readonly amount: string; readonly email: string };

/** What is wrong with what a visitor wrote. */
export type Problem = "amount" | "bounds" | "email";

/** For a link with an open amount, or one that asks for an e-mail address. */
export function askPage(seen: Seen, filled: Filled, problem: Problem | null): Response {
  const { visited, locale } = seen;
  const { link } = visited;
  const says = serverWordsOf(locale).link;
  const told = problem === null ? null : html`<p class="problem" role="alert">${problemText(problem, seen)}</p>`;
  const amount =
    link.amountType === "fixed"
      ? html`<p>${priceOf(seen)}</p>`
      : html`<div><label for="amount">${says.howMuch}</label>
<div class="field"><input id="amount" class="number" name="amount" dir="ltr" value="${filled.amount}" inputmode="decimal" autocomplete="transaction-amount" required> <span>${link.currency}</span></div>
<p class="quiet">${boundsOf(seen)}</p></div>`;
  const email = link.collectEmail
    ? html`<div><label for="email">${says.email}</label>
<div class="field"><input id="email" type="email" dir="ltr" name="email" value="${filled.email}" autocomplete="email" maxlength="254" required></div>
<p class="quiet">${fill(says.emailText, { shop: inSentence(visited.merchantName) })}</p></div>`
    : null;
  return htmlPage(problem === null ? 200 : 400, {
    locale,
    title: titleOf(visited),
    body: card(
      seen,
      html`<h1><bdi>${link.title}</bdi></h1>
${told}
<form method="post" class="asked">
${amount}
${email}
<button type="submit">${says.continue}</button>
</form>`,
    ),
  });
}

export function inactivePage(seen: Seen): Response {
  const { visited, locale } = seen;
  const says = serverWordsOf(locale).link;
  return htmlPage(200, {
    locale,
    title: says.off,
    body: card(
      seen,
      html`<h1>${says.off}</h1>
<p class="quiet">${fill(says.offText, { shop: inSentence(visited.merchantName) })}</p>`,
    ),
  });
}

/** A link that cannot become a payment just now: what it is, and what to do. */
export function unavailablePage(seen: Seen, { status, code }: { readonly status: number; readonly code: ErrorCode }): Response {
  const { link: says, refusal } = serverWordsOf(seen.locale);
  return htmlPage(status, {
    locale: seen.locale,
    title: says.notNow,
    body: card(
      seen,
      html`<h1>${says.notNowTitle}</h1>
<p class="quiet">${refusalText(code, refusal)} ${says.notCharged}</p>
<p><a class="button" href="">${says.again}</a></p>`,
    ),
  });
}

export function unknownPage(locale: Locale): Response {
  const { missing, page } = serverWordsOf(locale);
  return htmlPage(404, {
    locale,
    title: missing.title,
    body: html`<main><div class="card"><h1>${missing.link}</h1>
<p class="quiet">${missing.linkText}</p></div></main>
${languageLinks(locale, page.language)}`,
  });
}

function card({ visited: { link, merchantName }, locale }: Seen, inside: Markup): Markup {
  const { page } = serverWordsOf(locale);
  const test = link.livemode ? null : html`<p class="test"><span><strong>${page.test}</strong> ${page.testText}</span></p>`;
  const about = link.description === null ? null : html`<p class="quiet"><bdi>${link.description}</bdi></p>`;
  return html`${test}
<main><div class="shop"><p><bdi>${merchantName}</bdi></p>${about}</div>
<div class="card">${inside}</div></main>
${languageLinks(locale, page.language)}`;
}

function titleOf({ link, merchantName }: VisitedLink): string {
  return `${link.title} · ${inSentence(merchantName)}`;
}

function priceOf({ visited: { link, merchantName }, locale }: Seen): string {
  if (link.fiatMinor !== null) return money(link.fiatMinor, link.currency, locale);
  return fill(serverWordsOf(locale).link.pay, { shop: inSentence(merchantName) });
}

function problemText(problem: Problem, seen: Seen): string {
  const says = serverWordsOf(seen.locale).link;
  if (problem === "email") return says.writeEmail;
  const bounds = problem === "bounds" ? boundsOf(seen) : "";
  return bounds || fill(says.writeAmount, { example: numberText("12.50", numberSigns(seen.locale)) });
}

function boundsOf({ visited: { link }, locale }: Seen): string {
  const says = serverWordsOf(locale).link;
  const told = (minor: bigint | null) => (minor === null ? "" : money(minor, link.currency, locale));
  const [least, most] = [told(link.minMinor), told(link.maxMinor)];
  if (least && most) return fill(says.fromTo, { least, most });
  if (least) return fill(says.atLeast, { least });
  return most && fill(says.atMost, { most });
}

function money(minor: bigint, currency: string, locale: Locale): string {
  return priceText({ amount: formatFiat(minor, currency), currency }, numberSigns(locale));
}
