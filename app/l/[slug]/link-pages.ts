import { refusalText } from "@/components/checkout/refusal-text";
import { inSentence } from "@/components/checkout/shop-name";
import { numberSigns, numberText, priceText } from "@/components/checkout/words/numbers";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { fill } from "@/components/checkout/words/words";
import { accentStyle } from "@/components/receipt/accent-style";
import { receiptWords } from "@/components/receipt/words/receipt-words";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import { languageLinks } from "@/lib/api/language-links";
import { shopHead } from "@/lib/api/shop-head";
import type { ErrorCode } from "@/lib/error-codes";
import type { Locale } from "@/lib/locale";
import { formatFiat } from "@/lib/money";
import type { VisitedLink } from "@/lib/services/open-link";
import { previewTags } from "./link-head";

/** The link as a visitor sees it. */
export type Seen = {
  readonly visited: VisitedLink;
  readonly locale: Locale;
  /** For a page in a shop's frame; else none. */
  readonly script: Markup | null;
};

/** What a messenger or an index shows of the link. It makes no session. */
export function previewPage(seen: Seen, appUrl: string): Response {
  const { locale } = seen;
  const { link } = seen.visited;
  return htmlPage(200, {
    locale,
    ...faceOf(seen, appUrl),
    body: card(seen, html`<h1><bdi>${link.title}</bdi></h1><p>${priceOf(seen)}</p>`),
  });
}

export type Filled = { readonly amount: string; readonly email: string };

/** What is wrong with what a visitor wrote. */
export type Problem = "amount" | "bounds" | "email";

type Asked = { readonly filled: Filled; readonly problem: Problem | null; readonly appUrl: string };

/** For a link with an open amount, or one that asks for an e-mail address. */
export function askPage(seen: Seen, { filled, problem, appUrl }: Asked): Response {
  const { visited, locale } = seen;
  const { link } = visited;
  const says = serverWordsOf(locale).link;
  const told = problem === null ? null : html`<p class="problem" id="problem" role="alert">${problemText(problem, seen)}</p>`;
  const amount =
    link.amountType === "fixed"
      ? html`<p>${priceOf(seen)}</p>`
      : html`${suggestions(seen)}<div><label for="amount">${hasSuggestions(visited) ? receiptWords(locale).link.another : says.howMuch}</label>
<div class="field"><input id="amount" class="number" name="amount" dir="ltr" value="${filled.amount}" inputmode="decimal" autocomplete="transaction-amount" required${hint("amount-bounds", isOf(problem, "amount", "bounds"))}> <span>${link.currency}</span></div>
<p class="quiet" id="amount-bounds">${boundsOf(seen)}</p></div>`;
  const email = link.collectEmail
    ? html`<div><label for="email">${says.email}</label>
<div class="field"><input id="email" type="email" dir="ltr" name="email" value="${filled.email}" autocomplete="email" maxlength="254" required${hint("email-why", isOf(problem, "email"))}></div>
<p class="quiet" id="email-why">${fill(says.emailText, { shop: inSentence(visited.merchantName) })}</p></div>`
    : null;
  return htmlPage(problem === null ? 200 : 400, {
    locale,
    ...faceOf(seen, appUrl),
    body: card(
      seen,
      html`<h1><bdi>${link.title}</bdi></h1>
${told}
<form method="post" class="asked">
${hasSuggestions(visited) ? html`<button class="unseen" tabindex="-1" aria-hidden="true">${says.continue}</button>` : null}
${amount}
${email}
<button type="submit">${says.continue}</button>
<p class="quiet">${says.next}</p>
</form>`,
    ),
  });
}

function isOf(problem: Problem | null, ...these: readonly Problem[]): boolean {
  return problem !== null && these.includes(problem);
}

/** What is said below a field belongs to it; whoever has to mend it starts there. */
function hint(id: string, isWrong: boolean): Markup {
  return isWrong ? html` aria-describedby="${id} problem" aria-invalid="true" autofocus` : html` aria-describedby="${id}"`;
}

export function inactivePage(seen: Seen): Response {
  const { visited, locale } = seen;
  const says = serverWordsOf(locale).link;
  const own = receiptWords(locale).link;
  const [title, text] = visited.state === "used" ? [own.used, own.usedText] : [says.off, says.offText];
  return htmlPage(200, {
    locale,
    title,
    accent: accentOf(visited),
    script: seen.script,
    body: card(
      seen,
      html`<h1>${title}</h1>
<p class="quiet">${fill(text, { shop: inSentence(visited.merchantName) })}</p>`,
    ),
  });
}

/** A link that cannot become a payment just now: what it is, and what to do. */
export function unavailablePage(seen: Seen, { status, code }: { readonly status: number; readonly code: ErrorCode }): Response {
  const { link: says, refusal } = serverWordsOf(seen.locale);
  return htmlPage(status, {
    locale: seen.locale,
    title: says.notNow,
    accent: accentOf(seen.visited),
    script: seen.script,
    body: card(
      seen,
      html`<h1>${says.notNowTitle}</h1>
<p class="quiet">${refusalText(code, refusal)} ${says.notCharged}</p>
<p><a class="button" href="">${says.again}</a></p>`,
    ),
  });
}

export function unknownPage(locale: Locale, script: Markup | null): Response {
  const { missing, page } = serverWordsOf(locale);
  return htmlPage(404, {
    locale,
    title: missing.title,
    script,
    body: html`<main><div class="card"><h1>${missing.link}</h1>
<p class="quiet">${missing.linkText}</p></div></main>
${languageLinks(locale, page.language)}`,
  });
}

function card({ visited: { link, merchantName, face }, locale }: Seen, inside: Markup): Markup {
  const { page } = serverWordsOf(locale);
  const test = link.livemode ? null : html`<p class="test"><span><strong>${page.test}</strong> ${page.testText}</span></p>`;
  return html`${test}
<main>${shopHead({ merchantName, description: link.description, ...face })}
<div class="card">${inside}</div></main>
${languageLinks(locale, page.language)}`;
}

/** Title, colour and preview: what stands on a page that is shared. */
function faceOf(seen: Seen, appUrl: string) {
  const { visited, script } = seen;
  const { link, merchantName, face } = visited;
  const title = titleOf(visited);
  const description = link.description ?? priceOf(seen);
  const head = previewTags({ appUrl, slug: link.slug, title, description, siteName: merchantName, image: face.image });
  return { title, head, script, accent: accentOf(visited) };
}

function accentOf({ face }: VisitedLink): string {
  return accentStyle(face.accentColor);
}

function hasSuggestions({ link }: VisitedLink): boolean {
  return link.suggestedMinor !== null && link.suggestedMinor.length > 0;
}

/**
 * Each a button of the form: one tap, and without JavaScript too. They stand after an unseen one, since Enter in a field
 * presses the first button of its form (HTML, implicit submission), and must send what was written.
 */
function suggestions({ visited, locale }: Seen): Markup | null {
  const { suggestedMinor, currency } = visited.link;
  if (suggestedMinor === null || suggestedMinor.length === 0) return null;
  const buttons = suggestedMinor.map((minor) => {
    const value = formatFiat(minor, currency);
    return html`<button class="quiet-act" name="suggested" value="${value}" formnovalidate>${money(minor, currency, locale)}</button>`;
  });
  const label = receiptWords(locale).link.choose;
  return html`<fieldset class="suggested"><legend>${label}</legend>${buttons.reduce((all, one) => html`${all}${one}`)}</fieldset>`;
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
  if (problem === "bounds") return says.notThis;
  return fill(says.writeAmount, { example: numberText("12.50", numberSigns(seen.locale)) });
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
