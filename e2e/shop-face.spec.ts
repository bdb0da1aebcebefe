import { startLocalServer } from "../test/local-server";
import { png } from "../test/pictures";
import { XSS_TEXTS } from "../test/xss";
import { expect, test } from "./fixtures";
import { NO_FACE, setFace } from "./set-face";

type Session = { readonly id: string; readonly checkoutUrl: string };
type Link = { readonly id: string; readonly checkoutUrl: string };

const PRICE = { amount: { value: "50.00", currency: "USD" } };

test("a shop's name, logo, colour and contact stand on its customers' pages, and nothing comes from elsewhere", async ({
  page,
  browser,
  demo,
  api,
  signIn,
}) => {
  const host = await startLocalServer((_, response) => response.end(png(320, 80)));
  await signIn(page);
  const before = await (await page.request.get("/api/v1/settings")).json();
  const customer = await browser.newPage();
  try {
    await page.goto("/dashboard/settings");
    await expect(page.getByRole("button", { name: "Save" })).toBeEnabled();
    await page.getByLabel("Logo").fill(`${host.url}/logo.png`);
    await page.getByLabel("Colour").fill("#B3541E");
    await page.getByLabel("Support page").fill("https://tea.example/help");
    await page.getByLabel("Other support").fill("Mon to Fri");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved")).toBeVisible();

    const session = (await api("POST", "/checkout_sessions", PRICE)) as Session;
    const asked: string[] = [];
    const broken: string[] = [];
    customer.on("request", (request) => asked.push(request.url()));
    customer.on("console", (message) => message.type() === "error" && broken.push(message.text()));
    await expect(async () => {
      await customer.goto(session.checkoutUrl);
      await expect(customer.locator("header img")).toHaveCount(1, { timeout: 1_000 });
    }).toPass();
    const logo = customer.locator("header img");
    expect(await logo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([320, 80]);
    expect(asked.filter((url) => !url.startsWith(demo.baseUrl) && !url.startsWith("data:"))).toEqual([]);
    expect(broken).toEqual([]);

    await api("POST", `/checkout_sessions/${session.id}/deactivate`, {});
    await customer.reload();
    const help = customer.getByRole("link", { name: "tea.example/help" });
    await expect(help).toHaveAttribute("href", "https://tea.example/help");
    await expect(help).toHaveCSS("color", "rgb(179, 84, 30)");
    await expect(customer.getByText("Mon to Fri")).toBeVisible();
  } finally {
    await setFace(page, demo.baseUrl, { ...NO_FACE, name: before.name, supportEmail: before.supportEmail });
    await Promise.all([customer.close(), host.stop()]);
  }
});

test("hostile texts of a merchant run nothing, and what is private is in no page, payload or stream", async ({
  page,
  browser,
  demo,
  api,
  signIn,
}) => {
  await signIn(page);
  const before = await (await page.request.get("/api/v1/settings")).json();
  const context = await browser.newContext();
  const customer = await context.newPage();
  const ran: string[] = [];
  await customer.exposeFunction("xss", () => ran.push(customer.url()));
  customer.on("dialog", (dialog) => ran.push(dialog.message()));
  const secrets = ["canary-customer@secret.example", "canary-metadata", "canary-reference", demo.email, demo.apiKey];
  try {
    // Each text in each field: a session carries several, a turn each.
    const turns = XSS_TEXTS.filter((text) => !/[\u2028\u2029]/.test(text));
    for (let turn = 0; turn < turns.length; turn += 6) {
      const text = (offset: number) => turns[(turn + offset) % turns.length] ?? "";
      await setFace(page, demo.baseUrl, { name: text(0), supportText: text(1) });
      const terms = { fiatCurrency: "USD", amountType: "open", title: text(2).slice(0, 120), description: text(3) };
      const link = (await api("POST", "/payment_links", { ...terms, metadata: { note: "canary-metadata" } })) as Link;
      const session = (await api("POST", "/checkout_sessions", {
        ...PRICE,
        linkId: link.id,
        description: text(4),
        successMessage: text(5),
        metadata: { note: "canary-metadata" },
        customerEmail: "canary-customer@secret.example",
        clientReferenceId: `canary-reference-${turn}`,
      })) as Session;
      for (const url of [link.checkoutUrl, session.checkoutUrl, `${session.checkoutUrl}/receipt`]) {
        await customer.goto(url);
        await customer.waitForLoadState("load");
        const bodies = [await customer.content(), await (await context.request.get(url, { headers: { RSC: "1" } })).text()];
        for (const body of bodies) for (const secret of secrets) expect(body, url).not.toContain(secret);
      }
      const json = await (await context.request.get(`/api/checkout/${session.id}`)).text();
      const streamed = await customer.evaluate(firstOfStream, `/api/checkout/${session.id}/stream`);
      expect(JSON.parse(streamed)).toMatchObject({ id: session.id });
      for (const secret of secrets) for (const told of [json, streamed]) expect(told).not.toContain(secret);
    }
    expect(ran).toEqual([]);
  } finally {
    await setFace(page, demo.baseUrl, { ...NO_FACE, name: before.name, supportEmail: before.supportEmail });
    await context.close();
  }
});

function firstOfStream(url: string): Promise<string> {
  return new Promise((tell) => {
    const stream = new EventSource(url);
    stream.addEventListener("message", ({ data }) => {
      stream.close();
      tell(data);
    });
  });
}
