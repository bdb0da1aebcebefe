import type { PublicSession } from "@/lib/checkout/public-session";
import { mailTo, shortUrl } from "./mail-to";
import { inSentence } from "./shop-name";
import { priceText } from "./words/numbers";
import type { Spoken } from "./words/spoken";
import { fill } from "./words/words";

type Props = { readonly session: PublicSession; readonly spoken: Spoken };

/** Where the shop answers, with what it needs to find this payment. Drawn on the server. */
export function AskShop({ session, spoken: { words, signs } }: Props) {
  const { supportContact, supportUrl, supportText, merchantName, fiat, id } = session;
  if (supportContact === null && supportUrl === null && supportText === null) return null;
  const shop = inSentence(merchantName);
  const subject = fill(words.shop.subject, { price: priceText(fiat, signs), id });
  return (
    <div className="rounded-control border border-line bg-paper px-3 py-2 text-13 text-ink-2 text-pretty">
      <p>
        {supportContact === null ? <bdi>{shop}: </bdi> : `${fill(words.shop.writeTo, { shop })} `}
        {supportContact !== null && (
          <a href={mailTo(supportContact, subject)} dir="ltr" className="text-link underline underline-offset-2">
            {supportContact}
          </a>
        )}
        {supportContact === null && supportUrl === null && <bdi>{supportText}</bdi>}
        {supportContact === null && supportUrl !== null && <HelpPage href={supportUrl} />}
      </p>
      {supportContact !== null && supportUrl !== null && (
        <p>
          <HelpPage href={supportUrl} />
        </p>
      )}
      {supportText !== null && (supportContact !== null || supportUrl !== null) && (
        <p>
          <bdi>{supportText}</bdi>
        </p>
      )}
    </div>
  );
}

function HelpPage({ href }: { href: string }) {
  return (
    <a href={href} rel="noreferrer" target="_blank" dir="ltr" className="text-link underline underline-offset-2">
      {shortUrl(href)}
    </a>
  );
}
