import { expect, type Page } from "@playwright/test";

/** Names the sites that may show the checkout as the merchant does it: by the dashboard's form, which is signed in to. */
export async function registerSites(page: Page, origins: readonly string[]): Promise<void> {
  await page.goto("/dashboard/settings");
  const save = page.getByRole("button", { name: "Save" });
  // What is marked to be written over is no longer marked once the page's scripts have come.
  await expect(save).toBeEnabled();
  await page.getByLabel("Sites that may show the checkout").fill(origins.join("\n"));
  const answer = page.waitForResponse((one) => one.url().endsWith("/api/v1/settings") && one.request().method() === "PATCH");
  await save.click();
  expect((await answer).status()).toBe(200);
}
