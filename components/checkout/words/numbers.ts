import type { Locale } from "@/lib/locale";

/**
 * How a language writes numbers, by the server's Intl: server and browser may know different editions of the Unicode
 * tables, and a page that they write differently would be thrown away and drawn again.
 */
export type NumberSigns = {
  readonly decimal: string;
  readonly group: string;
  /** Digits before the point from which they are grouped. */
  readonly groupFrom: number;
  /** `USD 50.00`, not `50,00 USD`. */
  readonly codeFirst: boolean;
};

/** Digits are 0 to 9 in every language: they are compared with a wallet's. */
export function numberSigns(locale: Locale): NumberSigns {
  const tag = `${locale}-u-nu-latn`;
  const sign = (type: string) => new Intl.NumberFormat(tag).formatToParts(12_345.6).find((part) => part.type === type)?.value;
  const money = new Intl.NumberFormat(tag, { style: "currency", currency: "USD", currencyDisplay: "code" }).formatToParts(1);
  const place = (type: string) => money.findIndex((part) => part.type === type);
  return {
    decimal: sign("decimal") ?? ".",
    group: sign("group") ?? "",
    groupFrom: new Intl.NumberFormat(tag).format(1_000).length > 4 ? 4 : 5,
    codeFirst: place("currency") < place("integer"),
  };
}

/** An amount of a coin: all its digits in one piece, with the language's decimal sign. */
export function coinText(decimal: string, { decimal: sign }: NumberSigns): string {
  return decimal.replace(".", sign);
}

/** A price or a rate for reading, not for copying: `3318.5` is `3,318.5`, or `3.318,5`. */
export function numberText(decimal: string, { decimal: sign, group, groupFrom }: NumberSigns): string {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.length < groupFrom ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return fraction === undefined ? grouped : grouped + sign + fraction;
}

/** A price with its currency's code, which stays on its line: `USD 50.00`, `50,00 USD`. */
export function priceText({ amount, currency }: { amount: string; currency: string }, signs: NumberSigns): string {
  const number = numberText(amount, signs);
  return signs.codeFirst ? `${currency}\u00a0${number}` : `${number}\u00a0${currency}`;
}
