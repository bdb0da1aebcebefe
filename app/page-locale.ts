import { headers } from "next/headers";
import { isLocale, type Locale } from "@/lib/locale";

/** The proxy tells it on the customer's pages; all others are in English. */
export const PAGE_LOCALE_HEADER = "x-florin-locale";

/** Of the same: the query by which the page's address asks for its language. */
export const ASKED_LANGUAGE_HEADER = "x-florin-asked-language";

/** For addresses of forms and links of the page: whoever was asked for a language keeps it, also without a cookie. */
export async function askedLanguage(): Promise<string> {
  return (await headers()).get(ASKED_LANGUAGE_HEADER) ?? "";
}

export async function pageLocale(): Promise<Locale> {
  const told = (await headers()).get(PAGE_LOCALE_HEADER);
  return isLocale(told) ? told : "en";
}
