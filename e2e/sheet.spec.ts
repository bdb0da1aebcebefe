import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { expect, test } from "./fixtures";

type Created = { readonly id: string; readonly checkoutUrl: string };

/** `--paper` of public/tokens.css, by day. */
const PAPER = "oklch(0.985 0.004 85)";
const FIFTY = { amount: { value: "50.00", currency: "USD" } };

function paperOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

async function addStyle(page: Page, text: string): Promise<void> {
  await page.evaluate((rules) => {
    const style = document.createElement("style");
    style.textContent = rules;
    document.head.append(style);
  }, text);
}

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("a customer's page asks for no sheet: it stands in the page, and the policy names it by its hash", async ({
    page,
    api,
  }) => {
    const asked: string[] = [];
    page.on("request", (request) => request.resourceType() === "stylesheet" && asked.push(request.url()));
    const { checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
    const answer = await page.goto(checkoutUrl);
    const sheets = await page.locator("style").allTextContents();
    const hashes = sheets.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    expect(hashes).toHaveLength(1);
    expect(/style-src ([^;]*)/.exec(answer?.headers()["content-security-policy"] ?? "")?.[1]?.split(" ")).toEqual([
      "'self'",
      expect.stringMatching(/^'nonce-/),
      hashes[0],
    ]);
    expect(asked).toEqual([]);
    expect(await paperOf(page)).toBe(PAPER);
    await expect(page.locator("nav ul")).toHaveCSS("display", "flex");
  });
});

test("another style is refused, also one that begins with all of the sheet", async ({ page, api, violations }) => {
  const { checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  await page.goto(checkoutUrl);
  const sheet = (await page.locator("style").first().textContent()) ?? "";
  await addStyle(page, "html { background: red }");
  await addStyle(page, `${sheet} html { background: red }`);
  let seen = "";
  const told = () => {
    seen += violations.take().join("\n");
    return seen.split("style-src-elem refuses inline").length - 1;
  };
  await expect.poll(told).toBe(2);
  await expect(page.locator(`link[rel="stylesheet"]`)).toHaveCount(0);
  expect(await paperOf(page)).toBe(PAPER);
});

test("a page that fails on the server is drawn with it all the same", async ({ page, demo, api }) => {
  const { id, checkoutUrl } = (await api("POST", "/checkout_sessions", FIFTY)) as Created;
  const sql = postgres(demo.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`update checkout_sessions set asset = 'broken' where id = ${id}`;
    expect((await page.goto(checkoutUrl))?.status()).toBe(500);
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCSS("border-radius", "6px");
    expect(await paperOf(page)).toBe(PAPER);
  } finally {
    await sql`update checkout_sessions set asset = 'native' where id = ${id}`;
    await sql.end();
  }
});
