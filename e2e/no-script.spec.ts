import type { Page } from "@playwright/test";
import { readDemand, sendEther } from "./customer";
import { expect, test } from "./fixtures";

type Link = { readonly id: string; readonly checkoutUrl: string };
type Session = { readonly id: string; readonly customerEmail: string | null; readonly fiat: { readonly amount: string } };

// No page below runs a script: not one of them may need it.
test.use({ javaScriptEnabled: false });

const idOf = (page: Page) => /\/checkout\/(cs_[0-9A-Za-z]{24})/.exec(page.url())?.[1] ?? "";
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });

test("the whole payment works without JavaScript, from the link to the receipt", async ({ page, chain, api }) => {
  const terms = { title: "Tips", fiatCurrency: "USD", amountType: "open", minAmount: "2", collectEmail: true };
  const link = (await api("POST", "/payment_links", { ...terms, suggestedAmounts: ["20", "50"] })) as Link;

  // The link: a suggestion is one tap; what is missing is asked for, and what was said is kept.
  await page.goto(link.checkoutUrl);
  await page.getByRole("button", { name: /50\.00/ }).click();
  await expect(page.getByRole("alert")).toContainText("e-mail");
  await expect(page.getByLabel("Or another amount")).toHaveValue("50.00");
  await page.getByLabel("Or another amount").fill("1");
  await page.getByLabel("Your e-mail address").fill("ada@example.com");
  await page.getByLabel("Or another amount").press("Enter");
  await expect(page.getByRole("alert")).toContainText("cannot be paid");
  await expect(page.getByLabel("Or another amount")).toHaveAccessibleDescription(/At least USD.2\.00.*cannot be paid/);
  await expect(page.getByLabel("Or another amount")).toBeFocused();
  await page.getByLabel("Or another amount").fill("50");
  await page.getByLabel("Or another amount").press("Enter");
  await page.waitForURL(/\/checkout\/cs_/);
  const told = (await api("GET", `/checkout_sessions/${idOf(page)}`)) as Session;
  expect([told.customerEmail, told.fiat.amount]).toEqual(["ada@example.com", "50.00"]);

  // The way to pay, chosen by a form; the code and the address.
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /USDC on Local chain/ }).click();
  await expect(page.getByTestId("amount")).toContainText("50");
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /ETH on Local chain/ }).click();
  await expect(page.getByRole("img", { name: "QR code to pay" })).toBeVisible();
  const demand = await readDemand(page);

  // Who has paid and sees nothing asks by a form, and gets back.
  await page.getByText("I have paid, but nothing happens").click();
  await page.getByLabel(/Paste the number of the transaction/).fill(`0x${"ab".repeat(32)}`);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(heading(page, "We cannot find it yet")).toBeVisible();
  await page.getByLabel("Transaction number").fill("nonsense");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(heading(page, "Which transaction?")).toBeVisible();
  await page.getByRole("link", { name: "Back to the payment" }).click();

  // It arrives by itself: the page asks again without being told to.
  await sendEther(chain, demand);
  await expect(heading(page, "Paid")).toBeVisible();
  await page.getByRole("link", { name: "See and print the receipt" }).click();
  await expect(page.getByRole("article", { name: "Receipt" })).toContainText("50.00");
  await expect(page.getByRole("img", { name: "QR code of the transaction" })).toBeVisible();
  await expect(page.getByText("fixed (test)")).toBeVisible();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await page.getByRole("link", { name: "Back to the payment" }).click();
  await expect(heading(page, "Paid")).toBeVisible();
});

test("an e-mail address that the shop asks for is given by a form on the page", async ({ page, api }) => {
  const terms = { title: "Tea", fiatAmount: "20.00", fiatCurrency: "USD", collectEmail: true };
  const link = (await api("POST", "/payment_links", terms)) as Link;
  const session = (await api("POST", "/checkout_sessions", { linkId: link.id })) as Session & { checkoutUrl: string };
  await page.goto(session.checkoutUrl);
  await page.getByLabel("Your e-mail address").fill("grace@example.com");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(heading(page, "Waiting for your payment")).toBeVisible();
  await expect(page.getByLabel("Your e-mail address")).toHaveCount(0);
  expect(await page.content()).not.toContain("grace@example.com");
  expect(((await api("GET", `/checkout_sessions/${session.id}`)) as Session).customerEmail).toBe("grace@example.com");
});

test("a new price is had by a form, at the same address", async ({ page, api, chain }) => {
  const wishes = { amount: { value: "50.00", currency: "USD" }, expiresIn: 3_600 };
  const session = (await api("POST", "/checkout_sessions", wishes)) as Session & { checkoutUrl: string };
  await page.goto(session.checkoutUrl);
  const { address } = await readDemand(page);
  await chain.increaseTime({ seconds: 3_700 });
  await expect(page.getByRole("button", { name: "Get a new price" })).toBeVisible();
  await page.goto(`${session.checkoutUrl}/receipt`);
  await expect(heading(page, "There is no receipt yet")).toBeVisible();
  await page.getByRole("link", { name: "Back to the payment" }).click();
  await page.getByRole("button", { name: "Get a new price" }).click();
  await expect(heading(page, "Waiting for your payment")).toBeVisible();
  expect((await readDemand(page)).address).toBe(address);
});
