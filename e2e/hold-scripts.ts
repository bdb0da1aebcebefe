import type { Page } from "@playwright/test";

/** Keeps the page's scripts back, as a slow line does, until the returned function lets them come. */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await released;
    await route.continue();
  });
  return () => release();
}
