import { describe, expect, it, vi } from "vitest";
import { en } from "@/components/checkout/words/server/en";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { ApiError } from "@/lib/errors";
import { noteShare } from "@/lib/request-context";
import { createSession } from "@/lib/services/create-session";
import { useApp, withApi } from "@/test/api";
import { addresses } from "@/test/markup";
import * as diagnose from "./api/checkout/[id]/diagnosis/route";
import * as giveEmail from "./api/checkout/[id]/email/route";
import * as choose from "./api/checkout/[id]/method/route";
import * as requote from "./api/checkout/[id]/requote/route";
import * as payTest from "./api/checkout/[id]/test_payment/route";
import { POST as askLink, GET as openLink } from "./l/[slug]/route";

/** Whether every address has asked too fast: by a word, not by a clock. */
const rush = vi.hoisted(() => ({ isOn: false }));
vi.mock("@/lib/api/rate-limit", async (load) => ({
  ...(await load<object>()),
  limitAddress: async () => {
    noteShare({ name: "address", quota: 20, windowSeconds: 1, remaining: rush.isOn ? 0 : 19, resetSeconds: 7 });
    if (rush.isOn) throw new ApiError("rate_limited", "rate_limited", "Too many requests.", { retryAfter: 7 });
  },
}));

const api = withApi();
const GERMAN = serverWordsOf("de");
const NOBODY = `cs_${"0".repeat(24)}`;
const FORMS = { diagnosis: diagnose, email: giveEmail, method: choose, requote, test_payment: payTest };

type Answer = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

async function makeSession(): Promise<string> {
  const made = await createSession(api.app, {
    scope: { merchantId: api.merchant.merchantId, livemode: false },
    input: { amount: { value: "50.00", currency: "USD" } },
    now: Date.now(),
  });
  if (made.kind === "repeated") throw new Error("a new session was asked for");
  return made.session.id;
}

function german(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const method = body === null ? "GET" : "POST";
  return new Request("http://localhost:3000/", { method, body, headers: { "accept-language": "de", ...headers } });
}

async function inRush<T>(work: () => Promise<T>): Promise<T> {
  rush.isOn = true;
  try {
    return await work();
  } finally {
    rush.isOn = false;
  }
}

async function expectGermanPage(answer: Response, status: number): Promise<string> {
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
  const text = await answer.text();
  expect(text).toContain('<html lang="de" dir="ltr">');
  for (const english of [...Object.values(en.refusal), ...Object.values(en.missing)]) expect(text).not.toContain(`>${english}<`);
  return text;
}

describe.each(Object.entries(FORMS))("a plain form to %s", (name, route) => {
  const post = route.POST as Answer;

  it("whose address a browser opens by itself leads to the payment, in the language that is asked for", async () => {
    const visit = (url: string, accept: string) =>
      (route.GET as Answer)(new Request(url, { headers: { accept } }), { params: Promise.resolve({ id: `${NOBODY}/../x` }) });
    const led = await visit("http://localhost:3000/?lang=de", "text/html,application/xhtml+xml,*/*;q=0.8");
    expect([led.status, led.headers.get("location")]).toEqual([303, `/checkout/${NOBODY}%2F..%2Fx?lang=de`]);
    const told = await visit("http://localhost:3000/", "*/*");
    expect([told.status, (await told.json()).error.code]).toEqual([405, "method_not_allowed"]);
  });

  it("that comes too fast is answered with a page in the reader's language, and a program with JSON", async () => {
    const id = await makeSession();
    const params = () => ({ params: Promise.resolve({ id }) });
    const page = await inRush(() => post(german(new URLSearchParams({ a: "b" })), params()));
    const text = await expectGermanPage(page, 429);
    expect(text).toContain(GERMAN.refusal.tooMany);
    expect(addresses(text)).toContain(`/checkout/${id}`);
    expect(page.headers.get("retry-after")).toBe("7");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");

    const told = await inRush(() => post(german("{}", { "content-type": "application/json" }), params()));
    expect([told.status, (await told.json()).error.code]).toEqual([429, "rate_limited"]);
  });

  it("for a payment that does not exist is answered with a page, too", async () => {
    const fields = { txHash: `0x${"ab".repeat(32)}`, email: "a@b.example", method: "31337:ETH", amount: "exact" };
    const answer = await post(german(new URLSearchParams(fields)), { params: Promise.resolve({ id: NOBODY }) });
    expect(await expectGermanPage(answer, 404), name).toContain(GERMAN.missing.payment);
  });
});

it("a form that names no way to pay is answered with a page", async () => {
  const params = { params: Promise.resolve({ id: await makeSession() }) };
  const text = await expectGermanPage(await choose.POST(german(new URLSearchParams({ method: "<b>" })), params), 400);
  expect(text).toContain(GERMAN.refusal.later);
  expect(text).not.toContain("<b>");
});

describe("a payment link", () => {
  const params = () => ({ params: Promise.resolve({ slug: "tea" }) });

  it("that is asked for too fast says so on a page in the reader's language", async () => {
    for (const ask of [() => openLink(german(null), params()), () => askLink(german(new URLSearchParams({})), params())]) {
      const text = await expectGermanPage(await inRush(ask), 429);
      expect(text).toContain(GERMAN.refusal.tooMany);
      expect(text).toContain(GERMAN.link.again);
    }
  });

  it("says on a page that the database does not answer", async () => {
    const { database } = api.app;
    const away = () => {
      throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    };
    useApp({ ...api.app, database: { ...database, db: new Proxy(database.db, { get: away }) } });
    const text = await expectGermanPage(await openLink(german(null), params()), 503);
    useApp(api.app);
    expect(text).toContain(GERMAN.refusal.later);
  });
});
