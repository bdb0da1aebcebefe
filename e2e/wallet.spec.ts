import type { Page } from "@playwright/test";
import { type Address, encodeFunctionData, erc20Abi, numberToHex, parseUnits } from "viem";
import { installWallet } from "./browser-wallet";
import { readDemand, sendToken } from "./customer";
import { expect, test } from "./fixtures";
import { untilAwake } from "./until-awake";

type Created = { readonly id: string; readonly checkoutUrl: string };

const FIFTY = { amount: { value: "50.00", currency: "USD" } };
const POOR = "0x00000000000000000000000000000000000000f1";

function says(page: Page) {
  return page.getByTestId("wallet-says");
}

function heading(page: Page, text: string | RegExp) {
  return page.getByRole("heading", { name: text });
}

async function choosePayer(page: Page): Promise<void> {
  await untilAwake(page);
  await page.getByText("Browser wallet", { exact: true }).click();
  await page.getByRole("button", { name: "Find my wallet" }).click();
}

async function pay(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pay with Test <b>Wallet</b>" }).click();
}

test("a browser wallet pays in ether, and its own picture and name run nothing", async ({ page, chain, api }) => {
  const wallet = await installWallet(page, chain);
  const violations: string[] = [];
  page.on("console", (message) => /content security policy/i.test(message.text()) && violations.push(message.text()));
  const session = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  await page.goto(session.checkoutUrl);
  const { address, amount } = await readDemand(page);
  await choosePayer(page);
  expect(wallet.asked).toEqual([]);
  await pay(page);
  await expect(says(page)).toHaveText(/^Sent\./);
  await expect(heading(page, "We see 0.02 ETH")).toBeVisible();
  await expect(heading(page, "Paid")).toBeVisible();
  const sent = wallet.asked.find(({ method }) => method === "eth_sendTransaction");
  expect(sent?.params).toEqual([
    {
      from: wallet.mood.account,
      to: address,
      value: numberToHex(parseUnits(amount, 18)),
      chainId: numberToHex(chain.chain.id),
    },
  ]);
  expect(await page.evaluate(() => "stolen" in window)).toBe(false);
  expect(violations).toEqual([]);
});

test("a browser wallet on an unknown network is told of ours, and pays in a stablecoin", async ({ page, chain, demo, api }) => {
  const home = numberToHex(chain.chain.id);
  const wallet = await installWallet(page, chain, { chainId: "0x1", knows: ["0x1"] });
  await sendToken(chain, { token: demo.tokens.USDC as Address, decimals: 6, address: wallet.mood.account, amount: "50" });
  const session = (await api("POST", "/checkout_sessions", { ...FIFTY, chainId: chain.chain.id, asset: "USDC" })) as Created;
  await page.goto(session.checkoutUrl);
  const { address, amount } = await readDemand(page);
  expect(amount).toBe("50");
  await choosePayer(page);
  await pay(page);
  await expect(heading(page, "Paid")).toBeVisible();
  expect(wallet.mood.chainId).toBe(home);
  expect(wallet.asked.find(({ method }) => method === "wallet_addEthereumChain")?.params).toEqual([
    {
      chainId: home,
      chainName: "Local chain",
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: [demo.rpcUrl],
    },
  ]);
  const data = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [address, parseUnits(amount, 6)] });
  expect(wallet.asked.at(-1)).toEqual({
    method: "eth_sendTransaction",
    params: [{ from: wallet.mood.account, to: demo.tokens.USDC, value: "0x0", data, chainId: home }],
  });
});

test("what a wallet refuses or cannot do is told in plain words, and nothing is sent", async ({ page, chain, api }) => {
  const wallet = await installWallet(page, chain, { chainId: "0x1" });
  const session = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  await page.goto(session.checkoutUrl);
  await choosePayer(page);
  const { account } = wallet.mood;

  wallet.mood.refuses = ["wallet_switchEthereumChain"];
  await pay(page);
  await expect(says(page)).toHaveText(/^You refused it in your wallet/);
  wallet.mood.refuses = ["eth_sendTransaction"];
  wallet.mood.account = POOR;
  await pay(page);
  await expect(says(page)).toHaveText(/^There is not enough in your wallet for 0\.02.ETH/);
  wallet.mood.account = account;
  await pay(page);
  await expect(says(page)).toHaveText(/^You refused it in your wallet\. Nothing was sent/);
  await expect(heading(page, "Waiting for your payment")).toBeVisible();

  wallet.mood.refuses = [];
  await pay(page);
  await expect(heading(page, "Paid")).toBeVisible();
});

test("a wallet that says it changed the network and did not is not asked to send", async ({ page, chain, api }) => {
  const wallet = await installWallet(page, chain, { chainId: "0x1" });
  const session = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  await page.goto(session.checkoutUrl);
  await choosePayer(page);
  Object.defineProperty(wallet.mood, "chainId", { get: () => "0x1", set: () => {} });
  await pay(page);
  await expect(says(page)).toHaveText(/^Your wallet is not on Local chain/);
  expect(wallet.asked.map(({ method }) => method)).not.toContain("eth_sendTransaction");
});

test("without a wallet the page says so, and loads nothing about wallets before it is asked", async ({ page, api }) => {
  const session = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  const scripts: string[] = [];
  page.on("response", (response) => response.url().endsWith(".js") && scripts.push(response.url()));
  await page.goto(session.checkoutUrl, { waitUntil: "load" });
  await page.getByText("Wallet app", { exact: true }).click();
  const before = scripts.length;
  await choosePayer(page);
  await expect(page.getByText("No wallet was found in this browser")).toBeVisible();
  expect(scripts.length).toBeGreaterThan(before);
});

test("a phone opens its wallet app by one tap, for the coin alone; a page with a mouse offers no such thing", async ({
  page,
  browser,
  api,
}) => {
  const [coin, token] = (await Promise.all([
    api("POST", "/checkout_sessions", FIFTY),
    api("POST", "/checkout_sessions", { ...FIFTY, asset: "USDC" }),
  ])) as Created[];
  const inWallet = (one: Page) => one.getByRole("link", { name: "Open in your wallet" });
  const phone = await (await browser.newContext({ hasTouch: true, isMobile: true })).newPage();
  await phone.goto(coin?.checkoutUrl ?? "");
  await phone.getByText("Wallet app", { exact: true }).tap();
  const { address, amount } = await readDemand(phone);
  await expect(inWallet(phone)).toBeVisible();
  await expect(inWallet(phone)).toHaveAttribute("href", `ethereum:${address}@31337?value=${parseUnits(amount, 18)}`);
  await phone.goto(token?.checkoutUrl ?? "");
  await phone.getByText("Wallet app", { exact: true }).tap();
  await expect(phone.getByText(/enter 50.USDC yourself/)).toBeVisible();
  await expect(inWallet(phone)).toHaveCount(0);
  await phone.context().close();

  await page.goto(coin?.checkoutUrl ?? "");
  await page.getByText("Wallet app", { exact: true }).click();
  await expect(page.getByText(/Compare all three/)).toBeVisible();
  await expect(inWallet(page)).toBeHidden();
});
