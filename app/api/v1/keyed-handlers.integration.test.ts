import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openFrontDoor } from "@/lib/api/front-door/open-front-door";
import { ROUTES } from "@/lib/api/registry";
import { withApi } from "@/test/api";
import { startLocalServer } from "@/test/local-server";
import { POST as createDirectly } from "./checkout_sessions/route";
import { KEYED_HANDLERS } from "./keyed-handlers";

const api = withApi();
const BEHIND = 418;
let behind: Awaited<ReturnType<typeof startLocalServer>>;

beforeAll(async () => {
  openFrontDoor(KEYED_HANDLERS, { "X-Of-Every-Answer": "yes" });
  behind = await startLocalServer((_, response) => response.writeHead(BEHIND).end("behind"));
});
afterAll(() => behind.stop());

const SESSIONS = "/api/v1/checkout_sessions";
const PRICE = { amount: { value: "50.00", currency: "USD" } };

type Ask = { method?: string; body?: string | ReadableStream; headers?: Record<string, string>; key?: string | null };

function ask(path: string, { method = "GET", body, headers = {}, key = api.merchant.apiKey }: Ask = {}): Promise<Response> {
  return fetch(`${behind.url}${path}`, {
    method,
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body && { body, duplex: "half" }),
  } as RequestInit);
}

async function create(fields: object = PRICE, headers: Record<string, string> = {}) {
  const answer = await ask(SESSIONS, { method: "POST", body: JSON.stringify(fields), headers });
  return { answer, body: await answer.json() };
}

/** What the server sends back to bytes that no proper client would send. */
async function sendRaw(text: string, hangUp = false): Promise<string> {
  const socket = connect(Number(new URL(behind.url).port), "127.0.0.1");
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  socket.write(text);
  if (hangUp) socket.end();
  await once(socket, "close");
  return received;
}

describe("compression", () => {
  const LIST = `${SESSIONS}?limit=5`;
  const encodingOf = async (path: string, given: Ask) => (await ask(path, given)).headers.get("content-encoding");
  beforeEach(async () => {
    for (let n = 0; n < 3; n += 1) await create();
  });

  test.each([
    ["gzip", "gzip"],
    ["br, gzip;q=0.5", "gzip"],
    ["gzip;q=0", null],
    ["gzip; q=0.000", null],
    ["br", null],
    ["identity", null],
  ])("a long list, for a caller that takes %s: %s", async (accepted, expected) => {
    const answer = await ask(LIST, { headers: { "accept-encoding": accepted } });
    expect([answer.headers.get("content-encoding"), answer.headers.get("vary")]).toEqual([expected, "Accept-Encoding"]);
    const plain = await ask(LIST, { headers: { "accept-encoding": "identity" } });
    expect((await answer.json()).data.map(({ id }: { id: string }) => id)).toEqual(
      (await plain.json()).data.map(({ id }: { id: string }) => id),
    );
  });

  test("not of what is short, and not of what a write answers, where a secret may stand", async () => {
    const headers = { "accept-encoding": "gzip" };
    expect(await encodingOf("/api/v1/payment_links", { headers })).toBeNull();
    const { answer, body } = await create(PRICE, headers);
    expect([answer.headers.get("content-encoding"), JSON.stringify(body).length > 1_024]).toEqual([null, true]);
  });
});

test("every route that takes a key is among the handlers, once", () => {
  const keyed = ROUTES.filter(({ access }) => /^[a-z]+:/.test(access)).map(({ id }) => id);
  expect(keyed.length).toBeGreaterThan(20);
  expect(KEYED_HANDLERS.map(({ route }) => (route as (typeof ROUTES)[number]).id).toSorted()).toEqual(keyed.toSorted());
});

describe("in front of the server", () => {
  test("a session is created, read, listed and changed", async () => {
    const { answer, body } = await create();
    expect(answer.status).toBe(201);
    expect(await (await ask(`${SESSIONS}/${body.id}`)).json()).toEqual(body);
    await create();
    const page = await (await ask(`${SESSIONS}?limit=1&status=pending`)).json();
    expect(page).toMatchObject({ object: "list", hasMore: true });
    expect(page.data).toHaveLength(1);
    const changed = await ask(`${SESSIONS}/${body.id}`, {
      method: "PATCH",
      body: JSON.stringify({ description: "Grüße, 你好" }),
    });
    expect(await changed.json()).toMatchObject({ description: "Grüße, 你好" });
    expect((await ask(`${SESSIONS}/${body.id}/deactivate`, { method: "POST" })).status).toBe(200);
  });

  test("an answer is the handler's own, with the headers of every answer", async () => {
    const { answer, body } = await create();
    const request = new Request(`http://localhost:3000${SESSIONS}`, {
      method: "POST",
      headers: { authorization: `Bearer ${api.merchant.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(PRICE),
    });
    const direct = await createDirectly(request, { params: Promise.resolve({}) });
    const inFront = new Set(
      [...answer.headers.keys()].filter((name) => !/^(connection|date|keep-alive|content-length)$/.test(name)),
    );
    expect(inFront).toEqual(new Set([...direct.headers.keys(), "x-of-every-answer"]));
    expect(answer.headers.get("request-id")).toMatch(/^req_/);
    expect(Object.keys(body)).toEqual(Object.keys(await direct.json()));
  });

  test("a body may come in pieces", async () => {
    const text = JSON.stringify({ ...PRICE, description: "é".repeat(200) });
    const bytes = new TextEncoder().encode(text);
    const pieces = new ReadableStream({
      async start(controller) {
        for (let at = 0; at < bytes.length; at += 37) {
          controller.enqueue(bytes.slice(at, at + 37));
          await new Promise(setImmediate);
        }
        controller.close();
      },
    });
    const answer = await ask(SESSIONS, { method: "POST", body: pieces });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ description: "é".repeat(200) });
  });

  test("an idempotency key is kept and replayed", async () => {
    const first = await create(PRICE, { "idempotency-key": "in front" });
    const again = await create(PRICE, { "idempotency-key": "in front" });
    expect(again.answer.headers.get("idempotent-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
  });

  test.each([
    ["a key that is none", SESSIONS, { key: "ck_test_x" }, 401],
    ["a body that is no JSON", SESSIONS, { method: "POST", body: "{" }, 400],
    ["a body that is too large", SESSIONS, { method: "POST", body: JSON.stringify({ description: "x".repeat(70_000) }) }, 413],
    ["another media type", SESSIONS, { method: "POST", body: "a=b", headers: { "content-type": "text/plain" } }, 415],
    ["an object that is not there", `${SESSIONS}/cs_${"0".repeat(24)}`, {}, 404],
    ["a filter that is none", `${SESSIONS}?status=rich`, {}, 400],
  ] as const)("%s is refused as ever", async (_, path, how, status) => {
    const answer = await ask(path, how);
    expect(answer.status).toBe(status);
    expect((await answer.json()).error.requestId).toBe(answer.headers.get("request-id"));
  });

  test("a body that is announced too large is refused unread, and the connection closed", async () => {
    const key = `Authorization: Bearer ${api.merchant.apiKey}`;
    const head = `POST ${SESSIONS} HTTP/1.1\r\nHost: x\r\n${key}\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{`;
    const answer = await sendRaw(head);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
  });

  test("a body that breaks off makes no session and no harm", async () => {
    const count = async () => (await (await ask(`${SESSIONS}?limit=100`)).json()).data.length;
    const before = await count();
    const key = `Authorization: Bearer ${api.merchant.apiKey}`;
    await sendRaw(
      `POST ${SESSIONS} HTTP/1.1\r\nHost: x\r\n${key}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"amount"`,
      true,
    );
    expect(await count()).toBe(before);
  });
});

describe("left to the server behind", () => {
  test.each([
    ["without a key", SESSIONS, { key: null }],
    ["logged in", SESSIONS, { key: null, headers: { cookie: "next-auth.session-token=x" } }],
    ["by another method", SESSIONS, { method: "PUT" }],
    ["by HEAD", SESSIONS, { method: "HEAD" }],
    ["with an encoded path", `${SESSIONS}/cs%5F1`, {}],
    ["at an unknown address", "/api/v1/unknown", {}],
    ["for people alone", "/api/v1/api_keys", {}],
    ["a page", "/dashboard", {}],
  ] as const)("%s", async (_, path, how) => {
    expect((await ask(path, how)).status).toBe(BEHIND);
  });
});
