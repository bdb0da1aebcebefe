import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "../scripts/find-chromium";
import { createSession } from "./create-session";
import { atMost, type Figure, median, told, withinMs } from "./figure";
import type { World } from "./world";

/** A poor phone on a poor line. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
const PHONE = { width: 360, height: 740 };
const TURNS = 15;
const MOST_LCP = 1.3;
const LOAD_MS = 1_500;
/** A customer's browser is at rest before it is sent here: a page that was just made keeps it busy for a while. */
const REST_MS = 500;
/** What still moves after the page has loaded, moves within this. */
const SETTLE_MS = 2_000;

type Seen = { readonly lcp: number; readonly load: number; readonly shift: number };
/** How somebody comes to a page, given a link to it. */
type Way = (page: Page, url: string) => Promise<() => Promise<unknown>>;

/**
 * Both pages in turns, each in a browser context that has never seen them, and once by each way that leads to a payment;
 * medians of the same run.
 */
export async function pageSpeed(world: World): Promise<Figure[]> {
  const product = await world.serveProduct();
  const bare = await world.serveBare(product.databaseUrl);
  const shop = await openShop();
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const { checkoutUrl } = await createSession(product);
    const figures: Figure[] = [];
    for (const [how, way] of [
      ["in a new tab", inNewTab],
      ["from a shop's page", fromShop(shop.url)],
    ] as const)
      figures.push(...(await compare(browser, { checkout: checkoutUrl, empty: bare.baseUrl }, way, how)));
    return figures;
  } finally {
    await browser.close();
    shop.close();
    await bare.stop();
    await product.stop();
  }
}

type Pages = { readonly checkout: string; readonly empty: string };

async function compare(browser: Browser, pages: Pages, way: Way, how: string): Promise<Figure[]> {
  const [checkout, empty]: [Seen[], Seen[]] = [[], []];
  // Once before it counts: neither server has drawn its page yet.
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const [one, other] = [await see(browser, pages.checkout, way), await see(browser, pages.empty, way)];
    if (turn === 0) continue;
    checkout.push(one);
    empty.push(other);
  }
  const [ours, theirs] = [checkout, empty].map((all) => ({
    lcp: median(all.map(({ lcp }) => lcp)),
    load: median(all.map(({ load }) => load)),
  })) as [Omit<Seen, "shift">, Omit<Seen, "shift">];
  return [
    atMost(`LCP / an empty Next page, 1.6 Mbit/s, 150 ms, 4 × CPU, ${how}`, ours.lcp / theirs.lcp, MOST_LCP),
    told("  checkout page, empty page", `${ours.lcp.toFixed(0)} ms, ${theirs.lcp.toFixed(0)} ms`),
    withinMs("  load of the checkout page", ours.load, LOAD_MS),
    told("  load of an empty page", `${theirs.load.toFixed(0)} ms`),
    atMost("  greatest layout shift (CLS) of all turns", Math.max(...checkout.map(({ shift }) => shift)), 0),
  ];
}

/** An address that was typed, scanned, or followed from another program. */
async function inNewTab(page: Page, url: string): Promise<() => Promise<unknown>> {
  return () => page.goto(url, { waitUntil: "load" });
}

function fromShop(shop: string): Way {
  return async (page, url) => {
    await page.goto(`${shop}?to=${encodeURIComponent(url)}`);
    return () => Promise.all([page.waitForEvent("load"), page.click("a")]);
  };
}

/** A page of another site, with one link. */
async function openShop(): Promise<{ url: string; close(): void }> {
  const server = createServer(({ url = "" }, response) => {
    const to = new URL(url, "http://shop.localhost").searchParams.get("to") ?? "";
    response.setHeader("content-type", "text/html").end(`<!doctype html><title>Shop</title><a href="${encodeURI(to)}">Pay</a>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://shop.localhost:${port}/`, close: () => server.close() };
}

async function see(browser: Browser, url: string, way: Way): Promise<Seen> {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const go = await way(page, url);
  await page.waitForTimeout(REST_MS);
  await slowDown(context, page);
  await page.addInitScript(watchPage);
  await go();
  await page.waitForTimeout(SETTLE_MS);
  const seen = await read(page);
  await context.close();
  return seen;
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const devTools = await context.newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", LINE);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
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
