import type { Page } from "@playwright/test";
import { typescriptHead } from "../lib/api/reference/example-code";
import { exampleId } from "../lib/api/reference/examples";
import { ROUTES } from "../lib/api/registry";
import type { IdKind } from "../lib/ids";
import type { Demo } from "../scripts/demo";
import { examplesOf, runShell, type Shown } from "./doc-examples";
import { expect, test } from "./fixtures";
import { METRICS_TOKEN } from "./global-set-up";

type Api = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) => Promise<{ id: string }>;
/** `shopUrl` is where a shop listens: one that is not there would hold the cron's run up for its whole time. */
type World = { api: Api; demo: Demo; cookie: string; shopUrl: string };

const PRICE = { amount: { value: "50.00", currency: "USD" } };
/** Each waits for another part of the product, if for any. */
const AT_ONCE = 6;
const WALLET = "0x52908400098527886E0F7030069857D2E4169EE7";

/** An object of its own for each example that names one. */
function maker({ api, demo, cookie, shopUrl }: World): Readonly<Partial<Record<IdKind, () => Promise<string>>>> {
  const idOf = async (made: Promise<{ id: string }>) => (await made).id;
  const addEndpoint = () => idOf(api("POST", "/webhook_endpoints", { url: shopUrl }));
  const newest = async (path: string) => ((await api("GET", path)) as unknown as { data: { id: string }[] }).data[0]?.id ?? "";
  return {
    session: () => idOf(api("POST", "/checkout_sessions", { ...PRICE, expiresIn: 600 })),
    paymentLink: () => idOf(api("POST", "/payment_links", { title: "Mug", fiatAmount: "18.50", fiatCurrency: "EUR" })),
    webhookEndpoint: addEndpoint,
    delivery: async () => idOf(api("POST", `/webhook_endpoints/${await addEndpoint()}/test`)),
    event: () => newest("/events"),
    customer: async () => {
      await api("POST", "/checkout_sessions", { ...PRICE, customerEmail: "ada@example.com" });
      return newest("/customers?email=ada@example.com");
    },
    apiKey: async () => {
      const headers = { cookie, origin: demo.baseUrl, "content-type": "application/json" };
      const answer = await fetch(`${demo.baseUrl}/api/v1/api_keys`, { method: "POST", headers, body: '{"name":"Example"}' });
      return ((await answer.json()) as { id: string }).id;
    },
  };
}

/** A merchant has a limit of them. */
async function forgetEndpoints({ api, shopUrl }: World): Promise<void> {
  const { data } = (await api("GET", "/webhook_endpoints?limit=100")) as unknown as { data: { id: string; url: string }[] };
  for (const { id, url } of data) if (url === shopUrl) await api("DELETE", `/webhook_endpoints/${id}`);
}

/** A session whose price has ended. */
async function expiredSession({ api }: World): Promise<string> {
  const { id } = await api("POST", "/checkout_sessions", { ...PRICE, expiresIn: 5 });
  await expect.poll(async () => (await api("GET", `/checkout_sessions/${id}`)) as object).toMatchObject({ status: "expired" });
  return id;
}

async function readied(world: World, { section, code }: Shown): Promise<string> {
  const route = ROUTES.find(({ id }) => id === section);
  if (!route) throw new Error(`the example of ${section} belongs to no route`);
  // Another wallet would take the money of the stories that follow.
  const own = code.replaceAll(WALLET, world.demo.treasury).replaceAll("https://shop.example/florin", world.shopUrl);
  if (route.idOf === null) return own;
  const make = section === "requotePublicSession" ? () => expiredSession(world) : maker(world)[route.idOf];
  if (!make) throw new Error(`no ${route.idOf} for the example of ${section}`);
  return own.replaceAll(exampleId(route.idOf), await make());
}

async function tryCommand(world: World, example: Shown, env: Readonly<Record<string, string>>): Promise<void> {
  const out = await runShell(await readied(world, example), env);
  const form = { streamPublicSession: /^data: \{/m, getMetrics: /^# TYPE \w+ counter$/m }[example.section];
  const isGood = form ? form.test(out) : !Object.hasOwn(JSON.parse(out), "error");
  expect(isGood, `${example.code}\n${out.slice(0, 500)}`).toBe(true);
}

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  const { name, value } = cookies.find((one) => one.name.includes("session-token")) ?? { name: "", value: "" };
  return `${name}=${value}`;
}

test("every example of the reference does what its route says, by curl and by the client", async ({
  page,
  demo,
  api,
  shop,
  signIn,
  inbox,
}) => {
  test.setTimeout(600_000);
  await signIn(page);
  const world: World = { api: api as Api, demo, cookie: await cookieOf(page), shopUrl: inbox.url };
  const env = { FLORIN_API_KEY: demo.apiKey, FLORIN_COOKIE: world.cookie, CRON_SECRET: demo.cronSecret, METRICS_TOKEN };
  const shown = await examplesOf(page, "/docs/api");
  expect(shown.map(({ section, lang }) => [section, lang])).toEqual(
    ROUTES.flatMap(({ id }) => [
      [id, "sh"],
      [id, "ts"],
    ]).sort(bySection(shown)),
  );

  const commands = shown.filter(({ lang }) => lang === "sh");
  for (let first = 0; first < commands.length; first += AT_ONCE) {
    await Promise.all(commands.slice(first, first + AT_ONCE).map((example) => tryCommand(world, example, env)));
  }

  await forgetEndpoints(world);
  const programs = shown.filter(({ lang }) => lang === "ts");
  for (const example of programs) {
    shop.write(`${example.section}.ts`, `${typescriptHead(demo.baseUrl)}\n\n${await readied(world, example)}\n`);
  }
  shop.checkTypes();
  const names = programs.map(({ section }) => section);
  shop.write("all.ts", names.map((name) => `await import("./${name}.js");\nconsole.log("\\ndone ${name}");\n`).join(""));
  const said = await shop.run("all.ts", env);
  expect([...said.matchAll(/^done (\w+)$/gm)].map(([, name]) => name)).toEqual(names);
  expect(said).not.toMatch(/\berror: \{\s*type: '/);
  await forgetEndpoints(world);
});

/** The page's own order; the registry's routes stand in rooms there. */
function bySection(shown: readonly Shown[]) {
  const place = (section: string) => shown.findIndex((one) => one.section === section);
  return ([a = ""]: string[], [b = ""]: string[]) => place(a) - place(b);
}
