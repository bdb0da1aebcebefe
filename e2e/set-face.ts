import type { Page } from "@playwright/test";
import { expect } from "./fixtures";

export const NO_FACE = {
  name: "Demo shop",
  supportEmail: null,
  supportUrl: null,
  supportText: null,
  accentColor: null,
  logoUrl: null,
};

/** The settings as a signed-in person changes them. */
export async function setFace(page: Page, baseUrl: string, change: object): Promise<void> {
  const answer = await page.request.patch("/api/v1/settings", { data: change, headers: { origin: baseUrl } });
  expect(answer.status(), await answer.text()).toBe(200);
}
