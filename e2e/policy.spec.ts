import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const FIFTY = { amount: { value: "50.00", currency: "USD" } };

/** As a flaw in a page would: markup of somebody else's. */
async function injectMarkup(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<img src="/none.png" onerror="window.injected = true">`);
  });
}

test("an inline script does not run, and is told of, in whatever context it stands", async ({ page, browser, violations }) => {
  await page.goto("/login");
  await injectMarkup(page);
  let seen = "";
  const all = () => {
    seen += violations.take().join("\n");
    return seen;
  };
  await expect.poll(all).toMatch(/login: script-src-attr refuses inline/);
  await expect.poll(all).toMatch(/Content Security Policy/i);
  expect(await page.evaluate("window.injected")).toBeUndefined();
  const other = await browser.newPage();
  await other.goto(page.url());
  await injectMarkup(other);
  await expect.poll(() => all().split("refuses inline").length).toBe(3);
  await other.close();
});

test("a test in which a content policy refuses something fails", async ({ page }) => {
  test.fail();
  await page.goto("/login");
  const told = page.waitForEvent("console", (message) => /content security policy/i.test(message.text()));
  await injectMarkup(page);
  await told;
});

test("the page that opened a payment cannot lead it elsewhere", async ({ page, context, api, site }) => {
  const { checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as { checkoutUrl: string };
  const shop = await site("");
  await page.goto(shop);
  const opened = context.waitForEvent("page");
  await page.evaluate((url) => Object.assign(window, { opened: window.open(url) }), checkoutUrl);
  const payment = await opened;
  await expect(payment.getByTestId("address")).toBeVisible();
  await expect.poll(() => page.evaluate("window.opened.closed")).toBe(true);
  await page.evaluate(() => {
    (window as unknown as { opened: Window }).opened.location.href = "about:blank";
  });
  await expect(payment.getByTestId("address")).toBeVisible();
  expect(payment.url()).toBe(checkoutUrl);
});
