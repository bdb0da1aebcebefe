import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { spokenIn } from "@/components/checkout/words/spoken-in";
import { WordsProvider } from "@/components/checkout/words/words-context";
import { checkoutSessions, merchants, paymentLinks } from "@/db/schema";
import type { App } from "@/lib/services/app";
import { createLink } from "@/lib/services/create-link";
import { createSession } from "@/lib/services/create-session";
import { apiApp, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { HOSTILE_URLS } from "@/test/fuzz/hostile-urls";
import { addresses, skeleton } from "@/test/markup";
import { seedMerchant } from "@/test/seed";
import { XSS_TEXTS } from "@/test/xss";
import { POST as diagnose } from "./api/checkout/[id]/diagnosis/route";
import { POST as giveEmail } from "./api/checkout/[id]/email/route";
import { GET as readSession } from "./api/checkout/[id]/route";
import CheckoutPage, { generateMetadata as checkoutHead } from "./checkout/[id]/page";
import ReceiptPage, { generateMetadata as receiptHead } from "./checkout/[id]/receipt/page";
import { POST as askLink, GET as openLink, HEAD as previewLink } from "./l/[slug]/route";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

/** Planted where customers' pages must not look. */
const CANARY = {
  email: "canary-customer@secret.example",
  metadata: "canary-metadata-1001",
  reference: "canary-reference-1002",
} as const;
const ROBOT = { "user-agent": "facebookexternalhit/1.1" };

let own: TestDatabase;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;
let sessionId: string;
let slug: string;

beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url });
  useApp(app);
  merchant = await seedMerchant(own.database.db, { name: "Plain" });
  const scope = { merchantId: merchant.merchantId, livemode: false };
  const terms = { fiatCurrency: "USD", amountType: "open", collectEmail: true, suggestedAmounts: ["5"] } as const;
  const link = await createLink(own.database.db, scope, {
    input: { ...terms, title: "Plain", description: "Plain", metadata: { note: CANARY.metadata } },
    rates: app.rates,
    now: Date.now(),
  });
  slug = link.slug;
  const made = await createSession(app, {
    scope,
    input: {
      linkId: link.id,
      amount: { value: "5", currency: "USD" },
      metadata: { note: CANARY.metadata },
      clientReferenceId: CANARY.reference,
      customerEmail: CANARY.email,
    },
    now: Date.now(),
  });
  if (made.kind === "repeated") throw new Error("a new session was asked for");
  sessionId = made.session.id;
});
afterAll(async () => {
  await app.database.close();
  await own.drop();
});

const request = (path: string, init: RequestInit = {}) => new Request(`http://localhost:3000${path}`, init);
const ofSession = () => ({ params: Promise.resolve({ id: sessionId }) });
const ofLink = () => ({ params: Promise.resolve({ slug }) });
const form = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) });
const drawn = (page: ReactElement) =>
  renderToStaticMarkup(createElement(WordsProvider, { spoken: spokenIn("en") } as never, page));

const ownPages = async () => ({
  checkout: drawn(await CheckoutPage(ofSession())),
  receipt: drawn(await ReceiptPage(ofSession())),
});

/** Every page on which a customer reads what a merchant wrote, as it is sent. */
async function pages(): Promise<Record<string, string>> {
  const text = async (answer: Promise<Response>) => (await answer).text();
  return {
    ...(await ownPages()),
    json: await text(readSession(request("/"), ofSession())),
    diagnosis: await text(diagnose(request("/", form({ txHash: "nonsense" })), ofSession())),
    email: await text(giveEmail(request("/", form({ email: "a@b.example" })), ofSession())),
    emailWrong: await text(giveEmail(request("/", form({ email: "nobody" })), ofSession())),
    ask: await text(openLink(request(`/l/${slug}`), ofLink())),
    asked: await text(askLink(request(`/l/${slug}`, form({ amount: "", email: "" })), ofLink())),
    preview: await text(openLink(request(`/l/${slug}`, { headers: ROBOT }), ofLink())),
    head: await text(previewLink(request(`/l/${slug}`), ofLink())),
    inactive: await whileInactive(() => text(openLink(request(`/l/${slug}`), ofLink()))),
  };
}
const MARKUP = [
  "checkout",
  "receipt",
  "diagnosis",
  "email",
  "emailWrong",
  "ask",
  "asked",
  "preview",
  "head",
  "inactive",
] as const;

async function whileInactive(load: () => Promise<string>): Promise<string> {
  await own.database.db.update(paymentLinks).set({ active: false });
  const text = await load();
  await own.database.db.update(paymentLinks).set({ active: true });
  return text;
}

async function write(text: string) {
  await own.database.db
    .update(merchants)
    .set({ name: text, supportText: text, supportEmail: `${text}@tea.example`, supportUrl: null });
  await own.database.db.update(paymentLinks).set({ title: text, description: text, successMessage: text });
  await own.database.db.update(checkoutSessions).set({ description: text, successMessage: text });
}
const settle = (status: string) =>
  own.database.db.update(checkoutSessions).set({ status, paidAt: status === "paid" ? new Date() : null });

describe.each(["pending", "expired", "paid"])("while the session is %s", (status) => {
  it("no text of a merchant's becomes an element, an attribute or an address", async () => {
    await settle(status);
    await write("Plain");
    // The other pages are the same in every status.
    const load: () => Promise<Record<string, string>> = status === "pending" ? pages : ownPages;
    const { json: _, ...plain } = await load();
    for (const text of XSS_TEXTS) {
      await write(text);
      const { json, ...hostile } = await load();
      for (const [page, markup] of Object.entries(hostile)) {
        expect(skeleton(markup), `${page}: ${text}`).toEqual(skeleton(plain[page] ?? ""));
        for (const address of addresses(markup)) expect(address).not.toMatch(/^\s*(java|vb)script:|[?&]b?cc=/i);
      }
      if (json !== undefined) expect(JSON.parse(json).merchantName).toBe(text);
    }
    await write("Plain");
  });

  it("no hostile address becomes a link", async () => {
    await settle(status);
    const honest = new Set(await pages().then((all) => MARKUP.flatMap((page) => addresses(all[page] ?? ""))));
    for (const url of HOSTILE_URLS.filter((one) => !one.includes("\u0000"))) {
      await own.database.db.update(merchants).set({ supportUrl: url, logoUrl: url, accentColor: url });
      await own.database.db.update(paymentLinks).set({ imageUrl: url, successUrl: url, cancelUrl: url });
      await own.database.db.update(checkoutSessions).set({ successUrl: url, cancelUrl: url, returnUrl: url });
      const shown = await pages();
      const added = MARKUP.flatMap((page) => addresses(shown[page] ?? "")).filter((address) => !honest.has(address));
      for (const address of added.map((one) => one.replace(/&amp;/g, "&"))) {
        expect(new URL(address).protocol, `${url} became ${address}`).toBe("https:");
        expect(new URL(address)).toMatchObject({ username: "", password: "" });
        expect(new URL(address).hostname).not.toContain("xn--");
      }
    }
    await own.database.db.update(merchants).set({ supportUrl: null, logoUrl: null, accentColor: null });
    await own.database.db.update(paymentLinks).set({ imageUrl: null, successUrl: null, cancelUrl: null });
    await own.database.db.update(checkoutSessions).set({ successUrl: null, cancelUrl: null, returnUrl: null });
  });

  it("nothing of the customer or the merchant's own stands on a page", async () => {
    await settle(status);
    const secrets = [...Object.values(CANARY), merchant.merchantId, merchant.userId, merchant.email, merchant.apiKey];
    for (const [page, text] of Object.entries(await pages())) {
      for (const secret of secrets) expect(text, page).not.toContain(secret);
    }
    const heads = await Promise.all([checkoutHead(ofSession()), receiptHead(ofSession())]);
    for (const secret of secrets) expect(JSON.stringify(heads)).not.toContain(secret);
  });
});

it("a colour is a style of six digits, and colours nothing else", async () => {
  await own.database.db.update(merchants).set({ accentColor: "#b3541e" });
  const shown = await pages();
  for (const page of MARKUP) expect(shown[page], page).toMatch(/style="--florin:\s*light-dark\(#b3541e, #[0-9a-f]{6}\)/);
  await own.database.db.update(merchants).set({ accentColor: null });
});
