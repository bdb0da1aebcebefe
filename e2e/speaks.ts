import type { Page } from "@playwright/test";
import { en } from "../components/checkout/words/en";
import { en as serverEn } from "../components/checkout/words/server/en";
import { en as walletEn } from "../components/checkout/words/wallet/en";
import { en as receiptEn } from "../components/receipt/words/en";
import { LOCALES, type Locale, languageTag } from "../lib/locale";
import { expect } from "./fixtures";

const ISOLATES = /[\u2068\u2069]/g;

function textsIn(words: object): readonly string[] {
  return Object.values(words).flatMap((value) => (typeof value === "string" ? [value] : textsIn(value)));
}

/** What stands between the places of the English texts, where it is a phrase. */
const PHRASES = [en, serverEn, walletEn, receiptEn]
  .flatMap(textsIn)
  .flatMap((text) => text.split(/\{\w+\}/))
  .map((part) => part.trim())
  .filter((part) => part.length >= 8 && part.includes(" "));

/** All that a page says, to eyes, to screen readers and to the window's title. */
async function saidBy(page: Page): Promise<string> {
  const said = await page.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label],[title],[placeholder],svg title")];
    const names = named.map((one) => `${one.getAttribute("aria-label")} ${one.getAttribute("title")} ${one.textContent}`);
    return [document.title, document.body.textContent, ...names].join("\n");
  });
  // What travels with the page for later stands in scripts.
  const scripts = await page.evaluate(() => [...document.body.querySelectorAll("script")].map((one) => one.textContent ?? ""));
  return scripts.reduce((text, script) => (script === "" ? text : text.replaceAll(script, "")), said).replace(ISOLATES, "");
}

/** The page is in that language: nothing on it is left of the English original. */
export async function speaks(page: Page, locale: Locale): Promise<void> {
  const root = page.locator("html");
  await expect(root).toHaveAttribute("lang", languageTag(locale));
  await expect(root).toHaveAttribute("dir", LOCALES[locale].direction);
  if (locale === "en") return;
  expect(await englishOn(page)).toEqual([]);
}

/** The phrases of the English original that stand on the page. */
export async function englishOn(page: Page): Promise<readonly string[]> {
  const said = await saidBy(page);
  return PHRASES.filter((phrase) => said.includes(phrase));
}
