import { LOCALES, type Locale } from "@/lib/locale";
import { dateTag } from "../checkout/date-tag";
import { coinText, numberSigns, numberText, priceText } from "../checkout/words/numbers";
import { type ReceiptWords, receiptWords } from "./words/receipt-words";

/** How the server tells things to one customer: words, numbers and times in one language. */
export type Telling = {
  readonly locale: Locale;
  readonly words: ReceiptWords;
  /** A moment in UTC, with that word: a receipt says the same to everybody who reads it. */
  readonly time: (iso: string) => string;
  readonly price: (fiat: { amount: string; currency: string }) => string;
  readonly number: (decimal: string) => string;
  /** Every digit, and its unit on the same line. */
  readonly coin: (amount: string, symbol: string) => string;
};

export function tellingIn(locale: Locale): Telling {
  const signs = numberSigns(locale);
  const clock = new Intl.DateTimeFormat(dateTag(locale), {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone: "UTC",
  });
  // Isolates (Unicode UAX 9), where the page is written from right to left.
  const isTurned = LOCALES[locale].direction === "rtl";
  const apart = (text: string) => (isTurned ? `\u2067${text}\u2069` : text);
  const leftToRight = (text: string) => (isTurned ? `\u2066${text}\u2069` : text);
  return {
    locale,
    words: receiptWords(locale),
    time: (iso) => apart(`${clock.format(new Date(iso))} UTC`),
    price: (fiat) => priceText(fiat, signs),
    number: (decimal) => numberText(decimal, signs),
    coin: (amount, symbol) => leftToRight(`${coinText(amount, signs)}\u00a0${symbol}`),
  };
}
