import type { PublicSession } from "@/lib/checkout/public-session";
import { inSentence } from "./shop-name";
import { priceText } from "./words/numbers";
import { fill } from "./words/words";
import { useWords } from "./words/words-context";

/** Where the shop answers, with what it needs to find this payment. */
export function AskShop({ session }: { session: PublicSession }) {
  const { words, signs } = useWords();
  const { supportContact, merchantName, fiat, id } = session;
  if (supportContact === null) return null;
  const subject = fill(words.shop.subject, { price: priceText(fiat, signs), id });
  return (
    <p className="rounded-control border border-line bg-paper px-3 py-2 text-13 text-ink-2 text-pretty">
      {fill(words.shop.writeTo, { shop: inSentence(merchantName) })}{" "}
      <a href={mailTo(supportContact, subject)} dir="ltr" className="font-medium text-ink underline underline-offset-2">
        {supportContact}
      </a>
    </p>
  );
}

/** RFC 6068: all but the address's one @ is escaped, so that it can carry no fields of its own. */
function mailTo(address: string, subject: string): string {
  const [name = "", host = ""] = address.split("@").map(encodeURIComponent);
  return `mailto:${name}@${host}?subject=${encodeURIComponent(subject)}`;
}
