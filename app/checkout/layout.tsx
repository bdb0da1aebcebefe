import type { ReactNode } from "react";
import { spokenIn } from "@/components/checkout/words/spoken-in";
import { WordsProvider } from "@/components/checkout/words/words-context";
import { askedLanguage, pageLocale } from "../page-locale";

/** One language travels with the page, as data. */
export default async function CheckoutLayout({ children }: { children: ReactNode }) {
  return <WordsProvider spoken={spokenIn(await pageLocale(), await askedLanguage())}>{children}</WordsProvider>;
}
