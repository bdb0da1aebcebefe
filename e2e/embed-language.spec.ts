import { expect, test } from "./fixtures";
import { registerSites } from "./register-sites";

test("a language that the shop asks for stays through the frame's forms, without cookies and without scripts", async ({
  page,
  browser,
  demo,
  api,
  signIn,
  site,
}) => {
  const price = { title: "Tips", amountType: "open", fiatCurrency: "USD" };
  const { slug } = (await api("POST", "/payment_links", price)) as { slug: string };
  const shop = await site(`<iframe title="Zahlung" width="500" height="900" src="${demo.baseUrl}/l/${slug}?lang=de"></iframe>`);
  await signIn(page);
  await registerSites(page, [shop]);

  const customer = await browser.newPage({ javaScriptEnabled: false });
  await customer.goto(shop);
  const frame = customer.frameLocator("iframe");
  const waiting = frame.getByRole("heading", { name: "Wir warten auf Ihre Zahlung" });
  await frame.getByRole("textbox").fill("12,50");
  await frame.getByRole("button", { name: "Weiter" }).click();
  await expect(waiting).toBeVisible();
  await frame.getByText("Ändern").click();
  await frame.getByRole("button", { name: /USDC/ }).click();
  await expect(frame.locator("summary").first()).toContainText("USDC");
  await expect(waiting).toBeVisible();
  // A question that cannot be answered: twice, and back.
  await frame.locator("summary").last().click();
  for (let asked = 0; asked < 2; asked += 1) {
    await frame.locator("#txHash").fill("0x12");
    await frame.locator("#txHash").press("Enter");
    await expect(frame.getByRole("link", { name: "Zurück zur Zahlung" })).toBeVisible();
  }
  await frame.getByRole("link", { name: "Zurück zur Zahlung" }).click();
  await expect(waiting).toBeVisible();
  await customer.close();
});
