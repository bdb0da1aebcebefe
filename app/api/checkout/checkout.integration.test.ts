import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { localRateBook } from "@/lib/rates/local-rate-book";
import { createSession } from "@/lib/services/create-session";
import { sessionWatch } from "@/lib/services/watch-sessions";
import { apiApp, callRoute, useApp } from "@/test/api";
import { type Engine, startEngine } from "@/test/engine";
import * as method from "./[id]/method/route";
import * as session from "./[id]/route";
import * as stream from "./[id]/stream/route";
import * as testPayment from "./[id]/test_payment/route";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const SECRETS = { customerEmail: "secret@person.example", clientReferenceId: "order-secret", metadata: { note: "secret note" } };

let engine: Engine;
let id: string;

async function makeSession(paymentMethods?: { chainId: number; asset: string }[]): Promise<string> {
  const { merchantId, livemode } = engine.merchant;
  const made = await createSession(engine.app, {
    scope: { merchantId, livemode },
    input: {
      amount: { value: "50.00", currency: "USD" },
      ...SECRETS,
      clientReferenceId: newId("request"),
      paymentMethods: paymentMethods ?? null,
    },
    now: Date.now(),
  });
  if (made.kind === "repeated") throw new Error("no key was given, so nothing can be repeated");
  return made.session.id;
}

beforeAll(async () => {
  engine = await startEngine();
  useApp(engine.app);
  id = await makeSession();
});
afterAll(() => engine?.stop());

function read(sessionId: string) {
  return callRoute(session.GET, { params: { id: sessionId } });
}

/** `a.b[].c` for every field, however deep. */
function fieldsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => fieldsOf(entry, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, entry]) => fieldsOf(entry, path === "" ? name : `${path}.${name}`));
}

const ALLOWED = [
  ...[
    "id",
    "object",
    "livemode",
    "status",
    "paymentStatus",
    "version",
    "merchantName",
    "supportContact",
    "supportUrl",
    "supportText",
    "description",
  ],
  ...["fiat.amount", "fiat.currency", "chosen.chainId", "chosen.asset"],
  ...["chainId", "networkName", "local", "address", "uri", "confirmations", "usualMs", "fee"].map((name) => `methods[].${name}`),
  ...["symbol", "decimals", "contract", "network", "name"].map((name) => `methods[].asset.${name}`),
  ...["wei", "eth"].map((name) => `methods[].amount.${name}`),
  ...["base", "quote", "value"].map((name) => `methods[].rate.${name}`),
  ...["amount", "amountReceived", "amountRemaining", "amountOverpaid", "exchangeAmount"].flatMap((name) => [
    `${name}.wei`,
    `${name}.eth`,
  ]),
  ...["txHash", "chainId", "networkName", "symbol", "state", "late", "counts", "explorerUrl"].map((name) => `payments[].${name}`),
  ...["amount.wei", "amount.eth", "confirmations.seen", "confirmations.required"].map((name) => `payments[].${name}`),
  ...["confirmations.seen", "confirmations.required", "expiresAt", "graceUntil", "secondsLeft", "secondsHeld"],
  ...[
    "graceSecondsLeft",
    "requotable",
    "paidAt",
    "txHash",
    "successUrl",
    "successMessage",
    "cancelUrl",
    "returnUrl",
    "testPayment",
    "final",
    "proof",
  ],
];

describe("the public session", () => {
  it("has the allowed fields and no other, with a payment in it", async () => {
    const paid = await makeSession();
    await callRoute(testPayment.POST, { method: "POST", params: { id: paid }, body: { amount: "exact" } });
    await engine.chain.mine();
    await engine.tick();
    const { body, text } = await read(paid);
    expect(body.status).toBe("detected");
    expect(new Set(fieldsOf({ ...body, flags: undefined }).filter((name) => name !== "flags"))).toEqual(new Set(ALLOWED));
    for (const secret of ["secret", engine.merchant.merchantId, engine.merchant.walletId, "pay_"])
      expect(text).not.toContain(secret);
  });

  it("is not kept by anyone, not indexed, and its address goes to no other site", async () => {
    const { headers } = await read(id);
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it.each([newId("session"), "cs_short", "pl_000000000000000000000000", "../../etc/passwd", "cs_\u0000"])(
    "is the same 404 for %j",
    async (other) => {
      const { status, body } = await read(other);
      expect([status, body.error.type, body.error.code]).toEqual([404, "not_found", "not_found"]);
    },
  );

  it("is refused to an address that asks too often", async () => {
    useApp({ ...engine.app, config: { ...engine.app.config, RATE_LIMIT_ADDRESS_PER_SECOND: 2 } });
    const answers = await Promise.all(Array.from({ length: 30 }, () => read(id)));
    useApp(engine.app);
    const refused = answers.find((answer) => answer.status === 429);
    expect(refused?.headers.get("retry-after")).toBe("1");
    expect(refused?.body.error.type).toBe("rate_limited");
  });
});

describe("choosing the way to pay", () => {
  const choose = (sessionId: string, body: unknown) =>
    callRoute(method.POST, { method: "POST", params: { id: sessionId }, body });

  it("answers with the session in that asset's amounts", async () => {
    const { status, body } = await choose(id, { chainId: 31337, asset: "USDC" });
    expect([status, body.amount.eth]).toEqual([200, "50"]);
    expect((await read(id)).body.chosen).toEqual(body.chosen);
  });

  it("takes a plain form and leads back to the page", async () => {
    const request = new Request("http://localhost:3000/", { method: "POST", headers: FORM, body: "method=31337:native" });
    const answer = await method.POST(request, { params: Promise.resolve({ id }) });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/checkout/${id}`]);
    expect((await read(id)).body.chosen).toEqual({ chainId: 31337, asset: "native" });
  });

  it.each([
    [{}, "chainId"],
    [{ chainId: 31337, asset: "DOGE" }, "asset"],
    [{ chainId: 8453, asset: "native" }, "asset"],
    [{ chainId: "31337", asset: "native" }, "chainId"],
    [{ chainId: 31337, asset: "native", amount: "1" }, "amount"],
  ])("refuses %j and names the field", async (body, param) => {
    const answer = await choose(id, body);
    expect([answer.status, answer.body.error.param]).toEqual([400, param]);
  });

  it("is 404 for a session that does not exist", async () => {
    expect((await choose(newId("session"), { chainId: 31337, asset: "native" })).status).toBe(404);
  });
});

describe("the test wallet", () => {
  const pay = (sessionId: string, body: unknown) =>
    callRoute(testPayment.POST, { method: "POST", params: { id: sessionId }, body });

  async function seen(sessionId: string) {
    await engine.chain.mine();
    await engine.tick();
    return (await read(sessionId)).body;
  }

  it.each(["native", "USDC", "USDT"])("pays half and then the rest in %s, by real transactions", async (asset) => {
    const own = await makeSession([{ chainId: 31337, asset }]);
    const due = BigInt((await read(own)).body.amount.wei);
    expect((await pay(own, { amount: "less" })).status).toBe(201);
    const half = await seen(own);
    expect([half.status, half.amountReceived.wei]).toEqual(["underpaid", String(due / 2n)]);
    // The other half, and the half percent by which a payment may be more.
    expect(half.exchangeAmount.wei).toBe(String(due / 2n + due / 200n));
    await pay(own, { amount: "exact" });
    expect(await seen(own)).toMatchObject({
      status: "detected",
      amountReceived: { wei: String(due) },
      amountRemaining: { wei: "0" },
      exchangeAmount: { wei: "0" },
    });
  });

  it("pays half as much again, by a plain form", async () => {
    const own = await makeSession();
    const due = BigInt((await read(own)).body.amount.wei);
    const request = new Request("http://localhost:3000/", { method: "POST", headers: FORM, body: "amount=more" });
    const answer = await testPayment.POST(request, { params: Promise.resolve({ id: own }) });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/checkout/${own}`]);
    expect(await seen(own)).toMatchObject({ status: "overpaid", amountOverpaid: { wei: String(due / 2n) } });
  });

  it("refuses an amount of one's own", async () => {
    const { status, body } = await pay(id, { amount: "1000000" });
    expect([status, body.error.param]).toEqual([400, "amount"]);
  });

  it("does not exist where the network is not on this machine", async () => {
    const asIfLocal = {
      ...localRateBook,
      lock: (ask: Parameters<typeof localRateBook.lock>[0]) => localRateBook.lock({ ...ask, local: true }),
    };
    const abroad = apiApp({
      databaseUrl: engine.url,
      chainIds: [11155111],
      rates: { ...asIfLocal, supports: () => true },
      env: { RPC_URL_11155111: engine.chain.rpcUrl },
    });
    useApp(abroad);
    const { merchantId, livemode } = engine.merchant;
    const made = await createSession(abroad, {
      scope: { merchantId, livemode },
      input: { amount: { value: "5.00", currency: "USD" } },
      now: Date.now(),
    });
    if (made.kind === "repeated") throw new Error("no key was given, so nothing can be repeated");
    const before = await engine.chain.client.getBlockNumber();
    const { status, body } = await pay(made.session.id, { amount: "exact" });
    await abroad.database.close();
    useApp(engine.app);
    expect([status, body.error.code]).toEqual([404, "not_found"]);
    expect(await engine.chain.client.getTransactionCount({ address: engine.chain.accounts[0], blockTag: "pending" })).toBe(
      await engine.chain.client.getTransactionCount({ address: engine.chain.accounts[0], blockNumber: before }),
    );
  });
});

describe("the stream", () => {
  async function follow(sessionId: string) {
    const leave = new AbortController();
    const request = new Request("http://localhost:3000/", { signal: leave.signal });
    const response = await stream.GET(request, { params: Promise.resolve({ id: sessionId }) });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = "";
    const next = async () => {
      for (;;) {
        const event = /data: (.*)\n\n/.exec(text);
        if (event) {
          text = text.slice(event.index + event[0].length);
          return JSON.parse(event[1] ?? "");
        }
        const { value, done } = await reader.read();
        if (done) throw new Error("the stream has ended");
        text += decoder.decode(value, { stream: true });
      }
    };
    const until = async (status: string) => {
      for (;;) {
        const told = await next();
        if (told.status === status) return told;
      }
    };
    return { response, next, until, leave: () => leave.abort() };
  }

  it("tells the session at once, and each change of it, in the words of the JSON", async () => {
    const own = await makeSession();
    const page = await follow(own);
    expect(page.response.headers.get("content-type")).toContain("text/event-stream");
    expect(page.response.headers.get("cache-control")).toContain("no-transform");
    expect((await page.next()).status).toBe("pending");
    await callRoute(testPayment.POST, { method: "POST", params: { id: own }, body: { amount: "exact" } });
    await engine.chain.mine();
    await engine.tick();
    const told = await page.until("detected");
    expect(Object.keys(told)).toEqual(Object.keys((await read(own)).body));
    for (const confirmations of [2, 3]) {
      await engine.chain.mine();
      await engine.tick();
      if (confirmations === 3) expect((await page.until("paid")).confirmations).toEqual({ seen: 3, required: 3 });
    }
    page.leave();
  });

  it("counts its readers, and forgets the one who leaves", async () => {
    const before = sessionWatch().viewers();
    const pages = await Promise.all([follow(id), follow(id)]);
    expect(sessionWatch().viewers()).toBe(before + 2);
    for (const page of pages) page.leave();
    expect(sessionWatch().viewers()).toBe(before);
  });

  it("is 404 for a session that does not exist", async () => {
    const answer = await stream.GET(new Request("http://localhost:3000/"), { params: Promise.resolve({ id: newId("session") }) });
    expect(answer.status).toBe(404);
  });
});
