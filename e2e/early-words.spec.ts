import { expect, test } from "./fixtures";
import { holdScripts } from "./hold-back";

test("what a merchant writes before the page's scripts are there is kept, and saved by a press made before them", async ({
  page,
  signIn,
}) => {
  await signIn(page);
  const settings = async () => (await page.request.get("/api/v1/settings")).json();
  const { embedOrigins, policy } = await settings();
  const letScriptsCome = await holdScripts(page);
  await page.goto("/dashboard/settings", { waitUntil: "commit" });
  const sites = page.getByLabel("Sites that may show the checkout");
  const [hold, pay] = [page.getByLabel("Wait after a reversal"), page.getByLabel("Time to pay")];
  await sites.fill("https://early.example");
  await hold.fill("77");
  await pay.fill("44");
  // A press is waited with: it would send the form away, and what was written with it.
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  const pressed = page.getByRole("button", { name: "Save" }).click();
  letScriptsCome();
  await pressed;
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  for (const [field, text] of [
    [sites, "https://early.example"],
    [hold, "77"],
    [pay, "44"],
  ] as const) {
    await expect(field).toHaveValue(text);
  }
  const saved = await settings();
  expect(saved.embedOrigins).toEqual(["https://early.example"]);
  expect(saved.policy).toMatchObject({ holdBlocks: 77, expiresIn: 44 * 60 });

  await sites.fill(embedOrigins.join("\n"));
  await hold.fill(String(policy.holdBlocks));
  await pay.fill(String(policy.expiresIn / 60));
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(settings).toMatchObject({ embedOrigins, policy });
});

test("a login that is quicker than the page's scripts is a login", async ({ page, demo }) => {
  const letScriptsCome = await holdScripts(page);
  await page.goto("/login", { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(demo.email);
  await page.getByLabel("Password").fill(demo.password);
  const pressed = page.getByRole("button", { name: "Sign in" }).click();
  letScriptsCome();
  await pressed;
  await page.waitForURL(/\/dashboard$/);
});

test("who looks up a transaction needs no script for it", async ({ page, browser, api, signIn }) => {
  const { id } = (await api("POST", "/checkout_sessions", { amount: { value: "50.00", currency: "USD" } })) as { id: string };
  await signIn(page);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(new URL(`/dashboard/sessions/${id}`, page.url()).href);
  await plain.getByLabel("Transaction number").fill("0x12");
  await plain.getByRole("button", { name: "Look it up" }).click();
  await expect(plain.getByText("A transaction number is 0x and 64 letters")).toBeVisible();
  await context.close();
});
