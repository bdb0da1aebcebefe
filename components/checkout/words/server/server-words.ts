import type { Locale } from "@/lib/locale";
import type { Translated } from "../words";
import { de } from "./de";
import { en } from "./en";

export type ServerWords = Translated<typeof en>;

const CATALOGUES: Readonly<Record<Locale, ServerWords>> = { en, de };

/** What the server alone says, in one language. */
export function serverWordsOf(locale: Locale): ServerWords {
  return CATALOGUES[locale];
}
