import type { Page } from "@playwright/test";
import { expect } from "../fixtures";
import { untilAwake } from "../until-awake";
import type { Api, Session } from "./stage";

/** A customer's page beyond the states of a session, and how it is come by, in any language. */
export type Face = {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
};

type Made = { readonly checkoutUrl: string };
type Needs = { readonly api: Api; readonly imageUrl: string; readonly paid: Session & Made; readonly baseUrl: string };

const OPEN = { title: "Tips for the tea house", fiatCurrency: "USD", amountType: "open", collectEmail: true };
const BOUNDS = { minAmount: "2.00", maxAmount: "500.00", suggestedAmounts: ["5", "10", "25", "1000"] };
const FIXED = { title: "A tin of tea", fiatAmount: "50.00", fiatCurrency: "USD" };
const PRICE = { amount: { value: "1250.50", currency: "EUR" } };
const NO_TRANSACTION = `0x${"ab".repeat(32)}`;

/** Every page of a customer's that is no state of a payment. The shop has a contact, and the links a picture. */
export async function makeFaces({ api, imageUrl, paid, baseUrl }: Needs): Promise<Face[]> {
  const link = async (terms: object) => ((await api("POST", "/payment_links", terms)) as Made).checkoutUrl;
  const session = async (terms: object) => ((await api("POST", "/checkout_sessions", terms)) as Made).checkoutUrl;
  const tips = await link({
    ...OPEN,
    ...BOUNDS,
    suggestedAmounts: BOUNDS.suggestedAmounts.slice(0, 3),
    imageUrl,
    description: "For whoever poured it.",
  });
  const plain = await link({ ...OPEN, collectEmail: false });
  const asksEmail = await link({ ...FIXED, collectEmail: true, description: "Darjeeling first flush, 100 g" });
  const withEmail = (await api("GET", "/payment_links")) as { data: { id: string; checkoutUrl: string }[] };
  const emailId = withEmail.data.find((one) => one.checkoutUrl === asksEmail)?.id ?? "";
  const mail = await session({ linkId: emailId });
  const waiting = await session(PRICE);
  const dollars = await session({ ...PRICE, asset: "USDC" });
  const at =
    (url: string): Face["open"] =>
    (page) =>
      page.goto(url).then(() => {});
  const way =
    (url: string, value: string): Face["open"] =>
    async (page) => {
      await page.goto(url);
      await page.locator(`label:has([value=${value}])`).click();
    };
  const ask = async (page: Page, hash: string) => {
    await page.goto(waiting);
    await page.locator("summary").last().click();
    await page.locator("#txHash").fill(hash);
    await page.locator("#txHash").press("Enter");
    await expect(page.locator("a.button")).toBeVisible();
  };
  return [
    { name: "link-open", open: at(tips) },
    { name: "link-open-plain", open: at(plain) },
    {
      name: "link-open-refused",
      open: async (page) => {
        await page.goto(tips);
        await page.locator("#amount").fill("1");
        await page.locator("#email").fill("tea@person.example");
        await page.locator("#amount").press("Enter");
        await expect(page.getByRole("alert")).toBeVisible();
      },
    },
    { name: "link-email", open: at(asksEmail) },
    { name: "email", open: at(mail) },
    {
      name: "email-refused",
      open: async (page) => {
        await page.goto(mail);
        await page.locator("form[action$=email]").evaluate((form: HTMLFormElement) => {
          form.noValidate = true;
        });
        await page.locator("#email").fill("nobody");
        await page.locator("#email").press("Enter");
        await expect(page.locator("a.button")).toBeVisible();
      },
    },
    { name: "pay-exchange", open: way(waiting, "exchange") },
    { name: "pay-app", open: way(waiting, "app") },
    { name: "pay-app-token", open: way(dollars, "app") },
    { name: "pay-browser", open: way(waiting, "browser") },
    {
      name: "pay-browser-none",
      open: async (page) => {
        await way(waiting, "browser")(page);
        await untilAwake(page);
        await page.locator("fieldset button").click();
        await expect(page.locator("fieldset button")).toHaveCount(0);
      },
    },
    {
      name: "help-open",
      open: async (page) => {
        await page.goto(waiting);
        await page.locator("summary").last().click();
      },
    },
    { name: "diagnosis-not-found", open: (page) => ask(page, NO_TRANSACTION) },
    { name: "diagnosis-nonsense", open: (page) => ask(page, "nonsense") },
    { name: "receipt", open: at(`${paid.checkoutUrl}/receipt`) },
    { name: "receipt-none", open: at(`${waiting}/receipt`) },
    { name: "page-not-found", open: at(`${baseUrl}/checkout/nothing/at/all`) },
    { name: "payment-not-found", open: at(`${baseUrl}/checkout/cs_unknown`) },
  ];
}
