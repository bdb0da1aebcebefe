import type { Page } from "@playwright/test";
import { readDemand, sendEther } from "./customer";
import { expect, test } from "./fixtures";
import { registerSites } from "./register-sites";
import { expectAccessible, takePicture } from "./states/look";

const PATH = "/demo/demo-mug";
const SCREENS = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const THEMES = ["light", "dark"] as const;

const dialog = (page: Page) => page.getByRole("dialog", { name: "Payment" });
const frame = (page: Page) => page.frameLocator('iframe[title="Payment"]');
const buy = (page: Page) => page.getByRole("link", { name: "Pay with crypto" });

test.beforeEach(async ({ page, demo, signIn }) => {
  await signIn(page);
  await registerSites(page, [demo.baseUrl]);
});

test("the demo's shop sells a mug: the checkout opens over it, is paid, and the shop says so", async ({ page, chain }) => {
  await page.goto(PATH);
  await buy(page).click();
  await expect(frame(page).getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  await sendEther(chain, await readDemand(frame(page)));
  await expect(frame(page).getByRole("heading", { name: "Paid", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you! Your order is on its way.");
  await expect(buy(page)).toBeFocused();
});

test("shop and modal are for everybody: axe, the keyboard, every width, light and dark, less motion", async ({
  page,
  browser,
}) => {
  const customer = await browser.newPage({ baseURL: new URL(page.url()).origin, reducedMotion: "reduce" });
  for (const viewport of SCREENS) {
    await customer.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      await customer.emulateMedia({ colorScheme });
      await customer.goto(PATH);
      const name = `${viewport.width}-${colorScheme}`;
      await takePicture(customer, `embed/shop-${name}.png`);
      await expectAccessible(customer, `shop, ${name}`);
      const wide = await customer.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await buy(customer).press("Enter");
      await expect(frame(customer).getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
      await takePicture(customer, `embed/modal-${name}.png`);
      await expectAccessible(customer, `modal, ${name}`);
      await customer.keyboard.press("Escape");
      await expect(dialog(customer)).toHaveCount(0);
    }
  }
  await customer.close();
});

test("the keyboard stays in the modal until it is closed, and returns to where it was", async ({ page }) => {
  await page.goto(PATH);
  await buy(page).press("Enter");
  await expect(frame(page).getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  // As a screen reader knows it: a modal dialog with a name, and in it a frame with a name.
  await expect(dialog(page)).toHaveCount(1);
  expect(await dialog(page).evaluate((element) => element.matches(":modal"))).toBe(true);
  // Once around and more, both ways: nothing of the shop behind is reached.
  const places = new Set<string>();
  for (const [key, times] of [
    ["Tab", 45],
    ["Shift+Tab", 45],
  ] as const) {
    for (let pressed = 0; pressed < times; pressed += 1) {
      await page.keyboard.press(key);
      places.add(
        await page.evaluate(() => {
          const { activeElement } = document;
          return activeElement?.shadowRoot?.activeElement?.tagName ?? `outside: ${activeElement?.tagName}`;
        }),
      );
    }
  }
  expect([...places].filter((place) => place.startsWith("outside") && place !== "outside: BODY")).toEqual([]);
  expect([...places]).toEqual(expect.arrayContaining(["IFRAME", "A", "BUTTON"]));
  await frame(page).getByText("Where do you send from?").click();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(buy(page)).toBeFocused();
});

test("where the shop's site is not named it says so, and the checkout is a page", async ({ page, violations }) => {
  await registerSites(page, []);
  await page.goto(PATH);
  await expect(page.getByText("This site may not show the checkout yet")).toBeVisible();
  await buy(page).click();
  await page.waitForURL(/\/checkout\/cs_/);
  expect(violations.take().join("\n")).toContain("frame-ancestors");
  expect((await page.request.get("/demo/no-such-link")).status()).toBe(404);
});
