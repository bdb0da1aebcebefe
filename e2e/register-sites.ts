import { expect, type Page } from "@playwright/test";

/** Names the sites that may show the checkout as the merchant does it: by the dashboard's form, which is signed in to. */
export async function registerSites(page: Page, origins: readonly string[]): Promise<void> {
  await page.goto("/dashboard/settings");
  await page.getByLabel("Sites that may show the checkout").fill(origins.join("\n"));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
