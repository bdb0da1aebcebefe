import type { Locale } from "@/lib/locale";
import { ar } from "./ar";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { isolated } from "./isolated";
import { ja } from "./ja";
import { numberSigns } from "./numbers";
import { pt } from "./pt";
import type { Spoken } from "./spoken";
import type { Words } from "./words";
import { zh } from "./zh";

const CATALOGUES: Readonly<Record<Locale, Words>> = { en, de, fr, es, pt, ja, zh, ar: isolated(ar) };

/** For the server alone: every language stands behind it, and a browser gets one. */
export function spokenIn(locale: Locale, asked = ""): Spoken {
  return { locale, words: CATALOGUES[locale], signs: numberSigns(locale), asked };
}
