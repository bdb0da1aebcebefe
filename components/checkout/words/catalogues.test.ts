import { describe, expect, it } from "vitest";
import { LOCALE_NAMES, type Locale } from "@/lib/locale";
import { receiptWords } from "../../receipt/words/receipt-words";
import { serverWordsOf } from "./server/server-words";
import { spokenIn } from "./spoken-in";
import { walletWordsOf } from "./wallet/wallet-words";
import { plural } from "./words";

const ISOLATES = /[\u2068\u2069]/g;
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

type Texts = { readonly [key: string]: string | Texts };

function catalogue(locale: Locale): Texts {
  return {
    page: spokenIn(locale).words as Texts,
    server: serverWordsOf(locale) as Texts,
    wallet: walletWordsOf(locale) as Texts,
    receipt: receiptWords(locale) as Texts,
  };
}

function isPlural(texts: string | Texts): texts is Readonly<Record<string, string>> {
  return typeof texts === "object" && Object.keys(texts).every((key) => CATEGORIES.includes(key));
}

/** Every text by its path; of a plural, its texts by category. */
function leaves(texts: Texts, path = ""): readonly [string, string | Readonly<Record<string, string>>][] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" || isPlural(value) ? [[here, value]] : leaves(value, here);
  });
}

const english = new Map(leaves(catalogue("en")));
const others = LOCALE_NAMES.filter((locale) => locale !== "en");

function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

function textsOf(value: string | Readonly<Record<string, string>> | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : Object.values(value);
}

describe.each(others)("the words in %s", (locale) => {
  const own = new Map(leaves(catalogue(locale)));

  it("are as many as in English, under the same names", () => {
    expect([...own.keys()]).toEqual([...english.keys()]);
    expect(own.size).toBeGreaterThan(150);
  });

  it("have the same places to fill in", () => {
    for (const [path, value] of own) {
      const original = english.get(path);
      if (typeof value === "string" && typeof original === "string") {
        expect([path, placeholders(value)]).toEqual([path, placeholders(original)]);
        continue;
      }
      // One and two of something may be words of their own.
      const all = placeholders(textsOf(original).join(" ")).filter((name) => name !== "{n}");
      for (const text of textsOf(value)) expect([path, placeholders(text).filter((name) => name !== "{n}")]).toEqual([path, all]);
      expect([path, (value as { other: string }).other]).toEqual([path, expect.stringContaining("{n}")]);
    }
  });

  it("have a text for each plural category of the language, and no other", () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    for (const [path, value] of own) {
      if (typeof value !== "string") expect([path, Object.keys(value).sort()]).toEqual([path, [...pluralCategories].sort()]);
    }
  });

  it("are nowhere empty, and nowhere left in English", () => {
    const sameInBoth = new Set(["TEST", "Exact", "Sources", "{n} minute", "{n} minutes"]);
    for (const [path, value] of own) {
      for (const text of textsOf(value)) {
        const bare = text.replace(ISOLATES, "");
        const words = bare.replace(/\{\w+\}/g, "").match(/\p{L}{2,}/gu) ?? [];
        expect([path, bare.trim()]).not.toEqual([path, ""]);
        if (words.length > 0 && !sameInBoth.has(bare)) expect(textsOf(english.get(path))).not.toContain(bare);
      }
    }
  });
});

it("has all six plurals in Arabic, told by the number", () => {
  const { hours } = spokenIn("ar").words.time;
  const told = [0, 1, 2, 3, 11, 100].map((n) => plural("ar", hours, n).replace(ISOLATES, ""));
  expect(told).toEqual(["0 ساعة", "ساعة واحدة", "ساعتان", "3 ساعات", "11 ساعة", "100 ساعة"]);
});

it("isolates whatever is filled into Arabic, and nothing elsewhere", () => {
  for (const locale of LOCALE_NAMES) {
    const all = leaves(catalogue(locale)).flatMap(([, value]) => textsOf(value));
    const places = all.flatMap((text) => text.match(/.?\{\w+\}.?/g) ?? []);
    expect(places.length).toBeGreaterThan(50);
    for (const place of places) expect(/^\u2068\{\w+\}\u2069$/.test(place)).toBe(locale === "ar");
  }
});

it("no sign of a French sentence begins a line", () => {
  const torn = leaves(catalogue("fr")).filter(([, value]) => textsOf(value).some((text) => / [:;?!»]|« /.test(text)));
  expect(torn).toEqual([]);
});
