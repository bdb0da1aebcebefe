import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isApiError } from "./errors.js";
import { Florin } from "./florin.js";

type Turn = (response: ServerResponse, request: IncomingMessage) => void;
type Asked = { method: string; url: string; key: unknown; authorization: unknown; body: string; at: number };

const KEY = "ck_test_00000000000000000000000000000000";
const session = { id: "cs_1", object: "checkout_session" };

const good: Turn = (response) =>
  void response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(session));
const bad =
  (status: number, code: string, headers = {}): Turn =>
  (response) => {
    const error = { type: "server", code, message: "No.", param: null, requestId: "req_1" };
    response.writeHead(status, headers).end(JSON.stringify({ error }));
  };
const hang: Turn = () => {};
const cut: Turn = (response) => void response.socket?.destroy();
/** A head and half of a body. */
const stall: Turn = (response) => void response.writeHead(200, { "content-type": "application/json" }).write('{"id":');

let asked: Asked[];
let turns: Turn[];
let server: ReturnType<typeof createServer>;
let florin: Florin;

beforeEach(async () => {
  asked = [];
  turns = [];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, key: headers["idempotency-key"], authorization: headers.authorization, body, at: Date.now() });
    (turns.shift() ?? good)(response, request);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  florin = new Florin({ apiKey: KEY, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const create = (options = {}) => florin.checkoutSessions.create({ amount: { value: "1.00", currency: "USD" } }, options);

describe("a call that failed is tried again", () => {
  test.each([
    ["after 500", bad(500, "internal")],
    ["after 503", bad(503, "busy")],
    ["after 429", bad(429, "rate_limited", { "retry-after": "1" })],
    ["while its twin is at work", bad(409, "idempotency_in_progress")],
    ["after a connection that broke", cut],
    ["after a gateway's page", ((response) => void response.writeHead(502).end("<h1>Bad gateway</h1>")) as Turn],
  ])("%s, with the same key and body", async (_, turn) => {
    turns = [turn];
    expect(await create()).toEqual(session);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.key).toMatch(/^sdk_[0-9a-f]{32}$/);
    expect({ ...asked[1], at: 0 }).toEqual({ ...asked[0], at: 0 });
  });

  test("three times and no more; then the last answer is the error", async () => {
    turns = Array.from({ length: 5 }, () => bad(503, "busy"));
    await expect(create()).rejects.toMatchObject({ status: 503, code: "busy" });
    expect(asked).toHaveLength(4);
  });

  test("not before the server wants it", async () => {
    turns = [bad(503, "busy", { "retry-after": "2" })];
    await create();
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
  });

  test("not at all where the server wants more than a minute", async () => {
    turns = [bad(429, "rate_limited", { "retry-after": "3600" })];
    await expect(create()).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 3_600 });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["400", bad(400, "invalid_field")],
    ["401", bad(401, "invalid_key")],
    ["404", bad(404, "not_found")],
    ["409", bad(409, "price_differs")],
  ])("not after %s", async (status, turn) => {
    turns = [turn];
    await expect(create()).rejects.toMatchObject({ status: Number(status) });
    expect(asked).toHaveLength(1);
  });

  test("not where the caller wants none", async () => {
    turns = [bad(500, "internal")];
    await expect(create({ maxRetries: 0 })).rejects.toSatisfy((error) => isApiError(error, "internal"));
    expect(asked).toHaveLength(1);
  });
});

describe("a call that takes too long", () => {
  test.each([
    ["to begin", hang],
    ["to end", stall],
  ])("%s is tried again, and then told of with its key", async (_, turn) => {
    turns = [turn, turn];
    const options = { timeoutMs: 50, maxRetries: 1, idempotencyKey: "order-1" };
    await expect(create(options)).rejects.toMatchObject({
      name: "FlorinConnectionError",
      reason: "timeout",
      status: null,
      idempotencyKey: "order-1",
    });
    expect(asked.map(({ key }) => key)).toEqual(["order-1", "order-1"]);
  });

  test("ends when its caller wants that, under way or between attempts, and is not tried again", async () => {
    const reason = new Error("the customer left");
    const underWay = new AbortController();
    turns = [
      () => {
        underWay.abort(reason);
      },
    ];
    await expect(create({ signal: underWay.signal })).rejects.toBe(reason);
    const between = new AbortController();
    turns = [
      (response, request) => {
        bad(503, "busy", { "retry-after": "30" })(response, request);
        setTimeout(() => between.abort(reason), 20);
      },
    ];
    await expect(create({ signal: between.signal })).rejects.toBe(reason);
    await expect(create({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(asked).toHaveLength(2);
  });
});

describe("what is sent", () => {
  test("is the key, the given idempotency key and JSON; reads have neither key nor body", async () => {
    await create({ idempotencyKey: "order-1" });
    await florin.checkoutSessions.list({ limit: 2, customerEmail: "a+b@c.example", linkId: undefined });
    expect(asked.map(({ at: _, ...one }) => one)).toEqual([
      {
        method: "POST",
        url: "/api/v1/checkout_sessions",
        key: "order-1",
        authorization: `Bearer ${KEY}`,
        body: '{"amount":{"value":"1.00","currency":"USD"}}',
      },
      {
        method: "GET",
        url: "/api/v1/checkout_sessions?limit=2&customerEmail=a%2Bb%40c.example",
        key: undefined,
        authorization: `Bearer ${KEY}`,
        body: "",
      },
    ]);
  });

  test("never goes on to where an answer points", async () => {
    turns = [(response) => void response.writeHead(307, { location: "/elsewhere" }).end()];
    await expect(create({ maxRetries: 0 })).rejects.toMatchObject({ reason: "network" });
    expect(asked).toHaveLength(1);
  });

  test("has an id where its path has one, and cannot leave its path by it", async () => {
    await expect(florin.checkoutSessions.get("")).rejects.toThrow(TypeError);
    await florin.checkoutSessions.get("../events?x=1");
    expect(asked.map(({ url }) => url)).toEqual(["/api/v1/checkout_sessions/..%2Fevents%3Fx%3D1"]);
  });

  test("has a key of a kind and an address that can be one", () => {
    expect(() => new Florin({ apiKey: "sk_live_1", baseUrl: "https://pay.example" })).toThrow(TypeError);
    expect(() => new Florin({ apiKey: KEY, baseUrl: "pay.example" })).toThrow(TypeError);
    expect(() => new Florin({ apiKey: KEY, baseUrl: "file:///etc" })).toThrow(TypeError);
  });
});

test("a list that goes in a circle ends with an error", async () => {
  const page: Turn = (response) =>
    void response.writeHead(200).end(JSON.stringify({ object: "list", data: [session], hasMore: true, nextCursor: "cs_1" }));
  turns = Array.from({ length: 9 }, () => page);
  const all = async () => {
    for await (const _ of florin.checkoutSessions.list());
  };
  await expect(all()).rejects.toThrow("circle");
});
