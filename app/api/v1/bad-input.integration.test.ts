import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { App } from "@/lib/services/app";
import { type Answer, apiApp, callRoute, useApp } from "@/test/api";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { HOSTILE_NUMBERS, HOSTILE_TEXTS, WRONG_TYPES } from "@/test/hostile";
import { seedMerchant } from "@/test/seed";
import { login } from "@/test/signed-in";
import * as keys from "./api_keys/route";
import * as deactivate from "./checkout_sessions/[id]/deactivate/route";
import * as session from "./checkout_sessions/[id]/route";
import * as sessions from "./checkout_sessions/route";
import * as link from "./payment_links/[id]/route";
import * as links from "./payment_links/route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

let own: TestDatabase;
let app: App;
let merchant: Awaited<ReturnType<typeof seedMerchant>>;
let sessionId: string;
let linkId: string;
beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url });
  useApp(app);
  merchant = await seedMerchant(own.database.db);
  login.user = { userId: merchant.userId, merchantId: merchant.merchantId, email: merchant.email };
  sessionId = (await send("create", JSON.stringify(VALID.create))).body.id;
  linkId = (await send("link", JSON.stringify(VALID.link))).body.id;
});
afterAll(async () => {
  await app?.database.close();
  await own?.drop();
});

const VALID = {
  create: { amount: { value: "50.00", currency: "USD" } },
  update: {},
  deactivate: {},
  link: { title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" },
  linkUpdate: {},
  key: { name: "Shop" },
};
type Door = keyof typeof VALID;

function send(door: Door, body: string): Promise<Answer> {
  const byKey = { method: "POST", key: merchant.apiKey, body };
  switch (door) {
    case "create":
      return callRoute(sessions.POST, byKey);
    case "update":
      return callRoute(session.PATCH, { ...byKey, method: "PATCH", params: { id: sessionId } });
    case "deactivate":
      return callRoute(deactivate.POST, { ...byKey, params: { id: "cs_none" } });
    case "link":
      return callRoute(links.POST, byKey);
    case "linkUpdate":
      return callRoute(link.PATCH, { ...byKey, method: "PATCH", params: { id: linkId } });
    case "key":
      return callRoute(keys.POST, { method: "POST", body, headers: { cookie: "a=b", origin: "http://localhost:3000" } });
    default:
      return door satisfies never;
  }
}

/** Each door's fields, as a path into its body. */
const TEXT_FIELDS: Record<Door, readonly string[]> = {
  create: [
    "linkId",
    "amount.value",
    "amount.currency",
    "asset",
    "description",
    "successUrl",
    "successMessage",
    "cancelUrl",
    "returnUrl",
    "customerEmail",
    "clientReferenceId",
    "metadata.note",
    "paymentMethods.0.asset",
  ],
  update: ["description", "successUrl", "successMessage", "cancelUrl", "returnUrl", "metadata.note"],
  deactivate: [],
  link: [
    "title",
    "slug",
    "description",
    "imageUrl",
    "suggestedAmounts.0",
    "fiatAmount",
    "fiatCurrency",
    "amountType",
    "minAmount",
    "maxAmount",
    "successUrl",
    "successMessage",
    "cancelUrl",
    "metadata.note",
    "paymentMethods.0.asset",
  ],
  linkUpdate: [
    "title",
    "description",
    "imageUrl",
    "fiatAmount",
    "successUrl",
    "successMessage",
    "cancelUrl",
    "openSessions",
    "metadata.note",
  ],
  key: ["name", "scopes.0"],
};
const OTHER_FIELDS: Record<Door, readonly string[]> = {
  create: ["amount", "chainId", "paymentMethods", "paymentMethods.0", "paymentMethods.0.chainId", "metadata", "expiresIn"],
  update: ["metadata"],
  deactivate: ["force"],
  link: ["active", "collectEmail", "maxPayments", "expiresIn", "metadata", "paymentMethods", "paymentMethods.0.chainId"],
  linkUpdate: ["active", "collectEmail", "maxPayments", "expiresIn", "metadata", "paymentMethods"],
  key: ["scopes"],
};
const DOORS = Object.keys(VALID) as Door[];

/** The door's valid body with that JSON text at that path. */
function bodyWith(door: Door, path: string, json: string): string {
  const body = structuredClone(VALID[door]) as Record<string, unknown>;
  const [root = "", ...steps] = path.split(".");
  const existing = body[root];
  body[root] = "\u0001";
  let value = json;
  for (const step of steps.reverse()) {
    const others =
      typeof existing === "object" && existing !== null && steps.length === 1 ? { ...existing, [step]: undefined } : {};
    const rest = JSON.stringify(others).slice(1, -1);
    const beside = step === "asset" ? '"chainId":31337' : step === "chainId" ? '"asset":"ETH"' : rest;
    value = step === "0" ? `[${value}]` : `{${[beside, `${JSON.stringify(step)}:${value}`].filter(Boolean).join(",")}}`;
  }
  return JSON.stringify(body).replace('"\\u0001"', () => value);
}

const AT_ONCE = 8;

async function forEach<T>(all: readonly T[], check: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) await Promise.all(all.slice(from, from + AT_ONCE).map(check));
}

/** Lone surrogates cannot be sent as UTF-8: JSON says them with an escape. */
const asJson = (text: string) => JSON.stringify(text);

/** The rule for every answer: the whole error body or none, never a fault of ours, and the right field named. */
function judge(answer: Answer, root: string): void {
  const { status, body } = answer;
  if (status < 300) return;
  expect(status, answer.text).toBeLessThan(500);
  expect(answer.headers.get("request-id")).toBe(body.error.requestId);
  expect(body.error.message).not.toMatch(/zod|postgres|sql|undefined|stack|\bat \//i);
  if (status === 400) expect(String(body.error.param).split(".")[0], answer.text).toBe(root);
}

describe("hostile texts", () => {
  test("are 300 different ones, and 60 numbers", () => {
    expect([HOSTILE_TEXTS.length, new Set(HOSTILE_TEXTS).size, HOSTILE_NUMBERS.length]).toEqual([300, 300, 60]);
  });

  test.each(DOORS.flatMap((door) => TEXT_FIELDS[door].map((field) => [door, field] as const)))(
    "through %s, %s: back as they were, or 400",
    async (door, field) => {
      const [root = ""] = field.split(".");
      await forEach(HOSTILE_TEXTS, async (text) => {
        const answer = await send(door, bodyWith(door, field, asJson(text)));
        if (answer.status === 404 || answer.status === 409) expect(answer.body.error.type).toMatch(/not_found|conflict/);
        else if (field === "successMessage" && answer.status === 400) expect(answer.body.error.param).toBe("successMessage");
        else judge(answer, root === "minAmount" || root === "maxAmount" ? answer.body.error?.param : root);
        const kept = field === "metadata.note" ? answer.body.metadata?.note : answer.body[field];
        if (answer.status < 300 && typeof kept === "string" && !field.endsWith("Url") && field !== "amountType") {
          expect(kept.normalize("NFC")).toBe(kept);
          if (/description|title|Message|Reference|note|name/.test(field)) expect(kept).toBe(text.normalize("NFC"));
        }
      });
    },
  );

  test("are as safe in metadata's keys", async () => {
    await forEach(HOSTILE_TEXTS, async (text) => {
      const answer = await send("create", `{"amount":{"value":"5","currency":"USD"},"metadata":{${asJson(text)}:1}}`);
      judge(answer, "metadata");
      if (answer.status < 300) expect(answer.body.metadata).toEqual({ [text.normalize("NFC")]: 1 });
    });
  });

  test.each([
    "status",
    "linkId",
    "clientReferenceId",
    "customerEmail",
    "address",
    "txHash",
    "createdAfter",
    "createdBefore",
    "starting_after",
    "limit",
    "x",
  ])("are as safe in a list's %s", async (name) => {
    await forEach(
      HOSTILE_TEXTS.filter((one) => !/\p{Cs}/u.test(one)),
      async (text) => {
        const answer = await callRoute(sessions.GET, {
          key: merchant.apiKey,
          path: `/checkout_sessions?${name}=${encodeURIComponent(text)}`,
        });
        if (answer.status === 404) expect(name).toBe("starting_after");
        else judge(answer, name);
      },
    );
  });

  test("are as safe in headers", async () => {
    const printable = HOSTILE_TEXTS.filter((text) => /^[\x20-\x7e\xa0-\xff]*$/.test(text));
    await forEach(printable, async (text) => {
      for (const name of [
        "authorization",
        "idempotency-key",
        "content-type",
        "content-encoding",
        "florin-mode",
        "x-forwarded-for",
        "origin",
        "host",
      ]) {
        const answer = await callRoute(sessions.POST, {
          method: "POST",
          key: merchant.apiKey,
          body: VALID.create,
          headers: { [name]: text },
        });
        expect(answer.status, `${name}: ${text}`).toBeLessThan(500);
      }
    });
  });
});

describe("hostile numbers", () => {
  test.each(DOORS.flatMap((door) => [...OTHER_FIELDS[door], ...TEXT_FIELDS[door]].map((field) => [door, field] as const)))(
    "through %s, %s: taken, or 400 that names the field",
    async (door, field) => {
      const [root = ""] = field.split(".");
      await forEach(HOSTILE_NUMBERS, async (number) => {
        const answer = await send(door, bodyWith(door, field, number));
        if (answer.status !== 404 && answer.status !== 409) judge(answer, root);
        if (answer.status < 300 && TEXT_FIELDS[door].includes(field)) expect(field).toBe("metadata.note");
      });
    },
  );

  test("as texts in amounts mean what they say, or are 400", async () => {
    await forEach(HOSTILE_NUMBERS, async (number) => {
      const answer = await send("create", bodyWith("create", "amount.value", asJson(number)));
      judge(answer, "amount");
      if (answer.status === 201) expect(Number(answer.body.fiat.amount)).toBe(Number(number));
    });
  });
});

describe("wrong types", () => {
  test.each(
    DOORS.flatMap((door) => [...OTHER_FIELDS[door], ...TEXT_FIELDS[door], "unknown"].map((field) => [door, field] as const)),
  )("through %s, %s: never a fault of ours, and the field is named", async (door, field) => {
    const [root = ""] = field.split(".");
    await forEach(WRONG_TYPES, async (json) => {
      const answer = await send(door, bodyWith(door, field, json));
      if (answer.status !== 404 && answer.status !== 409) judge(answer, root);
      if (field === "unknown") expect([answer.status, answer.body.error.code]).toEqual([400, "unknown_field"]);
    });
  });

  test("instead of an object are 400", async () => {
    for (const door of DOORS) {
      for (const json of WRONG_TYPES.filter((one) => !one.startsWith("{"))) {
        const answer = await send(door, json);
        expect([answer.status, answer.body.error.param]).toEqual([400, "body"]);
      }
    }
  });
});

describe("shapes that break parsers", () => {
  const price = '"amount":{"value":"5.00","currency":"USD"}';
  const BOMBS: readonly (readonly [name: string, body: string, status: number, param: string])[] = [
    ["a body over 64 KiB", `{${price},"description":"${"x".repeat(70_000)}"}`, 413, "body"],
    ["400 kB of brackets", "[".repeat(400_000), 413, "body"],
    [
      "nesting within 64 KiB",
      `{"metadata":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`.slice(0, 65_000),
      400,
      "metadata.a.a.a.a.a.a.a",
    ],
    ["a hundred keys", `{${Array.from({ length: 100 }, (_, n) => `"k${n}":1`).join(",")}}`, 400, "k50"],
    ["a key twice", `{${price},${price}}`, 400, "amount"],
    ["a nested key twice", '{"amount":{"value":"5.00","value":"1.00","currency":"USD"}}', 400, "amount.value"],
    ["__proto__", `{${price},"__proto__":{"livemode":true}}`, 400, "__proto__"],
    ["an escaped __proto__", `{${price},"\\u005f_proto__":{}}`, 400, "__proto__"],
    ["constructor in metadata", `{${price},"metadata":{"constructor":{"prototype":{}}}}`, 400, "metadata.constructor"],
    [
      "a list with a thousand entries",
      `{${price},"paymentMethods":[${Array(1_000).fill('{"chainId":1,"asset":"a"}').join(",")}]}`,
      400,
      "paymentMethods",
    ],
    ["broken JSON", `{${price}`, 400, "body"],
    ["two documents", `{${price}}{}`, 400, "body"],
    ["a comment", `{${price}/* */}`, 400, "body"],
    ["a byte order mark", `\ufeff{${price}}`, 201, ""],
  ];

  test.each(BOMBS)("%s", async (_name, body, status, param) => {
    const answer = await send("create", body);
    expect([answer.status, answer.body.error?.param ?? ""]).toEqual([status, param]);
    expect(({} as { livemode?: boolean }).livemode).toBeUndefined();
  });

  test("60 MB over a real socket: refused early, little of it read, memory flat", async () => {
    let read = 0;
    const server = createServer(async (incoming, outgoing) => {
      const request = new Request("http://localhost:3000/api/v1/checkout_sessions", {
        method: "POST",
        headers: incoming.headers as Record<string, string>,
        body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>,
        duplex: "half",
      } as RequestInit);
      const response = await sessions.POST(request, { params: Promise.resolve({}) });
      read = incoming.socket.bytesRead;
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const before = process.memoryUsage().rss;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const upload = httpRequest({
        port: (server.address() as AddressInfo).port,
        method: "POST",
        headers: {
          authorization: `Bearer ${merchant.apiKey}`,
          "content-type": "application/json",
          "transfer-encoding": "chunked",
        },
      });
      upload.on("response", (response) => {
        resolve(response.statusCode);
        upload.destroy();
      });
      upload.on("error", reject);
      const chunk = Buffer.alloc(64 * 1024, " ");
      let left = 60_000_000;
      const write = () => {
        while (left > 0) {
          left -= chunk.length;
          if (!upload.write(chunk)) return upload.once("drain", write);
        }
        return upload.end();
      };
      write();
    });
    expect(status).toBe(413);
    expect(read).toBeLessThan(2_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
});

test("any mutation of a valid body is taken or refused by the book", async () => {
  const paths = DOORS.flatMap((door) => [...TEXT_FIELDS[door], ...OTHER_FIELDS[door]].map((field) => [door, field] as const));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 4 }), async ([door, field], value) => {
      const answer = await send(door, bodyWith(door, field, JSON.stringify(value)));
      expect(answer.status, answer.text).toBeLessThan(500);
      if (answer.status >= 400) expect(Object.keys(answer.body.error)).toEqual(["type", "code", "message", "param", "requestId"]);
    }),
    { numRuns: 2_000 },
  );
});
