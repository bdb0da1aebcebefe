import { mailTo, shortUrl } from "@/components/checkout/mail-to";
import { inSentence } from "@/components/checkout/shop-name";
import { numberSigns, priceText } from "@/components/checkout/words/numbers";
import { spokenIn } from "@/components/checkout/words/spoken-in";
import { fill } from "@/components/checkout/words/words";
import { html, type Markup } from "@/lib/api/html";
import type { PublicSession } from "@/lib/checkout/public-session";
import type { Locale } from "@/lib/locale";

/** Where the shop answers: never we. Null where it has not said. */
export function askShop(session: PublicSession, locale: Locale): Markup | null {
  const { supportContact, supportUrl, supportText, merchantName, fiat, id } = session;
  if (supportContact === null && supportUrl === null && supportText === null) return null;
  const { shop } = spokenIn(locale).words;
  const name = inSentence(merchantName);
  const subject = fill(shop.subject, { price: priceText(fiat, numberSigns(locale)), id });
  const letter =
    supportContact === null
      ? html`<p><bdi>${name}</bdi>:</p>`
      : html`<p>${fill(shop.writeTo, { shop: name })} <a dir="ltr" href="${mailTo(supportContact, subject)}">${supportContact}</a></p>`;
  const page =
    supportUrl === null
      ? null
      : html`<p><a dir="ltr" href="${supportUrl}" rel="noreferrer" target="_blank">${shortUrl(supportUrl)}</a></p>`;
  const other = supportText === null ? null : html`<p><bdi>${supportText}</bdi></p>`;
  return html`<div class="ask">${letter}${page}${other}</div>`;
}
