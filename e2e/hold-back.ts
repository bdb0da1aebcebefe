import type { Page } from "@playwright/test";

/** Keeps what the page asks for at such addresses back until the returned function lets it come. */
export async function holdBack(page: Page, addresses: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  await page.route(addresses, async (route) => {
    await released;
    await route.continue();
  });
  return () => release();
}

/** The page's own scripts come late, as on a slow line. */
export function holdScripts(page: Page): Promise<() => void> {
  return holdBack(page, "**/_next/static/**/*.js*");
}
