import type { Page } from "@playwright/test";
import { exampleId } from "../lib/api/reference/examples";
import { readDemand, sendEther } from "./customer";
import { examplesOf } from "./doc-examples";
import { heard, types } from "./ear";
import { expect, test } from "./fixtures";
import { holdBlocks } from "./hold-blocks";
import { registerSites } from "./register-sites";

const framed = (page: Page) => page.frameLocator('iframe[title="Payment"]');
const dialog = (page: Page) => page.getByRole("dialog", { name: "Payment" });

type Api = (method: "POST", path: string, body: unknown) => Promise<unknown>;

async function makeLink(api: Api, wishes: object = {}): Promise<string> {
  const price = { title: "Blue mug", amountType: "fixed", fiatAmount: "50.00", fiatCurrency: "USD" };
  return ((await api("POST", "/payment_links", { ...price, ...wishes })) as { slug: string }).slug;
}

async function exampleOf(page: Page, section: string): Promise<string> {
  return (await examplesOf(page, "/docs/embed")).find((one) => one.section === section)?.code ?? "";
}

test("a link opens over the shop's page, is paid there, and the shop's page is told", async ({
  page,
  browser,
  demo,
  chain,
  api,
  signIn,
  site,
}) => {
  const slug = await makeLink(api);
  const shop = await site(`<p style="height:3000px">Mugs</p>${(await exampleOf(page, "link")).replace("blue-mug", slug)}`);
  await signIn(page);
  await registerSites(page, [shop]);

  const customer = await browser.newPage();
  await customer.goto(shop);
  await customer.getByRole("link", { name: "Pay with crypto" }).focus();
  await customer.keyboard.press("Enter");
  await expect(dialog(customer)).toBeVisible();
  await expect(framed(customer).getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  await expect.poll(() => types(customer)).toEqual(["ready"]);
  expect(await customer.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe("hidden");
  expect(await customer.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toBe("IFRAME");

  // Closed and opened again, it is the same session, though the frame was given no cookie.
  await customer.keyboard.press("Escape");
  await expect(dialog(customer)).toHaveCount(0);
  await expect(customer.getByRole("link", { name: "Pay with crypto" })).toBeFocused();
  expect(await customer.evaluate(() => document.documentElement.style.overflow)).toBe("");
  await customer.keyboard.press("Enter");
  await expect.poll(() => types(customer)).toEqual(["ready", "closed", "ready"]);
  const opened = (await heard(customer)).told.map(({ detail }) => detail);
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(opened[0]).toEqual({ id: expect.stringMatching(/^cs_[0-9A-Za-z]{24}$/), status: "pending" });

  await holdBlocks(chain, async () => {
    await sendEther(chain, await readDemand(framed(customer)));
    await chain.mine({ blocks: 1 });
    await expect.poll(() => types(customer)).toEqual(["ready", "closed", "ready", "detected"]);
  });
  await expect.poll(() => types(customer)).toEqual(["ready", "closed", "ready", "detected", "paid"]);
  await expect(framed(customer).getByRole("heading", { name: "Paid", exact: true })).toBeVisible();
  await customer.getByRole("button", { name: "Close" }).click();
  await expect
    .poll(async () => (await heard(customer)).told.at(-1))
    .toEqual({
      type: "closed",
      detail: { id: opened[0]?.id, status: "paid" },
    });
  for (const { origin, data } of (await heard(customer)).messages) {
    expect(origin).toBe(demo.baseUrl);
    expect(Object.keys(data as object).sort()).toEqual(["from", "id", "status", "type"]);
  }
  await customer.close();
});

test("the guide's session opens by its button, full-screen on a phone; its types hold", async ({
  page,
  browser,
  api,
  signIn,
  shop,
  site,
}) => {
  const { id } = (await (api as Api)("POST", "/checkout_sessions", { amount: { value: "50.00", currency: "USD" } })) as {
    id: string;
  };
  const code = (await exampleOf(page, "session")).replace(exampleId("session"), id);
  shop.write("florin-script.d.ts", await exampleOf(page, "types"));
  shop.write("use.ts", `florin.open({ session: "${id}", on: { paid: ({ id }) => console.log(id) }, lang: "de" })?.close();`);
  shop.checkTypes();
  const origin = await site(code);
  await signIn(page);
  await registerSites(page, ["https://shop.example", origin]);

  const phone = await browser.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  await phone.goto(origin);
  await phone.getByRole("button", { name: "Pay with crypto" }).click();
  await expect.poll(() => types(phone)).toEqual(["ready"]);
  expect(await dialog(phone).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  expect(await dialog(phone).evaluate((element) => getComputedStyle(element).animationName)).toBe("none");
  await phone.getByRole("button", { name: "Close" }).click();
  await expect(phone.getByText("Not paid yet.")).toBeVisible();
  await expect(phone.getByRole("button", { name: "Pay with crypto" })).toBeFocused();
  await phone.close();
});

test("a link that asks first asks in the frame", async ({ page, browser, api, signIn, site }) => {
  const slug = await makeLink(api, { amountType: "open", fiatAmount: undefined, minAmount: "2.00" });
  const origin = await site((await exampleOf(page, "link")).replace("blue-mug", slug));
  await signIn(page);
  await registerSites(page, [origin]);
  const customer = await browser.newPage();
  await customer.goto(origin);
  await customer.getByRole("link", { name: "Pay with crypto" }).click();
  await framed(customer).getByLabel("How much?").fill("12.50");
  const told = async () => (await heard(customer)).told;
  await expect.poll(told).toEqual([{ type: "ready", detail: { id: null, status: null } }]);
  await framed(customer).getByRole("button", { name: "Continue" }).click();
  await expect(framed(customer).getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  await customer.close();
});

test("a site that is not registered frames nothing and hears nothing; the browser goes to the checkout", async ({
  page,
  browser,
  demo,
  api,
  signIn,
  violations,
  site,
}) => {
  const slug = await makeLink(api);
  const link = `<script src="${demo.baseUrl}/florin.js"></script><a href="${demo.baseUrl}/l/${slug}" data-florin-link>Pay</a>`;
  const [registered, other] = [await site(link), await site(link)];
  await signIn(page);
  await registerSites(page, [registered]);

  const customer = await browser.newPage();
  await customer.goto(other);
  const told: unknown[] = [];
  await customer.exposeFunction("keep", (what: unknown) => told.push(what));
  await customer.evaluate(() =>
    addEventListener("message", ({ data }) => (window as never as { keep(d: unknown): void }).keep(data)),
  );
  await customer.getByRole("link", { name: "Pay" }).click();
  await customer.waitForURL(/\/checkout\/cs_/);
  await expect(customer.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
  expect(told).toEqual([]);
  expect(violations.take().join("\n")).toContain("frame-ancestors");

  const path = new URL(customer.url()).pathname;
  const ancestors = async (at: string, dest: string) => {
    const policy = (await fetch(`${demo.baseUrl}${at}`, { headers: { "sec-fetch-dest": dest } })).headers.get(
      "content-security-policy",
    );
    return /frame-ancestors ([^;]*)/.exec(policy ?? "")?.[1];
  };
  expect(await ancestors(path, "iframe")).toBe(registered);
  expect(await ancestors(`/l/${slug}?session=${path.slice(10)}`, "iframe")).toBe(registered);
  expect(await ancestors(path, "document")).toBe("'none'");
  for (const ours of ["/login", "/", "/docs"]) expect(await ancestors(ours, "iframe")).toBe("'none'");

  await registerSites(page, []);
  expect(await ancestors(path, "iframe")).toBe("'none'");
  await customer.close();
});

test("messages that are not the frame's, and greetings that are not the shop's, change nothing", async ({
  page,
  browser,
  demo,
  api,
  signIn,
  site,
}) => {
  const { id } = (await (api as Api)("POST", "/checkout_sessions", { amount: { value: "50.00", currency: "USD" } })) as {
    id: string;
  };
  const lie = `{ from: "florin", type: "status", id: "${id}", status: "paid" }`;
  const evil = await site(`<script>
    setInterval(() => {
      top.postMessage(${lie}, "*");
      for (let at = 0; at < top.length; at += 1) top[at].postMessage("florin:hello", "*");
    }, 50);
    addEventListener("message", ({ origin, data }) => origin === "${demo.baseUrl}" && top.postMessage({ leaked: data }, "*"));
  </script>`);
  const shop = await site(`<script src="${demo.baseUrl}/florin.js"></script><iframe src="${evil}"></iframe>
    <button onclick='florin.open({ session: "${id}" })'>Pay</button>`);
  await signIn(page);
  await registerSites(page, [shop]);

  const customer = await browser.newPage();
  await customer.goto(shop);
  await customer.getByRole("button", { name: "Pay" }).click();
  await expect.poll(() => types(customer)).toEqual(["ready"]);
  // From the shop's own origin, from its own frame's origin with nonsense, and to the frame.
  const frame = customer.frames().find((one) => one.url().includes(id));
  const nonsense = [null, 7, "florin:hello", {}, { from: "florin" }, { from: "florin", type: "paid", id: null, status: null }];
  const wrong = [
    { id: [id] },
    { id: "cs_x" },
    { status: "PAID" },
    { status: "toString" },
    { status: ["paid"] },
    { type: "closed" },
  ];
  const said = [...nonsense, ...wrong.map((part) => ({ from: "florin", type: "status", id, status: "paid", ...part }))];
  await frame?.evaluate((all) => {
    for (const one of all) parent.postMessage(one, "*");
  }, said);
  await customer.evaluate((all) => {
    for (const one of all) {
      postMessage(one, "*");
      for (let at = 0; at < window.length; at += 1) window[at]?.postMessage(one === "florin:hello" ? {} : one, "*");
    }
  }, said);
  const lies = async () => (await heard(customer)).messages.filter(({ origin }) => origin === evil);
  const before = (await lies()).length;
  await expect.poll(async () => (await lies()).length).toBeGreaterThan(before + 3);
  expect(await types(customer)).toEqual(["ready"]);
  expect((await lies()).filter(({ data }) => Object.hasOwn(data as object, "leaked"))).toEqual([]);
  await expect(dialog(customer)).toBeVisible();

  // Somebody else's address is refused, and a link to it is left to the browser.
  for (const foreign of ["https://evil.example/l/x", "javascript:alert(1)", "//evil.example/l/x", "../dashboard", "x/y"]) {
    const refusal = await customer.evaluate((link) => {
      try {
        return String((window as never as { florin: { open(o: object): unknown } }).florin.open({ link }));
      } catch (error) {
        return String(error);
      }
    }, foreign);
    expect(refusal).toContain("this is no link of");
  }
  await customer.close();
});

test("where the shop's own policy refuses the frame or the script, the browser goes to the checkout", async ({
  browser,
  demo,
  api,
  violations,
  site,
}) => {
  const slug = await makeLink(api);
  const link = `<script src="${demo.baseUrl}/florin.js"></script><a href="${demo.baseUrl}/l/${slug}" data-florin-link>Pay</a>`;
  for (const policy of ["frame-src 'none'", "script-src 'none'"]) {
    const customer = await browser.newPage();
    await customer.goto(await site(link, { "content-security-policy": policy }));
    await customer.getByRole("link", { name: "Pay" }).click();
    await customer.waitForURL(/\/checkout\/cs_/);
    await customer.close();
    expect(violations.take().join("\n")).toContain(policy.split(" ")[0]);
  }
});
