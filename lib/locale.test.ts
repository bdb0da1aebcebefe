import { describe, expect, it } from "vitest";
import { chooseLocale, isLocale } from "./locale";

const header = (acceptLanguage: string) => chooseLocale({ acceptLanguage });

describe("the language of a page", () => {
  it("is the one in its address, then the one chosen before, then the browser's", () => {
    expect(chooseLocale({ query: "ar", cookie: "ja", acceptLanguage: "de" })).toBe("ar");
    expect(chooseLocale({ cookie: "ja", acceptLanguage: "de" })).toBe("ja");
    expect(header("de")).toBe("de");
    expect(chooseLocale({})).toBe("en");
  });

  it("is none that an address or a cookie makes up", () => {
    for (const madeUp of ["xx", "", "DE", "de-DE", "__proto__", "constructor", "<script>"]) {
      expect(isLocale(madeUp)).toBe(false);
      expect(chooseLocale({ query: madeUp, cookie: madeUp, acceptLanguage: "fr" })).toBe("fr");
    }
  });

  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["en;q=0.5, fr;q=0.9", "fr"],
    ["it, nl;q=0.9, es-419;q=0.2, en;q=0.1", "es"],
    ["pt-BR", "pt"],
    ["zh-Hans-CN;q=0.8, ja;q=0.7", "zh"],
    ["AR-eg", "ar"],
    ["ja;q=0, de;q=0.001", "de"],
    ["fr;q=1.000,de;q=1", "fr"],
    ["*", "en"],
    ["it,*;q=0.5", "en"],
  ])("is found in the header %s", (acceptLanguage, locale) => {
    expect(header(acceptLanguage)).toBe(locale);
  });

  it.each([
    "",
    ",,,;q=",
    "de;q=2",
    "de;q=-1",
    "de;q=NaN",
    "de;level=1;q=1",
    "deutsch",
    "日本語",
    "de_DE",
    "\u0000de",
    `${"x,".repeat(50)}de`,
    "a".repeat(100_000),
    `de${"-a".repeat(50_000)}!`,
    ";q=1".repeat(20_000),
  ])("is English where the header is none (%#)", (acceptLanguage) => {
    expect(header(acceptLanguage)).toBe("en");
  });
});
