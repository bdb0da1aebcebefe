import type { Locale } from "@/lib/locale";
import type { NumberSigns } from "./numbers";
import type { Words } from "./words";

/** The one language that a page speaks: the server chooses it, and it travels as data. */
export type Spoken = {
  readonly locale: Locale;
  readonly words: Words;
  readonly signs: NumberSigns;
  /** The query that asks for this language, where the page's address does: forms keep it. Else empty. */
  readonly asked: string;
};
