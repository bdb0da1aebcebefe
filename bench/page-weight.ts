import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "@playwright/test";
import { ensureChromium } from "../scripts/find-chromium";
import { createSession } from "./create-session";
import { atMost, type Figure, told } from "./figure";
import type { World } from "./world";

const MOST = 1.1;
/** What a page loads by itself, it loads within this. */
const IDLE_MS = 5_000;
const KIB = 1_024;

/**
 * The JavaScript that a browser loads for the checkout page, against an empty Next page: every script that comes without
 * a touch of the visitor, lazy ones included, each compressed alone by gzip.
 */
export async function pageWeight(world: World): Promise<Figure[]> {
  const product = await world.serveProduct();
  const bare = await world.serveBare(product.databaseUrl);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const checkout = await weigh(browser, (await createSession(product)).checkoutUrl);
    const empty = await weigh(browser, bare.baseUrl);
    return [
      atMost("JavaScript of the checkout page / an empty Next page, gzip", checkout.bytes / empty.bytes, MOST),
      told("  checkout page, empty page", [checkout, empty].map(({ bytes }) => `${(bytes / KIB).toFixed(1)} KiB`).join(", ")),
      told("  scripts", `${checkout.scripts}, ${empty.scripts}`),
    ];
  } finally {
    await browser.close();
    await bare.stop();
    await product.stop();
  }
}

async function weigh(browser: Browser, url: string): Promise<{ bytes: number; scripts: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const scripts = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    const isScript =
      response.request().resourceType() === "script" || /javascript/.test(response.headers()["content-type"] ?? "");
    if (isScript)
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
  });
  const answer = await page.goto(url, { waitUntil: "load" });
  if (!answer?.ok()) throw new Error(`${url} answered ${answer?.status()}`);
  await page.waitForTimeout(IDLE_MS);
  const sizes = await Promise.all(scripts.values());
  await context.close();
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), scripts: sizes.length };
}
