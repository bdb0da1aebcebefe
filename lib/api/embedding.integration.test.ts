import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { merchants } from "@/db/schema";
import { apiApp, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { seedMerchant } from "@/test/seed";
import type { App } from "../services/app";
import { createLink } from "../services/create-link";
import { createSession } from "../services/create-session";
import { embeddersOf } from "./embedding";

const SHOP = "https://shop.example";
const FRAME = new Headers({ "sec-fetch-dest": "iframe" });

let own: TestDatabase;
let app: App;
beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url });
  useApp(app);
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});

/** A merchant with these sites, and the pages of one session and one link. */
async function pagesOf(embedOrigins: string[]): Promise<readonly string[]> {
  const { merchantId, livemode } = await seedMerchant(own.database.db);
  await own.database.db.update(merchants).set({ embedOrigins }).where(eq(merchants.id, merchantId));
  const now = Date.now();
  const made = await createSession(app, {
    scope: { merchantId, livemode },
    input: { amount: { value: "5.00", currency: "USD" }, metadata: {} },
    now,
  });
  if (made.kind !== "created") throw new Error("a session could not be made");
  const input = { title: "Tea", fiatAmount: "5.00", fiatCurrency: "USD", amountType: "fixed" } as const;
  const link = await createLink(own.database.db, { merchantId, livemode }, { input, rates: app.rates, now });
  return [`/checkout/${made.session.id}`, `/checkout/${made.session.id}/receipt`, `/l/${link.slug}`];
}

it("names a merchant's own sites for the merchant's pages, and nobody for another's", async () => {
  const [named, unnamed] = [await pagesOf([SHOP]), await pagesOf([])];
  for (const path of named) expect(await embeddersOf(path, FRAME)).toEqual([SHOP]);
  for (const path of unnamed) expect(await embeddersOf(path, FRAME)).toEqual([]);
});

it("tells a whole page nothing of the sites", async () => {
  for (const path of await pagesOf([SHOP])) {
    expect(await embeddersOf(path, new Headers({ "sec-fetch-dest": "document" }))).toEqual([]);
  }
});

it("names nobody for pages that are no customer's, and for addresses that lead to nothing", async () => {
  for (const path of ["/", "/login", "/dashboard", "/docs/embed", "/l/none", `/checkout/cs_${"0".repeat(24)}`, "/checkout/'--"]) {
    expect(await embeddersOf(path, FRAME)).toEqual([]);
  }
});

it("leaves out of a header whatever is no origin, though it is stored", async () => {
  const stored = ["https://a.example; script-src *", "*", "https://*.example", "http://b.example", `${SHOP}/`, SHOP];
  for (const path of await pagesOf(stored)) expect(await embeddersOf(path, FRAME)).toEqual([SHOP]);
});
