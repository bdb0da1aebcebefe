import type { Page } from "@playwright/test";
import { readDemand, sendEther } from "./customer";
import { expect, test } from "./fixtures";
import { holdBlocks } from "./hold-blocks";

const FIFTY = { amount: { value: "50.00", currency: "USD" } };
const TEN_MINUTES_MS = 600_000;
const SECOND_MS = 1_000;
/** Where a page asks how its session stands. */
const ONE_SESSION = /\/api\/checkout\/[^/]+$/;

type Created = { readonly id: string; readonly checkoutUrl: string };
type Api = (method: "GET" | "POST", path: string, body?: unknown) => Promise<never>;

function heading(page: Page, text: string | RegExp) {
  return page.getByRole("status").getByRole("heading", { name: text });
}

/** Neither a stream that is left to the server to end, nor one that the browser opens anew, counts as ended. */
function keepStreams(): void {
  const streams: EventSource[] = [];
  const Native = window.EventSource;
  window.EventSource = class extends Native {
    constructor(url: string | URL, options?: EventSourceInit) {
      super(url, options);
      streams.push(this);
    }
  };
  Object.assign(window, { streams });
}

/** How many streams the page has begun, and how many of them it has ended itself. */
function streamsOf(page: Page): Promise<{ begun: number; ended: number }> {
  return page.evaluate(() => {
    const { streams } = window as unknown as { streams: EventSource[] };
    return { begun: streams.length, ended: streams.filter(({ readyState }) => readyState === EventSource.CLOSED).length };
  });
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
    await page.addInitScript(keepStreams);
    await page.goto(session.checkoutUrl);
    await expect(heading(page, "Waiting for your payment")).toBeVisible();
    await expect.poll(async () => (await streamsOf(page)).begun).toBe(1);
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
  // What they show, the stream alone has told them.
  for (const page of pages) await page.route(ONE_SESSION, (route) => route.abort());
  const { asked } = await open(api, pages);
  await sendEther(chain, await readDemand(pages[0]));
  for (const page of pages) await expect(heading(page, "Paid")).toBeVisible();
  const before = asked.map(({ polls }) => polls);
  for (const page of pages) await page.clock.fastForward(TEN_MINUTES_MS);
  for (const page of pages) await page.evaluate(() => fetch("/api/health"));
  for (const page of pages) expect(await streamsOf(page)).toEqual({ begun: 1, ended: 1 });
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
  expect(await streamsOf(page)).toEqual({ begun: 1, ended: 1 });
});

test("a phone that slept asks nothing meanwhile, and shows on waking what has happened", async ({ page, api, chain }) => {
  const { id, asked } = await open(api, [page]);
  const demand = await readDemand(page);
  await setHidden(page, true);
  expect(await streamsOf(page)).toEqual({ begun: 1, ended: 1 });
  const before = { ...asked[0] };
  await sendEther(chain, demand);
  await waitUntilPaid(api, id);
  await page.clock.fastForward(TEN_MINUTES_MS);
  await page.evaluate(() => fetch("/api/health"));
  await expect(heading(page, "Waiting for your payment")).toBeVisible();
  expect(asked[0]).toEqual(before);

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
  await page.route(ONE_SESSION, (route) => route.abort());
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

  await holdBlocks(chain, async () => {
    await sendEther(chain, demand);
    await chain.mine({ blocks: 1 });
    await expect(heading(page, "We see 0.02 ETH")).toBeVisible();
  });
  await expect(heading(page, "Paid")).toBeVisible();
  const [, ...changes] = await heard();
  expect(changes[0]).toContain("We see 0.02");
  expect(changes.at(-1)).toContain("Paid");
  expect(new Set(changes).size).toBe(changes.length);
});

/** Each second is told before the next one begins. */
async function countDown(page: Page, seconds: readonly number[]): Promise<void> {
  for (const left of seconds) {
    await page.clock.runFor(SECOND_MS);
    await expect(page.getByText(new RegExp(`Returning to .* in ${left} s`))).toBeVisible();
  }
}

test("the way back waits for five seconds in sight, and for ever if it is told to stay", async ({
  context,
  browser,
  api,
  chain,
}) => {
  // Pages of one context share its clock.
  const apart = await browser.newContext();
  for (const one of [context, apart]) {
    await one.route("https://tea.example/**", (route) => route.fulfill({ body: "Thank you" }));
  }
  const [going, staying] = [await context.newPage(), await apart.newPage()] as const;
  await open(api, [going, staying], { successUrl: "https://tea.example/thanks" });
  const demand = await readDemand(going);
  // From here on the time of the pages stands still, and passes by the story's word alone.
  for (const page of [going, staying]) await page.clock.pauseAt(Date.now() + TEN_MINUTES_MS);
  await sendEther(chain, demand);
  for (const page of [going, staying]) await expect(page.getByText(/Returning to .* in 5 s/)).toBeVisible();
  await countDown(staying, [4, 3, 2]);
  await staying.getByRole("button", { name: "Stay" }).click();
  await staying.clock.runFor(TEN_MINUTES_MS);
  await expect(staying.getByText("This page stays.")).toBeVisible();
  await staying.getByRole("link", { name: "Go now" }).click();
  await staying.waitForURL("https://tea.example/thanks");

  await countDown(going, [4, 3, 2, 1]);
  await going.clock.runFor(SECOND_MS);
  await going.waitForURL("https://tea.example/thanks");
  await apart.close();
});
