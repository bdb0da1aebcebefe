import type { ReactNode } from "react";
import { spokenIn } from "../words/spoken-in";
import { WordsProvider } from "../words/words-context";

export const english = spokenIn("en");

/** A part of the page, in English. */
export function InEnglish({ children }: { children: ReactNode }) {
  return <WordsProvider spoken={english}>{children}</WordsProvider>;
}
