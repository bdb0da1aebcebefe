import type { Locale } from "@/lib/locale";
import { de } from "./de";
import { en } from "./en";
import { numberSigns } from "./numbers";
import type { Spoken } from "./spoken";
import type { Words } from "./words";

const CATALOGUES: Readonly<Record<Locale, Words>> = { en, de };

/** For the server alone: every language stands behind it, and a browser gets one. */
export function spokenIn(locale: Locale): Spoken {
  return { locale, words: CATALOGUES[locale], signs: numberSigns(locale) };
}
