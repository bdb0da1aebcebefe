import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { type PartOfPage, servePartOfPage } from "./part-of-page";
import { shiftsOf, watchShifts } from "./shifts";

const FIFTY = { amount: { value: "50.00", currency: "USD" } };
const PHONE = { width: 360, height: 740 };
/** Many pictures long. */
const A_WHILE_MS = 500;

function pictures(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => performance.getEntriesByType("paint").map(({ name }) => name));
}

const LARGE = { width: 1_440, height: 900 };

/** Where a line stops, and whether a picture is drawn of what has come. */
const STOPS = [
  { told: "on a phone, amid its screen", viewport: PHONE, upTo: `value="browser"`, isDrawn: false },
  { told: "on a phone, below its screen", viewport: PHONE, upTo: `data-testid="address"`, isDrawn: true },
  { told: "on a large screen, amid the payment", viewport: LARGE, upTo: `data-testid="address"`, isDrawn: false },
  { told: "on a large screen, below the payment", viewport: LARGE, upTo: `href="?lang=de"`, isDrawn: true },
];

for (const { told, viewport, upTo, isDrawn } of STOPS)
  test.describe(`on a line that stops, ${told}`, () => {
    let part: PartOfPage;
    test.use({ viewport });
    test.afterEach(() => part.stop());

    test(isDrawn ? "the page is shown meanwhile" : "the page is shown when its screen is whole", async ({ page, api }) => {
      const { checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as { checkoutUrl: string };
      part = await servePartOfPage(await (await page.request.get(checkoutUrl)).text(), upTo);
      await watchShifts(page);
      await page.goto(part.url, { waitUntil: "commit" });
      await expect(page.locator(`input[value="app"]`)).toBeAttached();
      if (isDrawn) await expect.poll(() => pictures(page)).toContain("first-contentful-paint");
      else {
        await page.waitForTimeout(A_WHILE_MS);
        expect(await pictures(page)).toEqual([]);
      }
      await expect(page.locator(`a[href="?lang=de"]`)).toHaveCount(0);
      part.release();
      await expect.poll(() => pictures(page)).toContain("first-contentful-paint");
      await expect(page.getByTestId("address")).toBeVisible();
      expect(await shiftsOf(page)).toEqual([]);
    });
  });

/** How the address was displayed in each of the first pictures that could show it. */
async function watchAddress(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    const look = () => {
      const address = document.querySelector("#address");
      if (address) seen.push(getComputedStyle(address).display);
      if (seen.length < 10) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, { displays: seen });
  });
}

const displays = (page: Page) => page.evaluate(() => (window as unknown as { displays: readonly string[] }).displays);

for (const [screen, viewport, first] of [
  ["a phone draws what lies below its screen after that", PHONE, "none"],
  ["a large screen draws all at once", LARGE, "block"],
] as const)
  test.describe(screen, () => {
    test.use({ viewport });

    test("and nothing moves", async ({ page, api }) => {
      const { checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as { checkoutUrl: string };
      await watchAddress(page);
      await watchShifts(page);
      await page.goto(checkoutUrl);
      await expect.poll(async () => (await displays(page)).length).toBe(10);
      expect((await displays(page))[0]).toBe(first);
      expect((await displays(page)).at(-1)).toBe("block");
      await expect(page.locator("main nav")).toBeVisible();
      expect(await shiftsOf(page)).toEqual([]);
    });
  });

test.describe("a phone's page that somebody comes back to", () => {
  test.use({ viewport: PHONE });

  test("is where they left it", async ({ page, api }) => {
    const { checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as { checkoutUrl: string };
    await page.goto(checkoutUrl);
    await page.locator("main nav").scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    expect(place).toBeGreaterThan(0);
    // A browser takes note of the place a moment later.
    await page.waitForTimeout(A_WHILE_MS);
    await page.goto("/docs");
    await page.goBack();
    await page.waitForURL(checkoutUrl);
    await expect(page.getByTestId("address")).toBeVisible();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
  });
});
