/** The languages of the customer's pages, each under its own name, and the choice between them. */
export const LOCALES = {
  en: { name: "English", direction: "ltr" },
  de: { name: "Deutsch", direction: "ltr" },
  fr: { name: "Français", direction: "ltr" },
  es: { name: "Español", direction: "ltr" },
  pt: { name: "Português", direction: "ltr" },
  ja: { name: "日本語", direction: "ltr" },
  zh: { name: "简体中文", direction: "ltr" },
  ar: { name: "العربية", direction: "rtl" },
} as const satisfies Record<string, { name: string; direction: "ltr" | "rtl" }>;

export type Locale = keyof typeof LOCALES;

export const LOCALE_NAMES = Object.keys(LOCALES) as readonly Locale[];

/** What a visitor chose by `?lang=`, kept for the next page. */
export const LOCALE_COOKIE_NAME = "florin_lang";
/** In the query of a page's address. */
export const LOCALE_PARAMETER = "lang";

const STANDARD: Locale = "en";
/** What a header may ask for; browsers send fewer than ten. */
const MOST_RANGES = 50;

export function isLocale(text: string | null | undefined): text is Locale {
  return text != null && Object.hasOwn(LOCALES, text);
}

type Wishes = {
  readonly query?: string | null | undefined;
  readonly cookie?: string | null | undefined;
  readonly acceptLanguage?: string | null | undefined;
};

/** The page's address comes first, then what was chosen before, then what the browser speaks. */
export function chooseLocale({ query, cookie, acceptLanguage }: Wishes): Locale {
  if (isLocale(query)) return query;
  if (isLocale(cookie)) return cookie;
  return spokenBest(acceptLanguage ?? "");
}

/** As BCP 47 with the script that is meant: there is no page in traditional Chinese. */
export function languageTag(locale: Locale): string {
  return locale === "zh" ? "zh-Hans" : locale;
}

/** By RFC 9110 12.5.4; a range counts by its language alone, so that `pt-BR` is answered in Portuguese. */
function spokenBest(acceptLanguage: string): Locale {
  const wanted = acceptLanguage
    .split(",", MOST_RANGES)
    .map(readRange)
    .filter((range) => range !== null)
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.locale ?? STANDARD;
}

const RANGE = /^\s*([a-z]{2,3})(?:-[a-z0-9]{1,8})*\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i;

function readRange(range: string): { locale: Locale; weight: number } | null {
  const match = RANGE.exec(range);
  const locale = match?.[1]?.toLowerCase();
  const weight = Number(match?.[2] ?? 1);
  return isLocale(locale) && weight > 0 && weight <= 1 ? { locale, weight } : null;
}
