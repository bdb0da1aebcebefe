import { expect, test } from "./fixtures";

test("a merchant signs in and finds the ledger; a stranger is shown the way to the login", async ({ page, signIn, browser }) => {
  await signIn(page);
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole("navigation").first()).toBeVisible();

  const stranger = await browser.newPage();
  await stranger.goto(new URL("/dashboard", page.url()).href);
  await expect(stranger).toHaveURL(/\/login$/);
  await stranger.close();
});
