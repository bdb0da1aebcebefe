import type { Page } from "@playwright/test";
import { readDemand, sendEther } from "./customer";
import { expect, test } from "./fixtures";

const FIFTY = { amount: { value: "50.00", currency: "USD" } };
const TEN_MINUTES_MS = 600_000;

type Created = { readonly id: string; readonly checkoutUrl: string };
type Api = (method: "GET" | "POST", path: string, body?: unknown) => Promise<never>;

function heading(page: Page, text: string | RegExp) {
  return page.getByRole("status").getByRole("heading", { name: text });
}

/** Opens a new session in pages whose clock can be moved, and counts what each of them asks of the server. */
async function open(api: Api, pages: readonly Page[], wishes: object = {}) {
  const session: Created = await api("POST", "/checkout_sessions", { ...FIFTY, ...wishes });
  const asked = pages.map((page) => {
    const count = { streams: 0, polls: 0 };
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname === `/api/checkout/${session.id}/stream`) count.streams += 1;
      if (pathname === `/api/checkout/${session.id}`) count.polls += 1;
    });
    return count;
  });
  for (const page of pages) {
    await page.clock.install();
    await page.goto(session.checkoutUrl);
    await expect(heading(page, "Waiting for your payment")).toBeVisible();
  }
  return { ...session, asked };
}

async function waitUntilPaid(api: Api, id: string): Promise<void> {
  const status = async () => ((await api("GET", `/checkout_sessions/${id}`)) as { status: string }).status;
  await expect.poll(status).toBe("paid");
}

/** What the browser does when its tab goes behind another or its phone sleeps. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

test("two tabs follow one payment by stream, agree, and ask no more once nothing can change", async ({ context, api, chain }) => {
  const pages = [await context.newPage(), await context.newPage()] as const;
  const { asked } = await open(api, pages);
  await sendEther(chain, await readDemand(pages[0]));
  for (const page of pages) await expect(heading(page, "Paid")).toBeVisible();
  const before = asked.map(({ polls }) => polls);
  for (const page of pages) await page.clock.fastForward(TEN_MINUTES_MS);
  for (const page of pages) await page.evaluate(() => fetch("/api/health"));
  expect(asked.map(({ streams }) => streams)).toEqual([1, 1]);
  expect(asked.map(({ polls }) => polls)).toEqual(before);
});

test("where streams are refused the page asks by itself, until nothing can change", async ({ page, api, chain }) => {
  await page.route("**/stream", (route) => route.abort());
  const { asked } = await open(api, [page]);
  await sendEther(chain, await readDemand(page));
  await expect(heading(page, "Paid")).toBeVisible();
  const before = asked[0]?.polls ?? 0;
  expect(before).toBeGreaterThan(0);
  await page.clock.fastForward(TEN_MINUTES_MS);
  await page.evaluate(() => fetch("/api/health"));
  expect(asked[0]?.polls).toBe(before);
});

test("a phone that slept asks nothing meanwhile, and shows on waking what has happened", async ({ page, api, chain }) => {
  const { id, asked } = await open(api, [page]);
  const demand = await readDemand(page);
  await setHidden(page, true);
  await sendEther(chain, demand);
  await waitUntilPaid(api, id);
  await page.clock.fastForward(TEN_MINUTES_MS);
  await page.evaluate(() => fetch("/api/health"));
  await expect(heading(page, "Waiting for your payment")).toBeVisible();
  expect(asked[0]).toEqual({ streams: 1, polls: 0 });

  await setHidden(page, false);
  await expect(heading(page, "Paid")).toBeVisible();
});

test("it wakes up to the truth at once also where streams are refused", async ({ page, api, chain }) => {
  await page.route("**/stream", (route) => route.abort());
  const { id } = await open(api, [page]);
  const demand = await readDemand(page);
  await setHidden(page, true);
  await sendEther(chain, demand);
  await waitUntilPaid(api, id);
  // No timer runs any more: what is shown now was asked for by the waking itself.
  await page.clock.pauseAt(Date.now() + TEN_MINUTES_MS);
  await setHidden(page, false);
  await expect(heading(page, "Paid")).toBeVisible();
});

test("a screen reader hears each change once, and of the countdown only that it nears its end", async ({ page, api, chain }) => {
  // The server's clock does not run as fast as the page's does here: nothing but the stream speaks of it.
  await page.route(/\/api\/checkout\/[^/]+$/, (route) => route.abort());
  await open(api, [page], { expiresIn: 300 });
  const demand = await readDemand(page);
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]")) {
      new MutationObserver(() => region.textContent && heard.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const timer = page.getByRole("timer");
  await expect(timer).toContainText("4 minutes");
  await page.clock.fastForward(70_000);
  await expect(timer).toContainText("3 minutes");
  expect(await heard()).toEqual([]);
  await page.clock.fastForward(130_000);
  await expect(timer).toContainText("seconds");
  await page.clock.fastForward(5_000);
  expect(await heard()).toEqual(["Less than two minutes are left at this price."]);

  await sendEther(chain, demand);
  await expect(heading(page, "Paid")).toBeVisible();
  const [, ...changes] = await heard();
  expect(changes[0]).toContain("We see 0.02");
  expect(changes.at(-1)).toContain("Paid");
  expect(new Set(changes).size).toBe(changes.length);
});

test("the way back waits for five seconds in sight, and for ever if it is told to stay", async ({ page, api, chain }) => {
  await page.route("https://tea.example/**", (route) => route.fulfill({ body: "Thank you" }));
  await open(api, [page], { successUrl: "https://tea.example/thanks" });
  await sendEther(chain, await readDemand(page));
  await expect(page.getByText(/Returning to .* in 5 s/)).toBeVisible();
  await page.getByRole("button", { name: "Stay" }).click();
  await page.clock.fastForward(TEN_MINUTES_MS);
  await expect(page.getByText("This page stays.")).toBeVisible();
  await page.getByRole("link", { name: "Go now" }).click();
  await page.waitForURL("https://tea.example/thanks");
});

for (const viewport of [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
]) {
  test(`nothing moves while the page loads, at ${viewport.width} px`, async ({ page, api }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => {
      const moved: unknown[] = [];
      Object.assign(window, { moved });
      const watch = new PerformanceObserver((list) => moved.push(...list.getEntries().map((entry) => entry.toJSON())));
      watch.observe({ type: "layout-shift", buffered: true });
    });
    const session: Created = await api("POST", "/checkout_sessions", FIFTY);
    const isFollowing = page.waitForRequest("**/stream");
    await page.goto(session.checkoutUrl);
    await isFollowing;
    await expect(heading(page, "Waiting for your payment")).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { moved: unknown[] }).moved)).toEqual([]);
  });
}
