import type { Page } from "@playwright/test";
import { isLocale, languageTag } from "../lib/locale";
import { startLocalServer } from "../test/local-server";
import { png } from "../test/pictures";
import { sendEther } from "./customer";
import { expect, test } from "./fixtures";
import { NO_FACE, setFace } from "./set-face";
import { speaks } from "./speaks";
import { makeFaces } from "./states/faces";
import { DEVICES, expectAccessible, photograph, THEMES } from "./states/look";
import type { Session } from "./states/stage";

const LIMIT_MS = 600_000;

/** The one that is written from the other side; `LOOK_LOCALES=de,ja,…` for pictures of others. */
const LOOKED_AT = (process.env.LOOK_LOCALES ?? "ar").split(",").filter(isLocale);

test.setTimeout(LIMIT_MS);

test("axe finds nothing on any page that is no state of a payment", async ({ page, browser, api, demo, chain, signIn }) => {
  const host = await startLocalServer((_, response) => response.end(png(640, 480)));
  await signIn(page);
  await setFace(page, demo.baseUrl, { name: "Tea House", supportEmail: "help@tea.example", supportText: "Mon to Fri, 9 to 5" });
  const english = await (await browser.newContext()).newPage();
  const foreign = await Promise.all(
    LOOKED_AT.map(async (locale) => ({
      locale,
      page: await (await browser.newContext({ locale: languageTag(locale), viewport: DEVICES.phone })).newPage(),
    })),
  );
  try {
    const paid = (await api("POST", "/checkout_sessions", {
      amount: { value: "50.00", currency: "USD" },
      description: "Darjeeling first flush, 100 g",
    })) as Session & { checkoutUrl: string };
    await sendEther(chain, { address: paid.address, amount: paid.amount.eth });
    await expect.poll(async () => ((await api("GET", `/checkout_sessions/${paid.id}`)) as Session).status).toBe("paid");
    const faces = await makeFaces({ api, imageUrl: `${host.url}/tea.png`, paid, baseUrl: demo.baseUrl });
    for (const { name, open } of faces) {
      await test.step(name, async () => {
        await open(english);
        await photograph(english, { name, theme: "dark" }, ["phone"]);
        await photograph(english, { name, theme: "light" });
        for (const theme of THEMES) {
          await english.emulateMedia({ colorScheme: theme });
          await expectAccessible(english, `${name}, ${theme}`);
        }
        if (name === "receipt") await photographPrint(english);
        for (const one of foreign) {
          await open(one.page);
          await speaks(one.page, one.locale);
          await photograph(one.page, { name: `${name}-${one.locale}`, theme: "light" }, ["phone"]);
          await expectAccessible(one.page, `${name}, ${one.locale}`);
        }
      });
    }
  } finally {
    await setFace(page, demo.baseUrl, NO_FACE);
    await english.context().close();
    for (const one of foreign) await one.page.context().close();
    await host.stop();
  }
});

/** On paper: all of it, and nothing to press. */
async function photographPrint(page: Page): Promise<void> {
  await page.emulateMedia({ media: "print" });
  await photograph(page, { name: "receipt-print", theme: "light" }, ["tablet"]);
  await expect(page.getByRole("article")).toBeVisible();
  for (const act of await page.locator("button, nav, footer a").all()) await expect(act).toBeHidden();
  await page.emulateMedia({ media: "screen" });
}
