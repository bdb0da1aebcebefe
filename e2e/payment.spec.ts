import type { Page } from "@playwright/test";
import { parseUnits } from "viem";
import type { Inbox } from "../test/inbox";
import { readDemand, sendEther, sendToken } from "./customer";
import { expect, test } from "./fixtures";
import { holdBack } from "./hold-back";
import { holdBlocks } from "./hold-blocks";
import { about, believe } from "./webhook-judge";

type Created = { readonly id: string; readonly checkoutUrl: string };
type Endpoint = { readonly id: string; readonly secret: string };
type Api = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) => Promise<never>;

const FIFTY = { amount: { value: "50.00", currency: "USD" } };

/** The shop: an endpoint of its own at the inbox, and a session that ends there. */
async function openShop(api: Api, inbox: Inbox): Promise<Endpoint> {
  return (await api("POST", "/webhook_endpoints", { url: inbox.url, events: ["*"] })) as Endpoint;
}

async function open(page: Page, api: Api, wishes: object = {}): Promise<Created> {
  const session = (await api("POST", "/checkout_sessions", { ...FIFTY, ...wishes })) as Created;
  await page.goto(session.checkoutUrl);
  return session;
}

function status(page: Page) {
  return page.getByRole("status").filter({ has: page.getByRole("heading") });
}

function heading(page: Page, text: string | RegExp) {
  return status(page).getByRole("heading", { name: text });
}

test("a merchant makes a link; a customer pays it in ether and goes back to the shop; the shop's server is told", async ({
  page,
  browser,
  chain,
  inbox,
  api,
  signIn,
}) => {
  const shop = await openShop(api, inbox);
  const thanks = inbox.url.replace("127.0.0.1", "localhost").replace("/webhooks", "/thanks");

  await signIn(page);
  await page.getByRole("link", { name: "Links" }).first().click();
  await page.getByRole("button", { name: "New link" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Title").fill("A tin of tea");
  await form.getByLabel("Price").fill("50.00");
  await form.getByLabel("Success page").fill(thanks);
  await form.getByRole("button", { name: "Create link" }).click();
  const link = (await page.getByRole("dialog").getByText(/\/l\//).textContent()) ?? "";

  const customer = await browser.newPage();
  await customer.goto(link);
  await expect(customer).toHaveURL(/\/checkout\/cs_/);
  await expect(heading(customer, "Waiting for your payment")).toBeVisible();
  const letThanksCome = await holdBack(customer, thanks);
  const sessionId = customer.url().split("/").at(-1) ?? "";
  const demand = await readDemand(customer);
  expect(demand.amount).toBe("0.02");

  await holdBlocks(chain, async () => {
    await sendEther(chain, demand);
    await chain.mine({ blocks: 1 });
    await expect(heading(customer, "We see 0.02 ETH")).toBeVisible();
    await expect(customer.getByText("Confirming 1 of 3")).toBeVisible();
  });
  await expect(heading(customer, "Paid")).toBeVisible();
  await expect(customer.getByText(/Returning to .* in \d s/)).toBeVisible();
  letThanksCome();
  await customer.waitForURL(thanks);

  const paid = believe(await inbox.waitFor(about("session.paid", sessionId)), shop.secret);
  expect(paid.data).toMatchObject({ id: sessionId, status: "paid", flags: [] });
  for (const type of ["session.created", "payment.received", "session.detected", "payment.confirmed"]) {
    believe(await inbox.waitFor(about(type, sessionId)), shop.secret);
  }

  await page.goto(`/dashboard/sessions/${sessionId}`);
  await expect(page.getByText("session.paid").first()).toBeVisible();
  await customer.close();
  await api("DELETE", `/webhook_endpoints/${shop.id}`);
});

test("a customer chooses a stablecoin and pays with a token transfer", async ({ page, chain, demo, inbox, api }) => {
  const shop = await openShop(api, inbox);
  const session = await open(page, api);
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /USDT on Local chain/ }).click();
  await expect(page.getByTestId("amount")).toContainText("50");
  const demand = await readDemand(page);
  expect(demand.amount).toBe("50");

  await holdBlocks(chain, async () => {
    await sendToken(chain, { token: demo.tokens.USDT as `0x${string}`, decimals: 6, ...demand });
    await chain.mine({ blocks: 1 });
    await expect(heading(page, "We see 50 USDT")).toBeVisible();
  });
  await expect(heading(page, "Paid")).toBeVisible();
  const paid = believe(await inbox.waitFor(about("session.paid", session.id)), shop.secret);
  expect(paid.data).toMatchObject({
    status: "paid",
    asset: { symbol: "USDT" },
    payments: [{ kind: "token", state: "confirmed" }],
  });
  await api("DELETE", `/webhook_endpoints/${shop.id}`);
});

test("a customer sends too little, sees what is missing, and tops it up", async ({ page, chain, inbox, api }) => {
  const shop = await openShop(api, inbox);
  const session = await open(page, api);
  const demand = await readDemand(page);
  await page.getByRole("button", { name: "Less", exact: true }).click();
  await expect(heading(page, "0.01 ETH is still missing")).toBeVisible();
  const rest = await readDemand(page);
  expect(rest).toEqual({ address: demand.address, amount: "0.01" });

  const short = believe(await inbox.waitFor(about("session.underpaid", session.id)), shop.secret);
  expect(short).toMatchObject({ detail: { missing: parseUnits("0.01", 18).toString() } });
  await sendEther(chain, rest);
  await expect(heading(page, "Paid")).toBeVisible();
  await inbox.waitFor(about("session.paid", session.id));
  await api("DELETE", `/webhook_endpoints/${shop.id}`);
});

test("a customer sends too much: the order ships all the same, and both are told", async ({ page, chain, inbox, api }) => {
  const shop = await openShop(api, inbox);
  const session = await open(page, api);
  await holdBlocks(chain, async () => {
    const sent = page.waitForResponse(/\/test_payment/);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await sent;
    await chain.mine({ blocks: 1 });
    await expect(heading(page, /We see 0\.03 ETH, 0\.01 ETH more than was asked/)).toBeVisible();
  });
  await expect(heading(page, "Paid")).toBeVisible();
  await expect(status(page)).toContainText("0.01 ETH more than was asked");
  believe(await inbox.waitFor(about("session.overpaid", session.id)), shop.secret);
  const paid = believe(await inbox.waitFor(about("session.paid", session.id)), shop.secret);
  expect(paid.data).toMatchObject({ status: "paid", flags: ["over"] });
  await api("DELETE", `/webhook_endpoints/${shop.id}`);
});

test("a payment comes after the time has run out, and is told as late", async ({ page, chain, inbox, api }) => {
  const shop = await openShop(api, inbox);
  const session = await open(page, api, { expiresIn: 3_600 });
  const demand = await readDemand(page);
  await chain.increaseTime({ seconds: 3_700 });
  await expect(heading(page, "The time to pay is over")).toBeVisible();
  believe(await inbox.waitFor(about("session.expired", session.id)), shop.secret);

  await holdBlocks(chain, async () => {
    await sendEther(chain, demand);
    await chain.mine({ blocks: 1 });
    await expect(heading(page, /It came after the time to pay/)).toBeVisible();
  });
  await expect(heading(page, "Paid, after the time had run out")).toBeVisible();
  const late = believe(await inbox.waitFor(about("session.paid_late", session.id)), shop.secret);
  expect(late.data).toMatchObject({ status: "paid_late", flags: ["late"] });
  expect(inbox.received.filter(about("session.paid", session.id))).toEqual([]);
  await api("DELETE", `/webhook_endpoints/${shop.id}`);
});

test("a reorg takes a payment away and gives it back", async ({ page, chain, inbox, api }) => {
  const shop = await openShop(api, inbox);
  const session = await open(page, api);
  const demand = await readDemand(page);
  await holdBlocks(chain, async () => {
    await sendEther(chain, demand);
    await chain.mine({ blocks: 1 });
    await expect(heading(page, "We see 0.02 ETH")).toBeVisible();
    await chain.request({ method: "anvil_reorg" as never, params: [1, []] as never });
    await expect(heading(page, "Waiting for your payment")).toBeVisible();
    await expect(status(page)).toContainText("The network took your payment out again");
    believe(await inbox.waitFor(about("payment.reverted", session.id)), shop.secret);

    await sendEther(chain, demand);
    await chain.mine({ blocks: 1 });
    await expect(heading(page, "We see 0.02 ETH")).toBeVisible();
    await chain.mine({ blocks: 2 });
    await expect(heading(page, "Paid")).toBeVisible();
  });
  const paid = believe(await inbox.waitFor(about("session.paid", session.id)), shop.secret);
  expect(paid.data).toMatchObject({ status: "paid", flags: ["reverted"] });
  expect(inbox.received.filter(about("session.paid", session.id))).toHaveLength(1);
  await api("DELETE", `/webhook_endpoints/${shop.id}`);
});

test("the whole payment works without JavaScript", async ({ browser, chain, api }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await open(page, api);
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /USDC on Local chain/ }).click();
  await expect(page.getByTestId("amount")).toContainText("50");
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /ETH on Local chain/ }).click();
  await expect(page.getByRole("img", { name: "QR code to pay" })).toBeVisible();
  await sendEther(chain, await readDemand(page));
  await expect(async () => {
    await page.reload();
    await expect(heading(page, "Paid")).toBeVisible({ timeout: 500 });
  }).toPass();
  await context.close();
});

test("a payment that does not exist has a page too, without JavaScript", async ({ browser, demo }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const answer = await page.goto(`${demo.baseUrl}/checkout/cs_${"0".repeat(24)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such payment" })).toBeVisible();
  await context.close();
});
