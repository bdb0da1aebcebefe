import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import type { Demo } from "../scripts/demo";
import { connectToChain } from "../test/chain-client";
import { type Inbox, startInbox } from "../test/inbox";
import { EAR } from "./ear";
import { clientOfRun, homeOf } from "./global-set-up";
import { makeShopFolder, type ShopFolder } from "./shop-folder";
import { type Site, serveSite } from "./site";
import { judge, watchAnswers } from "./watch-answers";
import { type Violations, watchPolicy } from "./watch-policy";

type Api = (method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown) => Promise<never>;

type OfRun = {
  /** `demo.json` of the worker's own product. */
  demo: Demo;
  /** A client of its local chain, whose accounts the node unlocks. */
  chain: ReturnType<typeof connectToChain>;
};

type OfTest = {
  /** A webhook receiver of the test's own. */
  inbox: Inbox;
  /** The merchant's server: calls the API with the demo's key and gives the answer's body; throws on an error answer. */
  api: Api;
  /** Serves another site until the test is over: this page, which keeps what it hears. */
  site: (body: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  /** A folder of programs that use the packed client. */
  shop: ShopFolder;
  /** Logs the page in as the demo merchant. */
  signIn: (page: Page) => Promise<void>;
  /** What a page's content policy refused. Whatever a test does not take fails it. */
  violations: Violations;
  /** Holds every answer of the API that a page gets against the document. */
  answers: undefined;
};

export const test = base.extend<OfTest, OfRun>({
  violations: [
    async ({ browser }, use) => {
      const watched = watchPolicy(browser);
      await use(watched);
      watched.stop();
      expect(watched.take(), "what a content policy refused").toEqual([]);
    },
    { auto: true },
  ],
  answers: [
    async ({ browser }, use) => {
      const watched = watchAnswers(browser);
      await use(undefined);
      expect(await watched.stop(), "answers that are not as the document says").toEqual([]);
    },
    { auto: true },
  ],
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use, { parallelIndex }) => {
      await use(JSON.parse(readFileSync(join(homeOf(parallelIndex), "demo.json"), "utf8")));
    },
    { scope: "worker" },
  ],
  chain: [async ({ demo }, use) => use(connectToChain(demo.rpcUrl, demo.chainId)), { scope: "worker" }],
  baseURL: async ({ demo }, use) => use(demo.baseUrl),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  inbox: async ({}, use) => {
    const inbox = await startInbox();
    await use(inbox);
    await inbox.stop();
  },
  api: async ({ demo }, use) => {
    await use(async (method, path, body) => {
      const url = `${demo.baseUrl}/api/v1${path}`;
      const answer = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${demo.apiKey}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      judge({ method, url, status: answer.status, headers: answer.headers, text });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
      return JSON.parse(text) as never;
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  site: async ({}, use) => {
    const sites: Site[] = [];
    await use(async (body, headers) => {
      const served = await serveSite(`${EAR}${body}`, headers);
      sites.push(served);
      return served.origin;
    });
    for (const served of sites) await served.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  shop: async ({}, use) => {
    const shop = makeShopFolder(clientOfRun());
    await use(shop);
    shop.remove();
  },
  signIn: async ({ demo }, use) => {
    await use(async (page) => {
      await page.goto("/login");
      await page.getByLabel(/e-?mail/i).fill(demo.email);
      await page.getByLabel(/password/i).fill(demo.password);
      await page.getByRole("button", { name: /sign in|log in/i }).click();
      await page.waitForURL(/\/dashboard/);
    });
  },
});

export { expect } from "@playwright/test";
