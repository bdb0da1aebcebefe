import type { Locale } from "@/lib/locale";
import { isolated } from "../../checkout/words/isolated";
import type { Translated } from "../../checkout/words/words";
import { ar } from "./ar";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { ja } from "./ja";
import { pt } from "./pt";
import { zh } from "./zh";

export type ReceiptWords = Translated<typeof en>;

const ALL: Readonly<Record<Locale, ReceiptWords>> = { ar: isolated(ar), de, en, es, fr, ja, pt, zh };

/** For the server alone: all eight languages stand in it. */
export function receiptWords(locale: Locale): ReceiptWords {
  return ALL[locale];
}
