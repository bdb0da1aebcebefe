import { createHmac } from "node:crypto";
import { freePort } from "../scripts/free-port";
import { examplesOf, runShell } from "./doc-examples";
import { expect, test } from "./fixtures";

const PRICE = { amount: { value: "50.00", currency: "USD" } };

test("the guide to a first payment leads to one, step by step", async ({ page, demo, shop }) => {
  const env = { FLORIN_URL: demo.baseUrl, FLORIN_API_KEY: demo.apiKey };
  const shown = await examplesOf(page, "/docs/first-payment");
  for (const { label, code } of shown.filter(({ lang }) => lang === "ts")) shop.write(label, code);
  shop.checkTypes();
  expect(shown.map(({ section, label }) => `${section} ${label}`)).toEqual([
    "key florin.ts",
    "session curl",
    "session pay.ts",
    "pay curl",
    "fulfil curl",
    "fulfil fulfil.ts",
    "link curl",
  ]);
  const [, create, , pay, look, , link] = shown.map(({ code }) => code);

  const session = JSON.parse(await runShell(create ?? "", env));
  expect(await shop.run("pay.ts", env)).toBe(`${session.id} ${session.checkoutUrl}\n`);
  const of = (code = "") => runShell(code, { ...env, SESSION_ID: session.id });
  expect(JSON.parse(await of(pay)).session).toMatchObject({ id: session.id, status: "paid" });
  expect(JSON.parse(await of(look))).toMatchObject({ id: session.id, status: "paid" });
  expect(await shop.run("fulfil.ts", env)).toBe(`${session.id} paid\n`);
  expect(JSON.parse(await of(link))).toMatchObject({ object: "payment_link", title: "Blue mug" });
});

/** Serves one request by the guide's own function, and prints its answer. */
const DRIVER = `import { POST } from "./verify.js";
const { HEADERS = "", BODY = "" } = process.env;
const answer = await POST(new Request("http://shop", { method: "POST", headers: JSON.parse(HEADERS), body: BODY }));
console.log(answer.status, await answer.text());
`;

test("the guide to webhooks: its endpoint is told, its shop ships, its own proof holds", async ({ page, demo, shop, api }) => {
  const port = String(await freePort());
  const base = { FLORIN_URL: demo.baseUrl, FLORIN_API_KEY: demo.apiKey, SHOP_PORT: port };
  const shown = await examplesOf(page, "/docs/webhooks");
  for (const { label, code } of shown.filter(({ lang }) => lang === "ts")) shop.write(label, code);
  shop.write("driver.ts", DRIVER);
  shop.checkTypes();
  const curls = new Map(shown.filter(({ lang }) => lang === "sh").map(({ section, code }) => [section, code]));
  expect([...curls.keys()]).toEqual(["endpoint", "attempts", "secret", "complete"]);

  const there = (curls.get("endpoint") ?? "").replace("https://shop.example", `http://127.0.0.1:${port}`);
  const { id, secret } = JSON.parse(await runShell(there, base));
  const env = { ...base, FLORIN_WEBHOOK_SECRET: secret };
  const said = shop.serve("shop.ts", env);
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(400);
  const order = await (api as (...given: unknown[]) => Promise<{ id: string }>)("POST", "/checkout_sessions", {
    ...PRICE,
    clientReferenceId: "order-1004",
  });
  await api("POST", `/test/checkout_sessions/${order.id}/simulate`, { scenario: "exact" });
  await expect.poll(said).toContain("ship order-1004\n");

  const body = JSON.stringify({ id: "evt_1", object: "event", type: "session.paid" });
  const seconds = Math.floor(Date.now() / 1_000);
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`evt_1.${seconds}.${body}`).digest("base64");
  const headers = { "webhook-id": "evt_1", "webhook-timestamp": String(seconds), "webhook-signature": `v1,${signature}` };
  const prove = (given: string) => shop.run("driver.ts", { ...env, HEADERS: JSON.stringify(headers), BODY: given });
  expect(await prove(body)).toBe("evt_1 session.paid\n200 ok\n");
  expect(await prove(`${body} `)).toBe("400 signature_wrong\n");

  const of = async (section: string) => JSON.parse(await runShell(curls.get(section) ?? "", { ...env, ENDPOINT_ID: id }));
  expect(await of("attempts")).toMatchObject({ object: "replay", endpointId: id });
  expect((await of("secret")).secret).not.toBe(secret);
  expect(await of("complete")).toMatchObject({ object: "list" });
  await api("DELETE", `/webhook_endpoints/${id}`);
});

test("the guides to testing and to going live: what they show works", async ({ page, demo, shop, api, inbox }) => {
  const env = { FLORIN_URL: demo.baseUrl, FLORIN_API_KEY: demo.apiKey };
  const call = api as unknown as (...given: unknown[]) => Promise<{ id: string }>;
  const session = await call("POST", "/checkout_sessions", PRICE);
  const endpoint = await call("POST", "/webhook_endpoints", { url: inbox.url });
  const shown = [...(await examplesOf(page, "/docs/testing")), ...(await examplesOf(page, "/docs/going-live"))];
  expect(shown.map(({ section }) => section)).toEqual(["scenarios", "scenarios", "webhooks", "why", "shop", "watch"]);
  for (const { lang, label, code } of shown) {
    if (lang === "ts") {
      shop.write(label, code);
      shop.checkTypes();
      expect(await shop.run(label, env)).toBe("paid 2\n");
      continue;
    }
    // Two commands print two answers, one right after the other.
    const answers = (await runShell(code, { ...env, SESSION_ID: session.id, ENDPOINT_ID: endpoint.id }))
      .replaceAll("}{", "}\n{")
      .split("\n");
    for (const answer of answers) expect(JSON.parse(answer)).not.toHaveProperty("error");
  }
  await call("DELETE", `/webhook_endpoints/${endpoint.id}`);
});
