import { expect, test } from "./fixtures";
import { holdScripts } from "./hold-back";

test("a merchant tries what happens when the shop's server fails once", async ({ page, demo, api, signIn }) => {
  const { id } = (await api("POST", "/checkout_sessions", { amount: { value: "50.00", currency: "USD" } })) as { id: string };
  await signIn(page);
  // Whoever is quicker than the page's scripts gets what they chose.
  const letScriptsCome = await holdScripts(page);
  await page.goto(`/dashboard/sessions/${id}`, { waitUntil: "commit" });
  const lab = page.getByRole("region", { name: "Try a scenario" });
  await lab.getByLabel("What happens").selectOption({ label: "The shop's server fails once" });
  letScriptsCome();
  await lab.getByRole("button", { name: "Play it" }).click();
  await expect(lab.getByRole("status")).toHaveText("It is over. Paid, and told with the second attempt.");
  await expect(lab.getByRole("button", { name: "Play it" })).toBeDisabled();

  const log = page.getByRole("list", { name: "Deliveries" });
  // The scenario's own receiver is the product itself.
  await log
    .locator("summary", { hasText: "session.paid" })
    .filter({ hasText: new URL(demo.baseUrl).host })
    .click();
  const attempts = log.getByRole("list").getByRole("listitem");
  await expect(attempts).toHaveCount(2);
  await expect(attempts.first()).toContainText("500 in");
  await expect(attempts.last()).toContainText("200 in");
});
