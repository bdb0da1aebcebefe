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

export type WalletWords = Translated<typeof en>;

const CATALOGUES: Readonly<Record<Locale, WalletWords>> = { en, de, fr, es, pt, ja, zh, ar: isolated(ar) };

/** For the code that comes with the press alone: every language stands behind it, and the page carries none of them. */
export function walletWordsOf(locale: Locale): WalletWords {
  return CATALOGUES[locale];
}
