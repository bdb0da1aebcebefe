import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "../fixtures";

export const DEVICES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 360, height: 740 },
} as const;
export const THEMES = ["light", "dark"] as const;

type Device = keyof typeof DEVICES;
type Theme = (typeof THEMES)[number];

const EVERY_DEVICE = Object.keys(DEVICES) as Device[];
const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A picture in `test-results`. */
export async function takePicture(page: Page, path: string, options: { fullPage?: boolean } = {}): Promise<void> {
  await page.screenshot({ ...options, path: join("test-results", path) });
}

/** The page as it stands, as pictures of its whole length; it is left on the last of the devices. */
export async function photograph(
  page: Page,
  { name, theme }: { name: string; theme: Theme },
  devices = EVERY_DEVICE,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  for (const device of devices) {
    await page.setViewportSize(DEVICES[device]);
    await takePicture(page, `states/${name}-${device}-${theme}.png`, { fullPage: true });
  }
}

/** Of what axe knows of WCAG 2.2 AA, nothing is broken. The page has no frames: legacy mode needs no second page. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await builder.withTags(WCAG_22_AA).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} ${node.target.join(" ")} ${node.failureSummary}`),
  );
  expect(found, what).toEqual([]);
}
