import type { Locale } from "@/lib/locale";
import { isolated } from "../isolated";
import type { Translated } from "../words";
import { ar } from "./ar";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { ja } from "./ja";
import { pt } from "./pt";
import { zh } from "./zh";

export type ServerWords = Translated<typeof en>;

const CATALOGUES: Readonly<Record<Locale, ServerWords>> = { en, de, fr, es, pt, ja, zh, ar: isolated(ar) };

/** What the server alone says, in one language. */
export function serverWordsOf(locale: Locale): ServerWords {
  return CATALOGUES[locale];
}
