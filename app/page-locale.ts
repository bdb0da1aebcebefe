import { headers } from "next/headers";
import { isLocale, type Locale } from "@/lib/locale";

/** The proxy tells it on the customer's pages; all others are in English. */
export const PAGE_LOCALE_HEADER = "x-florin-locale";

export async function pageLocale(): Promise<Locale> {
  const told = (await headers()).get(PAGE_LOCALE_HEADER);
  return isLocale(told) ? told : "en";
}
