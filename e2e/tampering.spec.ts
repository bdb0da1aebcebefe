import type { Page } from "@playwright/test";
import { type Address, parseUnits } from "viem";
import { sendEther } from "./customer";
import { expect, test } from "./fixtures";
import { untilAwake } from "./until-awake";

type Created = { readonly id: string; readonly checkoutUrl: string };
type Api = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) => Promise<never>;

const FIFTY = { amount: { value: "50.00", currency: "USD" } };
const THIEF = "0x00000000000000000000000000000000DeaDBeef";

async function open(page: Page, api: Api): Promise<Created> {
  const session = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  await page.goto(session.checkoutUrl);
  await untilAwake(page);
  return session;
}

async function expectRed(page: Page): Promise<void> {
  await expect(page.getByTestId("tampered")).toBeVisible();
  await expect(page.getByTestId("tampered")).toHaveText(/Do not send anything/);
  await expect(page.getByTestId("code")).toHaveCount(0);
  await expect(page.getByTestId("address")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /copy/i })).toHaveCount(0);
  await expect(page.getByText("Browser wallet", { exact: true })).toHaveCount(0);
}

/** The page works and has looked at itself: its button answers. */
async function expectCalm(page: Page): Promise<void> {
  await page.getByText("Wallet app", { exact: true }).click();
  await page.getByText("Exchange", { exact: true }).click();
  await expect(page.getByTestId("code").first()).toBeVisible();
  await expect(page.getByTestId("tampered")).toHaveCount(0);
}

/** A script that has got into the page before ours: it changes the text of every answer. */
async function bendAnswers(page: Page, from: string, to: string): Promise<void> {
  await page.addInitScript(
    ([wanted, other]) => {
      const bend = (text: string) => text.replace(new RegExp(wanted ?? "", "g"), other ?? "");
      const honest = window.fetch;
      window.fetch = async (...call) => {
        const answer = await honest(...call);
        const text = await answer.clone().text();
        return new Response(bend(text), { status: answer.status, headers: answer.headers });
      };
      const Honest = window.EventSource;
      window.EventSource = class extends Honest {
        override set onmessage(hear: (event: MessageEvent) => void) {
          this.addEventListener("message", (event) => hear(new MessageEvent("message", { data: bend(event.data) })));
        }
      } as typeof EventSource;
    },
    [from, to],
  );
}

test("an honest page stays calm through a choice, a part and its rest", async ({ page, chain, api }) => {
  await open(page, api);
  await expectCalm(page);
  const address = (await page.getByTestId("address").locator(".sr-only").textContent()) as Address;
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /USDC on Local chain/ }).click();
  await expect(page.getByTestId("amount")).toContainText("50");
  await expectCalm(page);
  await page.getByText("Change", { exact: true }).click();
  await page.getByRole("button", { name: /ETH on Local chain/ }).click();
  await expect(page.getByTestId("amount")).toHaveText("0.02");

  await page.getByText("Wallet app", { exact: true }).click();
  const code = page.getByTestId("code").nth(1).locator("path");
  const before = await code.getAttribute("d");
  await sendEther(chain, { address, amount: "0.005" });
  await expect(page.getByTestId("amount")).toHaveText("0.015");
  await expect(code).not.toHaveAttribute("d", before ?? "");
  await expectCalm(page);
  expect(parseUnits("0.015", 18)).toBe(15_000_000_000_000_000n);
});

test("an address that a script writes into the page turns it red", async ({ page, api }) => {
  await open(page, api);
  await expectCalm(page);
  await page.getByTestId("address").evaluate((node, thief) => {
    for (const part of node.querySelectorAll("span")) part.textContent = thief;
  }, THIEF);
  await expectRed(page);
});

test("an address that is replaced with the element around it turns the page red", async ({ page, api }) => {
  await open(page, api);
  await expectCalm(page);
  await page.getByTestId("address").evaluate((node, thief) => {
    const other = node.cloneNode() as HTMLElement;
    other.textContent = thief;
    node.replaceWith(other);
  }, THIEF);
  await expect(page.getByTestId("tampered")).toBeVisible();
});

test("a code that a script replaces turns the page red", async ({ page, api }) => {
  await open(page, api);
  await expectCalm(page);
  await page
    .getByTestId("code")
    .first()
    .locator("path")
    .evaluate((path) => path.setAttribute("d", "M0 0h7v1H0z"));
  await expectRed(page);
});

test("a picture laid into the code's place turns the page red", async ({ page, api }) => {
  await open(page, api);
  await expectCalm(page);
  await page
    .getByTestId("code")
    .first()
    .evaluate((node) => node.append(document.createElement("canvas")));
  await expectRed(page);
});

test("a link to the wallet that a script bends turns the page red", async ({ page, api }) => {
  await open(page, api);
  await expectCalm(page);
  await page.locator('a[href^="ethereum:"]').evaluate((link, thief) => link.setAttribute("href", `ethereum:${thief}`), THIEF);
  await expectRed(page);
});

test("an answer in which a script swaps the address turns the page red", async ({ page, api }) => {
  await bendAnswers(page, '0x[0-9a-fA-F]{40}(?=\\",\\"amount\\")', THIEF);
  await open(page, api);
  await expectRed(page);
});

test("an answer in which a script bends only the amount turns the page red: it has no key to sign it", async ({ page, api }) => {
  await bendAnswers(
    page,
    '"amountRemaining":\\{"wei":"20000000000000000","eth":"0.02"\\}',
    '"amountRemaining":{"wei":"90000000000000000","eth":"0.09"}',
  );
  await open(page, api);
  await expectRed(page);
});

test("the key is where anybody can ask for it", async ({ request, demo }) => {
  const { keys } = await (await request.get(`${demo.baseUrl}/.well-known/florin-checkout-key.json`)).json();
  expect(keys).toEqual([
    { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid: expect.any(String), x: expect.any(String) },
  ]);
});
