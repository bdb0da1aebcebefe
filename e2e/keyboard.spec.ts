import type { Page } from "@playwright/test";
import { readDemand, sendEther } from "./customer";
import { expect, test } from "./fixtures";
import { untilAwake } from "./until-awake";

type Made = { readonly checkoutUrl: string };

const MOST_STOPS = 40;
const LEAST_TARGET_PX = 24;

/** Goes on by Tab until what has the focus is called so; each stop on the way shows that it has it, and is large enough. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const one = document.activeElement;
      if (!(one instanceof HTMLElement)) return null;
      // A radio button is drawn by its label, and a field of a link by what stands around it.
      const drawn = one.closest("label, .field") ?? one;
      const { width, height } = drawn.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
      const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])].map((label) => label.textContent) : [];
      const said = one.getAttribute("aria-label") ?? (labels.join(" ") || one.textContent || "");
      return { said, width, height, outline: outlineStyle !== "none" && outlineWidth !== "0px" };
    });
    if (!here || here.said === "") continue;
    expect(here, here.said).toMatchObject({ outline: true });
    expect(Math.min(here.width, here.height), here.said).toBeGreaterThanOrEqual(LEAST_TARGET_PX);
    if (name.test(here.said)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

/** Nothing while it is between two places: the page as a whole has every text. */
const focused = (page: Page) => page.evaluate(() => document.querySelector(":focus")?.textContent ?? "");

test("a payment is made from the link to the receipt by keyboard alone, and the focus is never lost", async ({
  page,
  context,
  api,
  chain,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const terms = { title: "Tips", fiatCurrency: "USD", amountType: "open", collectEmail: true };
  const { checkoutUrl } = (await api("POST", "/payment_links", { ...terms, suggestedAmounts: ["20"] })) as Made;
  await page.goto(checkoutUrl);
  await tabTo(page, /another amount/);
  await page.keyboard.type("50");
  await tabTo(page, /e-mail/);
  await page.keyboard.type("ada@example.com");
  await tabTo(page, /^Continue$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/checkout\/cs_/);
  await untilAwake(page);

  await tabTo(page, /Change/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^USDC on Local chain/);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("amount")).toHaveText(/50/);
  await expect.poll(() => focused(page)).toMatch(/USDC on Local chain.*Change/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^ETH on Local chain/);
  await page.keyboard.press("Enter");
  await expect.poll(() => focused(page)).toMatch(/ETH on Local chain.*Change/);

  await tabTo(page, /^Exchange$/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, /^Find my wallet$/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No wallet was found in this browser")).toBeVisible();
  await expect(page.getByRole("region", { name: "Payment" })).toBeFocused();

  await tabTo(page, /^Copy the address$/);
  await page.keyboard.press("Enter");
  const demand = await readDemand(page);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(demand.address);

  // What has the focus goes away with the address: the payment has it then, and not the page's beginning.
  await sendEther(chain, demand);
  await expect(page.getByRole("heading", { name: "Paid", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Payment" })).toBeFocused();
  await tabTo(page, /^See and print the receipt$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "Receipt" })).toContainText("50.00");
  await tabTo(page, /^Print$/);
});
