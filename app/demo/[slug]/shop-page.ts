import { inSentence } from "@/components/checkout/shop-name";
import type { LinkRow } from "@/db/queries/links";
import { html, type Markup } from "@/lib/api/html";
import { formatFiat } from "@/lib/money";

/** Two files of scripts and two of styles, all ours; what florin.js opens is a frame of ours too. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

type Around = {
  readonly shop: string;
  /** Of this Florin, and so of this page. */
  readonly origin: string;
  readonly embedOrigins: readonly string[];
};

/** What stands on it is what a shop needs: one script, one link. The rest is goods. */
export function shopPage(link: LinkRow, { shop, origin, embedOrigins }: Around): Response {
  const price = link.fiatMinor === null ? null : `${link.currency} ${formatFiat(link.fiatMinor, link.currency)}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${link.title} · ${inSentence(shop)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/tokens.css">
<link rel="stylesheet" href="/demo-shop.css">
<script defer src="/florin.js"></script>
<script defer src="/demo-shop.js"></script>
</head>
<body>
<p class="test"><span><strong>TEST</strong> a shop to try the checkout in; nothing is sold and no real money moves</span></p>
<header><bdi>${shop}</bdi></header>
<main>
<svg class="goods" viewBox="0 0 320 320" aria-hidden="true"><ellipse cx="150" cy="262" rx="104" ry="12" class="shade"/><path d="M216 128h26a38 38 0 0 1 0 96h-34" class="handle"/><path d="M66 96h164v112a52 52 0 0 1-52 52h-60a52 52 0 0 1-52-52z" class="mug"/><ellipse cx="148" cy="96" rx="82" ry="15" class="tea"/><path d="M116 70c-10-14 10-20 0-36M148 70c-10-14 10-20 0-36M180 70c-10-14 10-20 0-36" class="steam"/></svg>
<div class="offer">
<h1><bdi>${link.title}</bdi></h1>
${link.description === null ? null : html`<p class="about"><bdi>${link.description}</bdi></p>`}
${price === null ? null : html`<p class="price">${price}</p>`}
<a class="buy" href="/l/${link.slug}" data-florin-link>Pay with crypto</a>
<p id="news" role="status"></p>
${embedOrigins.includes(new URL(origin).origin) ? null : unnamed(origin)}
<p class="how">The checkout opens over this page by one script and one link: <a href="/docs/embed">how a shop does it</a>.</p>
</div>
</main>
</body>
</html>
`;
  return new Response(page.text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "Cache-Control": "no-store",
      "X-Robots-Tag": "noindex, nofollow",
    },
  });
}

function unnamed(origin: string): Markup {
  return html`<p class="hint">This site may not show the checkout yet, so it opens as a page of its own. To see it over this page, add <code>${new URL(origin).origin}</code> under <a href="/dashboard/settings">Settings</a>, “Sites that may show the checkout”.</p>`;
}
