import type { Locale } from "@/lib/locale";
import type { en } from "./en";

/** A text for each of the language's plural categories (Unicode CLDR); `other` is always one of them. */
export type Plural = { readonly other: string } & { readonly [Category in Exclude<Intl.LDMLPluralRule, "other">]?: string };

/** What another language must have to say the same. */
export type Translated<Original> = {
  readonly [Key in keyof Original]: Original[Key] extends string
    ? string
    : Original[Key] extends { readonly other: string }
      ? Plural
      : Translated<Original[Key]>;
};

/** What the page says in the browser, in one language. */
export type Words = Translated<typeof en>;

/** Puts `values` where a text has `{name}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));
}

/** The text for `n` of something, with `{n}` filled in. `n` is whole. */
export function plural(locale: Locale, texts: Plural, n: number): string {
  return fill(texts[new Intl.PluralRules(locale).select(n)] ?? texts.other, { n });
}
