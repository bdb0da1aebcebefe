import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkoutSessions, paymentLinks, pictures } from "@/db/schema";
import type { App } from "@/lib/services/app";
import { type CreateLinkInput, createLink } from "@/lib/services/create-link";
import { apiApp, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { seedMerchant } from "@/test/seed";
import { GET, HEAD, POST } from "./[slug]/route";

const PERSON = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/143.0.0.0" };

let own: TestDatabase;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;
beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url });
  useApp(app);
  merchant = await seedMerchant(own.database.db, { name: "Tea <b>House</b>" });
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});

const TEA: CreateLinkInput = { title: "Oolong", fiatAmount: "24.00", fiatCurrency: "USD", amountType: "fixed" };
const TIPS: CreateLinkInput = { title: "Tips", fiatCurrency: "USD", amountType: "open", minAmount: "2.00", maxAmount: "500.00" };

function makeLink(input: CreateLinkInput) {
  const { merchantId, livemode } = merchant;
  return createLink(own.database.db, { merchantId, livemode }, { input, rates: app.rates, now: Date.now() });
}

type Visit = { query?: string; headers?: Record<string, string>; cookie?: string | null; form?: Record<string, string> };

async function visit(slug: string, { query = "", headers = PERSON, cookie = null, form }: Visit = {}, route = form ? POST : GET) {
  const request = new Request(`http://localhost:3000/l/${slug}${query}`, {
    method: form ? "POST" : "GET",
    headers: { ...headers, ...(cookie !== null && { cookie }) },
    ...(form && { body: new URLSearchParams(form) }),
  });
  const response = await route(request, { params: Promise.resolve({ slug }) });
  return {
    status: response.status,
    location: response.headers.get("location"),
    setCookie: response.headers.get("set-cookie"),
    cookie: response.headers.get("set-cookie")?.split(";")[0] ?? null,
    text: await response.text(),
  };
}

async function sessionsOf(linkId: string): Promise<number> {
  const [row] = await own.database.db.select({ made: count() }).from(checkoutSessions).where(eq(checkoutSessions.linkId, linkId));
  return row?.made ?? 0;
}

describe("a link with a fixed price", () => {
  it("makes a session for a new visitor and leads to it", async () => {
    const link = await makeLink(TEA);
    const { status, location, setCookie } = await visit(link.slug);
    expect(status).toBe(303);
    const [session] = await own.database.db.select().from(checkoutSessions).where(eq(checkoutSessions.linkId, link.id));
    expect(location).toBe(`/checkout/${session?.id}`);
    expect([session?.priceMinor, session?.currency, session?.description]).toEqual([2_400n, "USD", "Oolong"]);
    expect(setCookie).toMatch(/^florin_visitor=[0-9A-Za-z]{32}; Path=\/l; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    expect(session?.visitorHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("gives the same visitor the same open session, and another visitor another", async () => {
    const link = await makeLink(TEA);
    const first = await visit(link.slug);
    const again = await visit(link.slug, { cookie: `theme=dark; ${first.cookie}` });
    const other = await visit(link.slug);
    expect(again.location).toBe(first.location);
    expect(other.location).not.toBe(first.location);
    expect(await sessionsOf(link.id)).toBe(2);
  });

  it("gives a visitor whom a frame lets keep no cookie the open session that the shop's page names", async () => {
    const link = await makeLink(TEA);
    const first = await visit(link.slug);
    const named = first.location?.slice("/checkout/".length) ?? "";
    const again = await visit(link.slug, { query: `?session=${named}&lang=de` });
    expect(again.location).toBe(`${first.location}?lang=de`);
    const foreign = await visit((await makeLink(TEA)).slug, { query: `?session=${named}` });
    expect(foreign.location).toMatch(/^\/checkout\/cs_/);
    expect(foreign.location).not.toBe(first.location);
    for (const query of ["?session=", "?session=cs_'%00--", `?session=${named}x`, "?lang=x%0d%0a"]) {
      expect((await visit(link.slug, { query })).location).toMatch(/^\/checkout\/cs_[0-9A-Za-z]{24}$/);
    }
  });

  it("keeps one visitor's sessions of two links apart", async () => {
    const [one, two] = [await makeLink(TEA), await makeLink(TEA)];
    const first = await visit(one.slug);
    expect((await visit(two.slug, { cookie: first.cookie })).location).not.toBe(first.location);
  });

  it.each([
    ["is over", { status: "paid" }],
    ["has run out of time", { expiresAt: new Date(Date.now() - 1_000) }],
  ])("makes a new session when the visitor's own %s", async (_, change) => {
    const link = await makeLink(TEA);
    const first = await visit(link.slug);
    await own.database.db.update(checkoutSessions).set(change).where(eq(checkoutSessions.linkId, link.id));
    expect((await visit(link.slug, { cookie: first.cookie })).location).not.toBe(first.location);
  });

  it("makes a new session when the price has changed, but not while money is in the old one", async () => {
    const link = await makeLink(TEA);
    const first = await visit(link.slug);
    await own.database.db
      .update(paymentLinks)
      .set({ fiatMinor: 2_500n, updatedAt: new Date() })
      .where(eq(paymentLinks.id, link.id));
    await own.database.db.update(checkoutSessions).set({ status: "underpaid" }).where(eq(checkoutSessions.linkId, link.id));
    expect((await visit(link.slug, { cookie: first.cookie })).location).toBe(first.location);
    await own.database.db.update(checkoutSessions).set({ status: "pending" }).where(eq(checkoutSessions.linkId, link.id));
    expect((await visit(link.slug, { cookie: first.cookie })).location).not.toBe(first.location);
  });

  it("does not take a cookie that it cannot have given", async () => {
    const link = await makeLink(TEA);
    const { setCookie } = await visit(link.slug, { cookie: "florin_visitor=' or 1=1" });
    expect(setCookie).toMatch(/^florin_visitor=[0-9A-Za-z]{32};/);
  });

  it("shows a preview to robots, to HEAD and to a browser that loads ahead, and makes no session", async () => {
    const link = await makeLink({ ...TEA, description: "Roasted <i>over</i> charcoal" });
    const answers = [
      await visit(link.slug, { headers: { "user-agent": "facebookexternalhit/1.1" } }),
      await visit(link.slug, { headers: { ...PERSON, "sec-purpose": "prefetch" } }),
      await visit(link.slug, {}, HEAD),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.location, answer.setCookie]).toEqual([200, null, null]);
      expect(answer.text).toContain('<meta property="og:title" content="Oolong · Tea &lt;b&gt;House&lt;/b&gt;">');
      expect(answer.text).not.toMatch(/<b>|<i>|<script/);
    }
    expect(await sessionsOf(link.id)).toBe(0);
  });

  it("has a picture of its own to be shared with: the link's where it has been got, else ours; never a foreign one", async () => {
    const link = await makeLink({ ...TEA, imageUrl: "https://tea.example/oolong.png" });
    const robot = { headers: { "user-agent": "Twitterbot/1.0" } };
    const imageOf = async () => /<meta property="og:image" content="([^"]*)">/.exec((await visit(link.slug, robot)).text)?.[1];
    expect(await imageOf()).toBe("http://localhost:3000/link-card.png");
    const [hash, bytes] = ["a".repeat(64), Buffer.from("x")];
    const got = { hash, bytes, type: "image/png" as const, width: 800, height: 400 };
    await own.database.db.update(pictures).set(got).where(eq(pictures.url, "https://tea.example/oolong.png"));
    expect(await imageOf()).toBe(`http://localhost:3000/pictures/${hash}`);
    const { text } = await visit(link.slug, robot);
    expect(text).toContain('<meta property="og:image:width" content="800">');
    expect(text).toContain(`<img class="image" src="/pictures/${hash}" width="800" height="400" alt=""`);
    expect(text).not.toContain("tea.example");
    await own.database.db.update(pictures).set({ width: 32, height: 32 });
    expect(await imageOf()).toBe("http://localhost:3000/link-card.png");
    expect(await sessionsOf(link.id)).toBe(0);
  });

  it("stops a flood of sessions from one address", async () => {
    const link = await makeLink(TEA);
    useApp({ ...app, config: { ...app.config, RATE_LIMIT_ADDRESS_PER_SECOND: 19 } });
    const answers = await Promise.all(Array.from({ length: 12 }, () => visit(link.slug)));
    useApp(app);
    expect(answers.some((answer) => answer.status === 429)).toBe(true);
    expect(await sessionsOf(link.id)).toBeLessThan(12);
  });
});

describe("a link with an open amount", () => {
  it("asks for it on a page and makes a session when it is told", async () => {
    const link = await makeLink(TIPS);
    const page = await visit(link.slug);
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/<form method="post"[\s\S]*name="amount"/);
    expect(await sessionsOf(link.id)).toBe(0);
    const told = await visit(link.slug, { form: { amount: "12,50" } });
    expect([told.status, told.location]).toEqual([303, expect.stringMatching(/^\/checkout\/cs_/)]);
    const [session] = await own.database.db.select().from(checkoutSessions).where(eq(checkoutSessions.linkId, link.id));
    expect(session?.priceMinor).toBe(1_250n);
  });

  it("offers its suggestions as buttons of the form, and takes the one that was pressed", async () => {
    const link = await makeLink({ ...TIPS, suggestedAmounts: ["5", "10"] });
    const { text } = await visit(link.slug);
    expect(text).toContain('<button class="quiet-act" name="suggested" value="5.00" formnovalidate>USD\u00a05.00</button>');
    // Enter in the field presses the form's first button.
    expect(/<form[\s\S]*?<button([^>]*)>/.exec(text)?.[1]).not.toContain("suggested");
    expect((await visit(link.slug, { form: { suggested: "10.00", amount: "" } })).status).toBe(303);
    const [session] = await own.database.db.select().from(checkoutSessions).where(eq(checkoutSessions.linkId, link.id));
    expect(session?.priceMinor).toBe(1_000n);
    expect((await visit(link.slug, { form: { suggested: "501.00" } })).status).toBe(400);
  });

  it.each(["", "0", "-5", "1e5", "12.345678", "1.999", "501", "1", "Infinity", "<script>", "9".repeat(500)])(
    "asks again for %j, without a session",
    async (amount) => {
      const link = await makeLink(TIPS);
      const { status, text } = await visit(link.slug, { form: { amount } });
      expect([status, await sessionsOf(link.id)]).toEqual([400, 0]);
      expect(text).toContain('role="alert"');
      expect(text).not.toContain("<script");
    },
  );

  it("asks for the e-mail address where the link wants one, and keeps it", async () => {
    const link = await makeLink({ ...TEA, collectEmail: true });
    expect((await visit(link.slug)).text).toContain('name="email"');
    expect((await visit(link.slug, { form: { email: "nobody" } })).status).toBe(400);
    expect((await visit(link.slug, { form: { email: "tea@person.example" } })).status).toBe(303);
    const [session] = await own.database.db.select().from(checkoutSessions).where(eq(checkoutSessions.linkId, link.id));
    expect(session?.customerEmail).toBe("tea@person.example");
  });
});

describe("a link that cannot be paid", () => {
  it.each([
    [{ active: false }, "This payment link is switched off"],
    [{ archivedAt: new Date() }, "This payment link is switched off"],
    [{ maxPayments: 0 }, "This payment link has been used up"],
  ])("says so for %j and makes no session", async (change, words) => {
    const link = await makeLink(TEA);
    await own.database.db.update(paymentLinks).set(change).where(eq(paymentLinks.id, link.id));
    const { status, text } = await visit(link.slug);
    expect([status, await sessionsOf(link.id)]).toEqual([200, 0]);
    expect(text).toContain(words);
    expect((await visit(link.slug, { form: { amount: "5" } })).location).toBeNull();
  });

  it.each(["no-such-link", "a\u0000b", "..", "x".repeat(500)])("is a 404 page for %j", async (slug) => {
    const { status, text } = await visit(slug);
    expect(status).toBe(404);
    expect(text).toContain("There is no such payment link");
  });

  it("says so when no rate can be trusted, and makes no session", async () => {
    const link = await makeLink(TEA);
    useApp({ ...app, rates: { ...app.rates, lock: async () => null } });
    const { status, text } = await visit(link.slug);
    useApp(app);
    expect([status, await sessionsOf(link.id)]).toEqual([503, 0]);
    expect(text).toContain("This cannot be paid right now");
  });
});

describe("a link's page in a shop's frame", () => {
  const framed = { ...PERSON, "x-florin-embed": 'https://shop.example "><b>', "x-nonce": "abc" };

  it("has the script that tells the shop, under this answer's nonce", async () => {
    const link = await makeLink(TIPS);
    const { text } = await visit(link.slug, { headers: framed });
    const script = `<script async nonce="abc" src="/florin-frame.js" data-origins="https://shop.example &quot;&gt;&lt;b&gt;"></script>`;
    expect(text).toContain(`${script}\n</head>`);
    expect((await visit(link.slug)).text).not.toContain("<script");
  });

  it("and leads on as ever where it asks nothing", async () => {
    const { status, location, setCookie } = await visit((await makeLink(TEA)).slug, { headers: framed });
    expect([status, location, setCookie]).toEqual([303, expect.stringMatching(/^\/checkout\/cs_/), expect.any(String)]);
  });
});
