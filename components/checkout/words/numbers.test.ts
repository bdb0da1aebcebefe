import { describe, expect, it } from "vitest";
import { LOCALE_NAMES, type Locale } from "@/lib/locale";
import { coinText, numberSigns, numberText, priceText } from "./numbers";

const price = { amount: "1234567.50", currency: "EUR" };

describe("numbers in the page's language", () => {
  it.each([
    ["en", "EUR\u00a01,234,567.50"],
    ["de", "1.234.567,50\u00a0EUR"],
    ["fr", "1\u202f234\u202f567,50\u00a0EUR"],
    ["es", "1.234.567,50\u00a0EUR"],
    ["pt", "EUR\u00a01.234.567,50"],
    ["ja", "EUR\u00a01,234,567.50"],
    ["zh", "EUR\u00a01,234,567.50"],
    ["ar", "1,234,567.50\u00a0EUR"],
  ] as const)("are written in %s as %s", (locale, text) => {
    expect(priceText(price, numberSigns(locale))).toBe(text);
  });

  it("are grouped from where the language groups them", () => {
    expect(numberText("3318.5", numberSigns("es"))).toBe("3318,5");
    expect(numberText("33185", numberSigns("es"))).toBe("33.185");
    expect(numberText("3318.5", numberSigns("de"))).toBe("3.318,5");
    expect(numberText("5000", numberSigns("ja"))).toBe("5,000");
  });

  it("hold what Intl itself writes, for every language", () => {
    const intl = (locale: Locale, n: number) =>
      new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: 2 }).format(n);
    for (const locale of LOCALE_NAMES) {
      for (const amount of ["0.50", "999.99", "1000.00", "12345.67", "100000.00", "98765432.10"])
        expect([locale, numberText(amount, numberSigns(locale))]).toEqual([locale, intl(locale, Number(amount))]);
    }
  });
});

it("writes a coin's amount with all its digits and none but its decimal sign changed", () => {
  expect(coinText("1234567.012345678901234567", numberSigns("de"))).toBe("1234567,012345678901234567");
  expect(coinText("1234567.012345678901234567", numberSigns("ar"))).toBe("1234567.012345678901234567");
  expect(coinText("25", numberSigns("fr"))).toBe("25");
});
