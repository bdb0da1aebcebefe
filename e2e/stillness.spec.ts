import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { shiftsOf, watchShifts } from "./shifts";
import { openStage, type Session, type Stage } from "./states/stage";
import { untilAwake } from "./until-awake";

const SCREENS = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1440, height: 900 },
};
/** Through all the ways in which the time left is told: an hour is more than the session has. */
const STEP_MS = 30_000;
const STEPS = 120;

type Created = Session & { readonly checkoutUrl: string };

function heading(page: Page, text: string | RegExp) {
  return page.getByRole("status").getByRole("heading", { name: text });
}

/** One session on every screen, and on a phone on which somebody has scrolled down to the address. */
async function openAll(browser: Browser, session: Created): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (const viewport of [...Object.values(SCREENS), SCREENS.phone]) {
    const page = await browser.newPage({ viewport });
    await watchShifts(page);
    await page.goto(session.checkoutUrl);
    await expect(heading(page, "Waiting for your payment")).toBeVisible();
    await untilAwake(page);
    pages.push(page);
  }
  await pages.at(-1)?.getByTestId("address").scrollIntoViewIfNeeded();
  return pages;
}

async function expectAll(pages: readonly Page[], text: string | RegExp): Promise<void> {
  for (const page of pages) await expect(heading(page, text)).toBeVisible();
  for (const page of pages) expect.soft(await shiftsOf(page), `${page.viewportSize()?.width} px, ${text}`).toEqual([]);
}

type Story = { readonly stage: Stage; readonly session: Created; readonly pages: readonly Page[] };

/** Whatever happens in it, the chain goes on afterwards. */
async function tell(browser: Browser, stage: Stage, story: (parts: Story) => Promise<void>): Promise<void> {
  const session = (await stage.create({ expiresIn: 3_600 })) as Created;
  const pages = await openAll(browser, session);
  try {
    await story({ stage, session, pages });
  } finally {
    for (const page of pages) await page.close();
    await stage.close();
  }
}

test("nothing moves from the first frame until a payment is complete", async ({ browser, api, demo, chain }) => {
  await tell(browser, openStage({ demo, chain, api }), async ({ stage, session, pages }) => {
    await expectAll(pages, "Waiting for your payment");
    await stage.holdChain();
    await stage.pay(session, { percent: 100 });
    await stage.mine(1);
    await expectAll(pages, /We see 0\.02/);
    await stage.mine(1);
    for (const page of pages) await expect(page.getByText("Confirming 2 of 3")).toBeVisible();
    await expectAll(pages, /We see 0\.02/);
    await stage.mine(2);
    await expectAll(pages, "Paid");
  });
});

test("nothing moves when a part comes, and the rest", async ({ browser, api, demo, chain }) => {
  await tell(browser, openStage({ demo, chain, api }), async ({ stage, session, pages }) => {
    await stage.pay(session, { percent: 60 });
    await expectAll(pages, /is still missing/);
    await stage.until(session.id, ({ status }) => status === "underpaid");
    await stage.pay(session, { percent: 50 });
    await expectAll(pages, "Paid");
  });
});

test("nothing moves when the time runs out", async ({ browser, api, demo, chain }) => {
  await tell(browser, openStage({ demo, chain, api }), async ({ stage, session, pages }) => {
    await stage.arrange(session.id, { endsIn: 5 });
    // They hear of the new terms.
    for (const page of pages) await page.evaluate(() => dispatchEvent(new Event("online")));
    await stage.until(session.id, ({ status }) => status === "expired");
    for (const page of pages) await expect(page.getByRole("button", { name: "Get a new price" })).toBeVisible();
    await expectAll(pages, /time to pay is over/);
  });
});

for (const [name, viewport] of Object.entries(SCREENS)) {
  test(`nothing moves while the clock runs down, on a ${name}`, async ({ page, api }) => {
    // The server's clock does not run as fast as the page's does here: nothing but the stream speaks of it.
    await page.route(/\/api\/checkout\/[^/]+$/, (route) => route.abort());
    const session: Created = await api("POST", "/checkout_sessions", {
      amount: { value: "50.00", currency: "USD" },
      expiresIn: 720,
    });
    await page.setViewportSize(viewport);
    await watchShifts(page);
    await page.clock.install();
    await page.goto(session.checkoutUrl);
    await untilAwake(page);
    const over = heading(page, "The time to pay is over");
    for (let step = 0; step < STEPS && !(await over.isVisible()); step += 1) {
      await page.clock.fastForward(STEP_MS);
      expect(await shiftsOf(page)).toEqual([]);
    }
    await expect(over).toBeVisible();
  });
}

test("whoever wants less motion sees a change at once, not a picture later", async ({ page, api }) => {
  const { checkoutUrl } = (await api("POST", "/checkout_sessions", { amount: { value: "50.00", currency: "USD" } })) as Created;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(checkoutUrl);
  const padding = await page.evaluate(() => {
    document.body.style.paddingTop = "7px";
    return getComputedStyle(document.body).paddingTop;
  });
  expect(padding).toBe("7px");
});
