import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

/**
 * Until the scripts of a customer's page have taken it over. The server's page says all that it says from the first byte
 * on, and what is done to it before that is lost, or done by a plain form.
 */
export async function untilAwake(page: Page): Promise<void> {
  const payment = page.locator("section[data-status]");
  const isTakenOver = () => payment.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps$")));
  await expect.poll(isTakenOver).toBe(true);
}
