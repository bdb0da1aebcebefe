import type { Locale } from "@/lib/locale";

/**
 * By which Intl writes moments on customers' pages: day before month where English is spoken to the whole world, digits
 * 0 to 9 and the calendar of the receipts in every language.
 */
export function dateTag(locale: Locale): string {
  return locale === "en" ? "en-GB" : `${locale}-u-nu-latn-ca-gregory`;
}
