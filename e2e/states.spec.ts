import { expect, test } from "./fixtures";
import { speaks } from "./speaks";
import { DEVICES, expectAccessible, photograph, THEMES } from "./states/look";
import { makeLinks } from "./states/make-links";
import { makeStates } from "./states/make-states";
import { openStage } from "./states/stage";
import { untilAwake } from "./until-awake";

/** About a minute on two idle cores. */
const LIMIT_MS = 600_000;
const SOON_MS = 500;

test.setTimeout(LIMIT_MS);

test("every state of the customer's page has its face, and axe finds nothing in any of them", async ({
  page,
  browser,
  api,
  demo,
  chain,
}) => {
  const stage = openStage({ demo, chain, api });
  const arabic = await (await browser.newContext({ viewport: DEVICES.phone })).newPage();
  // No answer: whoever is led to the shop stays where they are.
  for (const one of [page, arabic]) await one.route("https://tea.example/**", (route) => route.fulfill({ status: 204 }));
  try {
    const states = [...(await makeStates(stage, api)), ...(await makeLinks(api))];
    for (const { name, says, path } of states) {
      await test.step(name, async () => {
        const isLeaving = name === "paid-leaving";
        if (isLeaving) await page.clock.install();
        await page.goto(path);
        await expect(page.getByRole("heading", { name: says }).first()).toBeVisible();
        if (name === "choose") await page.getByText("Change", { exact: true }).click();
        if (isLeaving) await untilAwake(page);
        if (isLeaving) await page.clock.pauseAt(Date.now() + SOON_MS);
        await photograph(page, { name, theme: "dark" }, ["desktop", "phone"]);
        await photograph(page, { name, theme: "light" }, ["desktop", "tablet", "phone"]);
        if (isLeaving) {
          await page.getByRole("button", { name: "Stay" }).click();
          await page.clock.resume();
        }
        for (const theme of THEMES) {
          await page.emulateMedia({ colorScheme: theme });
          await expectAccessible(page, `${name}, ${theme}`);
        }
        await arabic.goto(`${path}?lang=ar`);
        await speaks(arabic, "ar");
        await photograph(arabic, { name: `${name}-ar`, theme: "light" }, ["phone"]);
        await expectAccessible(arabic, `${name}, Arabic`);
      });
    }
  } finally {
    await arabic.context().close();
    await stage.close();
  }
});
