import type { Browser } from "@playwright/test";
import { spokenIn } from "../components/checkout/words/spoken-in";
import { walletWordsOf } from "../components/checkout/words/wallet/wallet-words";
import { LOCALE_NAMES, LOCALES, type Locale, languageTag } from "../lib/locale";
import { expect, test } from "./fixtures";
import { englishOn, speaks } from "./speaks";

type Api = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) => Promise<never>;

const FIFTY = { amount: { value: "1250.50", currency: "USD" } };
async function checkoutUrl(api: Api): Promise<string> {
  const { checkoutUrl: url } = (await api("POST", "/checkout_sessions", FIFTY)) as { checkoutUrl: string };
  return url;
}

/** Chromium asks for pages in its own language. */
function visitor(browser: Browser, locale: Locale, javaScriptEnabled = true) {
  return browser.newContext({ javaScriptEnabled, locale: languageTag(locale) });
}

test("the English phrases that are looked for do stand on the English page", async ({ page, api }) => {
  await page.goto(await checkoutUrl(api));
  expect((await englishOn(page)).length).toBeGreaterThan(10);
});

for (const locale of LOCALE_NAMES) {
  test(`a customer whose browser speaks ${locale} reads every page in it`, async ({ browser, baseURL, api }) => {
    const url = await checkoutUrl(api);
    const tips = { title: "Oolong", fiatCurrency: "USD", amountType: "open", minAmount: "2.00", collectEmail: true };
    const { checkoutUrl: link } = (await api("POST", "/payment_links", tips)) as { checkoutUrl: string };
    const context = await visitor(browser, locale);
    const page = await context.newPage();
    const foreign: string[] = [];
    page.on("pageerror", (error) => foreign.push(error.message));

    await page.goto(url);
    const { words } = spokenIn(locale);
    await expect(page.getByRole("heading", { name: words.status.waiting })).toBeVisible();
    await speaks(page, locale);
    await expect(page.getByTestId("address")).toHaveCSS("direction", "ltr");

    await page.locator("summary").last().click();
    await page.locator("#txHash").fill("nothing");
    await page.locator("#txHash").press("Enter");
    await expect(page.locator("a.button")).toBeVisible();
    await speaks(page, locale);

    for (const path of [link, `${baseURL}/l/no-such-link`, `${baseURL}/checkout/cs_unknown`]) {
      await page.goto(path);
      await speaks(page, locale);
    }
    await page.goto(link);
    await page.locator("#amount").fill("1");
    await page.locator("#email").fill("tea@person.example");
    await page.locator("button[type=submit]").first().click();
    await expect(page.getByRole("alert")).toBeVisible();
    await speaks(page, locale);
    expect(foreign).toEqual([]);
    await context.close();
  });
}

test("the language is switched by a plain link, and kept", async ({ browser, api }) => {
  const url = await checkoutUrl(api);
  const context = await visitor(browser, "fr", false);
  const page = await context.newPage();
  await page.goto(url);
  await speaks(page, "fr");
  await page.getByRole("link", { name: LOCALES.ar.name }).click();
  await speaks(page, "ar");
  await page.goto(url);
  await speaks(page, "ar");
  await context.close();
});

test("one language travels with the page, and none in its scripts; what wallets need is in neither", async ({ page, api }) => {
  const url = await checkoutUrl(api);
  const scripts = new Set<string>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.add(response.url());
  });
  await page.goto(`${url}?lang=de`);
  const document = await (await page.request.get(`${url}?lang=de`)).text();
  const bundles = await Promise.all([...scripts].map(async (script) => (await page.request.get(script)).text()));
  expect(bundles.length).toBeGreaterThan(2);
  for (const locale of LOCALE_NAMES) {
    const { tampered } = spokenIn(locale).words.pay;
    expect([locale, document.includes(tampered)]).toEqual([locale, locale === "de"]);
    expect([locale, bundles.some((bundle) => bundle.includes(tampered))]).toEqual([locale, false]);
    const { busy } = walletWordsOf(locale);
    expect([locale, [document, ...bundles].some((text) => text.includes(busy))]).toEqual([locale, false]);
  }
});
