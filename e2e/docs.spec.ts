import { ROUTES } from "../lib/api/registry";
import { ERROR_CODES } from "../lib/error-codes";
import { expect, test } from "./fixtures";
import { DEVICES, expectAccessible } from "./states/look";

const PAGES = ["/docs", "/docs/first-payment", "/docs/webhooks", "/docs/embed", "/docs/testing", "/docs/going-live", "/docs/api"];

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the reference has every route, with its examples, and every error code", async ({ page }) => {
    await page.goto("/docs/api");
    const told = await page.locator("main section[id]").evaluateAll((sections) =>
      sections.map((section) => ({
        id: section.id,
        heading: section.querySelector("h3")?.textContent,
        call: section.querySelector("h3 + p")?.textContent,
        examples: [...section.querySelectorAll("pre")].map((pre) => pre.dataset.lang),
      })),
    );
    for (const { id, method, path, summary } of ROUTES) {
      expect(told).toContainEqual({ id, heading: summary, call: `${method} ${path}`, examples: ["sh", "ts"] });
    }
    const errors = await page.locator("[id^=error-]").evaluateAll((all) => all.map(({ id, textContent }) => [id, textContent]));
    expect(errors).toEqual(
      Object.entries(ERROR_CODES).map(([code, { status, meaning }]) => [
        `error-${code}`,
        `${code}${status}${meaning.replaceAll("`", "")}`,
      ]),
    );
    await expect(page.getByRole("button")).toHaveCount(0);
  });

  test("every page fits its screen, and every link of the documentation leads somewhere", async ({ page, demo }) => {
    const anchors = new Map<string, readonly string[]>();
    const links: string[] = [];
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      anchors.set(path, await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id)));
      links.push(...(await page.locator("a").evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))));
      for (const width of [360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at ${width}`).toBe(width);
      }
    }
    const own = [...new Set(links)].map((link) => new URL(link)).filter(({ origin }) => origin === demo.baseUrl);
    expect(own.length).toBeGreaterThan(100);
    const astray = own.filter(({ pathname, hash }) => {
      if (!pathname.startsWith("/docs")) return false;
      return !anchors.has(pathname) || (hash !== "" && !anchors.get(pathname)?.includes(hash.slice(1)));
    });
    expect(astray.map(String)).toEqual([]);
  });
});

test.describe("everybody can read, on a phone by day and on a desk by night,", () => {
  // The reference is long, and is looked through twice.
  test.describe.configure({ timeout: 300_000 });
  for (const path of PAGES) {
    test(path, async ({ page }) => {
      for (const [device, colorScheme] of [
        ["phone", "light"],
        ["desktop", "dark"],
      ] as const) {
        await page.setViewportSize(DEVICES[device]);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto(path);
        await expectAccessible(page, `on a ${device}, ${colorScheme}`);
      }
    });
  }
});

test("pages of the documentation keep the content policy, and copy what they show", async ({ page, context }) => {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const path of PAGES) {
    const answer = await page.goto(path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe-eval");
  }
  // It says so for a moment, which lasts here until it was heard.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  const section = page.locator("section#createCheckoutSession");
  await section.getByRole("button", { name: "Copy the example, curl" }).click();
  await expect(section.getByRole("status").first()).toHaveText("Copied the example, curl");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await section.locator('pre[data-lang="sh"]').textContent(),
  );
  expect(faults).toEqual([]);
});

test("llms.txt has a line for each route and each guide", async ({ request }) => {
  const answer = await request.get("/llms.txt");
  expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  const lines = (await answer.text()).split("\n");
  for (const { method, path, summary } of ROUTES) {
    expect(lines.filter((line) => line.startsWith(`- [${method} ${path}]`) && line.endsWith(`: ${summary}`))).toHaveLength(1);
  }
  for (const path of PAGES.slice(1)) expect(lines.some((line) => line.includes(`${path})`))).toBe(true);
});
