import { type Browser, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "../scripts/find-chromium";
import { createSession } from "./create-session";
import { atMost, type Figure, median, told, withinMs } from "./figure";
import type { World } from "./world";

/** A poor phone on a poor line. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
const PHONE = { width: 360, height: 740 };
const TURNS = 7;
const MOST_LCP = 1.3;
const LOAD_MS = 1_500;
/** What still moves after the page has loaded, moves within this. */
const SETTLE_MS = 2_000;

type Seen = { readonly lcp: number; readonly load: number; readonly shift: number };

/** Both pages in turns, each in a browser context that has never seen them; medians of the same run. */
export async function pageSpeed(world: World): Promise<Figure[]> {
  const product = await world.serveProduct();
  const bare = await world.serveBare(product.databaseUrl);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const { checkoutUrl } = await createSession(product);
    const [checkout, empty]: [Seen[], Seen[]] = [[], []];
    // Once before it counts: neither server has drawn its page yet.
    for (let turn = 0; turn <= TURNS; turn += 1) {
      const [one, other] = [await see(browser, checkoutUrl), await see(browser, bare.baseUrl)];
      if (turn === 0) continue;
      checkout.push(one);
      empty.push(other);
    }
    const [ours, theirs] = [checkout, empty].map((all) => ({
      lcp: median(all.map(({ lcp }) => lcp)),
      load: median(all.map(({ load }) => load)),
    })) as [Omit<Seen, "shift">, Omit<Seen, "shift">];
    return [
      atMost("LCP of the checkout page / an empty Next page, 1.6 Mbit/s, 150 ms, 4 × CPU", ours.lcp / theirs.lcp, MOST_LCP),
      told("  checkout page, empty page", `${ours.lcp.toFixed(0)} ms, ${theirs.lcp.toFixed(0)} ms`),
      withinMs("  load of the checkout page", ours.load, LOAD_MS),
      told("  load of an empty page", `${theirs.load.toFixed(0)} ms`),
      atMost("  greatest layout shift (CLS) of all turns", Math.max(...checkout.map(({ shift }) => shift)), 0),
    ];
  } finally {
    await browser.close();
    await bare.stop();
    await product.stop();
  }
}

async function see(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", LINE);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watchPage);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(SETTLE_MS);
  const seen = await read(page);
  await context.close();
  return seen;
}

function watchPage(): void {
  const seen = { lcp: 0, shift: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

function read(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return {
      ...(window as unknown as { seen: { lcp: number; shift: number } }).seen,
      load: navigation?.loadEventEnd ?? Number.NaN,
    };
  });
}
