import type { Page } from "@playwright/test";
import { heard, types } from "./ear";
import { expect, test } from "./fixtures";
import { registerSites } from "./register-sites";

type Api = (method: "POST", path: string, body: unknown) => Promise<{ id: string }>;

const makeSession = async (api: Api) =>
  (await api("POST", "/checkout_sessions", { amount: { value: "50.00", currency: "USD" } })).id;

const shopPage = (baseUrl: string, id: string, more = "") =>
  `<script src="${baseUrl}/florin.js"></script>${more}<button onclick='florin.open({ session: "${id}" })'>Pay</button>`;

async function openOver(page: Page, shop: string): Promise<void> {
  await page.goto(shop);
  await page.getByRole("button", { name: "Pay" }).click();
  await expect.poll(() => types(page)).toEqual(["ready"]);
}

/** Until what this frame has posted since then has been heard by the shop's page. */
async function untilHeard(page: Page, mark: string): Promise<void> {
  await expect
    .poll(async () => (await heard(page)).messages.some(({ data }) => (data as { mark?: string }).mark === mark))
    .toBe(true);
}

const frameOf = (page: Page, part: string) => {
  const found = page.frames().find((one) => one.url().includes(part));
  if (!found) throw new Error(`no frame of ${part}`);
  return found;
};

test("news of a payment come from its own frame alone, while that shows a page of ours, and by the name of ours", async ({
  page,
  browser,
  demo,
  api,
  signIn,
  site,
}) => {
  const id = await makeSession(api as Api);
  const other = await makeSession(api as Api);
  const lie = { from: "florin", type: "status", id, status: "paid" };
  const elsewhere = await site("<p>Elsewhere</p>");
  const shop = await site(shopPage(demo.baseUrl, id, `<iframe src="${demo.baseUrl}/checkout/${other}"></iframe>`));
  await signIn(page);
  await registerSites(page, [shop]);
  const customer = await browser.newPage();
  await openOver(customer, shop);

  const say = (part: string, mark: string, what: object) =>
    frameOf(customer, part).evaluate(
      ([said, last]) => {
        parent.postMessage(said, "*");
        parent.postMessage({ mark: last }, "*");
      },
      [what, mark] as const,
    );
  await say(other, "another frame of ours", lie);
  await untilHeard(customer, "another frame of ours");
  const { from: _, ...nameless } = lie;
  await say(id, "without our name", nameless);
  await untilHeard(customer, "without our name");
  await frameOf(customer, id).evaluate((url) => location.assign(url), elsewhere);
  await expect.poll(() => customer.frames().some((one) => one.url().startsWith(elsewhere))).toBe(true);
  await say(elsewhere, "our frame, elsewhere", lie);
  await untilHeard(customer, "our frame, elsewhere");
  expect(await types(customer)).toEqual(["ready"]);
  await customer.close();
});

test("who greets the frame but is not around it changes nothing: the shop's page is told all the same", async ({
  page,
  browser,
  demo,
  api,
  signIn,
  site,
}) => {
  const id = await makeSession(api as Api);
  const second = await site(`<script>
    greeted = 0;
    setInterval(() => {
      for (let at = 0; at < top.length; at += 1) top[at].postMessage("florin:hello", "*");
      greeted += 1;
    }, 20);
  </script>`);
  // A frame of the shop's own making: the script's stands where no other frame can find it.
  const shop = await site(`<iframe src="${second}"></iframe>
    <iframe title="Payment" src="${demo.baseUrl}/checkout/${id}" onload="contentWindow.postMessage('florin:hello', '${demo.baseUrl}')"></iframe>`);
  await signIn(page);
  await registerSites(page, [shop, second]);
  const customer = await browser.newPage();
  await customer.goto(shop);
  const told = async () => (await heard(customer)).messages.map(({ data }) => data as { type: string; status: string });
  await expect.poll(async () => (await told()).map(({ type }) => type)).toEqual(["ready"]);
  const greeter = frameOf(customer, second);
  const greeted = () => greeter.evaluate<number>("greeted");
  const before = await greeted();
  await expect.poll(greeted).toBeGreaterThan(before + 3);
  await customer.frameLocator('iframe[title="Payment"]').getByRole("button", { name: "Exact" }).click();
  await expect.poll(async () => (await told()).at(-1)?.status).toBe("paid");
  await customer.close();
});

test("a page that is framed though nobody may tells nothing to whom the shop has not named", async ({
  page,
  browser,
  demo,
  api,
  signIn,
  site,
}) => {
  const id = await makeSession(api as Api);
  await signIn(page);
  await registerSites(page, ["https://shop.example"]);
  const evil = await site(`<iframe title="Taken" src="${demo.baseUrl}/checkout/${id}"></iframe>`);
  const customer = await browser.newPage();
  // As in a browser that heeds neither a content policy nor what stands beside it.
  await customer.route(`${demo.baseUrl}/checkout/**`, async (route) => {
    const answer = await route.fetch();
    const { "content-security-policy": _, "x-frame-options": __, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await customer.goto(evil);
  const taken = frameOf(customer, id);
  await expect(taken.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  await customer.evaluate(() => window[0]?.postMessage("florin:hello", "*"));
  await taken.evaluate(() => parent.postMessage({ mark: "after the greeting" }, "*"));
  await untilHeard(customer, "after the greeting");
  expect((await heard(customer)).messages.map(({ data }) => data)).toEqual([{ mark: "after the greeting" }]);
  await customer.close();
});
