import { withCommas } from "@/components/checkout/grouping";
import { inSentence } from "@/components/checkout/shop-name";
import { html, htmlPage, type Markup } from "@/lib/api/html";
import { formatFiat } from "@/lib/money";
import type { VisitedLink } from "@/lib/services/open-link";

/** What a messenger or an index shows of the link. It makes no session. */
export function previewPage(visited: VisitedLink, appUrl: string): Response {
  const { link } = visited;
  const title = titleOf(visited);
  const image = link.imageUrl?.startsWith("https://") ? html`<meta property="og:image" content="${link.imageUrl}">` : null;
  return htmlPage(200, {
    title,
    head: html`<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${link.description ?? priceOf(visited)}">
<meta property="og:url" content="${appUrl}/l/${link.slug}">
${image}`,
    body: card(visited, html`<h1>${link.title}</h1><p>${priceOf(visited)}</p>`),
  });
}

export type Filled = { readonly amount: string; readonly email: string };

/** For a link with an open amount, or one that asks for an e-mail address. */
export function askPage(visited: VisitedLink, filled: Filled, problem: string | null): Response {
  const { link } = visited;
  const amount =
    link.amountType === "fixed"
      ? html`<p>${priceOf(visited)}</p>`
      : html`<div><label for="amount">How much?</label>
<div class="field"><input id="amount" class="number" name="amount" value="${filled.amount}" inputmode="decimal" autocomplete="transaction-amount" required> <span>${link.currency}</span></div>
<p class="quiet">${boundsOf(visited)}</p></div>`;
  const email = link.collectEmail
    ? html`<div><label for="email">Your e-mail address</label>
<div class="field"><input id="email" type="email" name="email" value="${filled.email}" autocomplete="email" maxlength="254" required></div>
<p class="quiet">${inSentence(visited.merchantName)} gets it with your payment.</p></div>`
    : null;
  return htmlPage(problem === null ? 200 : 400, {
    title: titleOf(visited),
    body: card(
      visited,
      html`<h1>${link.title}</h1>
${problem === null ? null : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" class="asked">
${amount}
${email}
<button type="submit">Continue</button>
</form>`,
    ),
  });
}

export function inactivePage(visited: VisitedLink): Response {
  return htmlPage(200, {
    title: "This payment link is switched off",
    body: card(
      visited,
      html`<h1>This payment link is switched off</h1>
<p class="quiet">Nothing can be paid here at the moment. If you expected otherwise, ask ${inSentence(visited.merchantName)}.</p>`,
    ),
  });
}

/** A link that cannot become a payment just now: what it is, and what to do. */
export function unavailablePage(visited: VisitedLink, status: number, message: string): Response {
  return htmlPage(status, {
    title: "Not possible right now",
    body: card(
      visited,
      html`<h1>This cannot be paid right now</h1>
<p class="quiet">${message} Nothing was charged.</p>
<p><a class="button" href="">Try again</a></p>`,
    ),
  });
}

export function unknownPage(): Response {
  return htmlPage(404, {
    title: "Not found",
    body: html`<main><div class="card"><h1>There is no such payment link</h1>
<p class="quiet">Look whether the address is complete, or ask the shop that gave it to you.</p></div></main>`,
  });
}

function card({ link, merchantName }: VisitedLink, inside: Markup): Markup {
  const test = link.livemode ? null : html`<p class="test"><span><strong>TEST</strong> no real money moves</span></p>`;
  const about = link.description === null ? null : html`<p class="quiet" dir="auto">${link.description}</p>`;
  return html`${test}
<main><div class="shop"><p dir="auto">${merchantName}</p>${about}</div>
<div class="card">${inside}</div></main>`;
}

function titleOf({ link, merchantName }: VisitedLink): string {
  return `${link.title} · ${inSentence(merchantName)}`;
}

function priceOf({ link, merchantName }: VisitedLink): string {
  return link.fiatMinor === null ? `Pay ${inSentence(merchantName)}` : money(link.fiatMinor, link.currency);
}

function boundsOf({ link: { minMinor, maxMinor, currency } }: VisitedLink): string {
  if (minMinor !== null && maxMinor !== null) return `From ${money(minMinor, currency)} to ${money(maxMinor, currency)}.`;
  if (minMinor !== null) return `At least ${money(minMinor, currency)}.`;
  return maxMinor === null ? "" : `At most ${money(maxMinor, currency)}.`;
}

function money(minor: bigint, currency: string): string {
  return `${withCommas(formatFiat(minor, currency))} ${currency}`;
}
