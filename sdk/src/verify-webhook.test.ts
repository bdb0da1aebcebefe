import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test, vi } from "vitest";
import { newWebhookSecret } from "@/lib/webhooks/secret";
import { signedHeaders } from "@/lib/webhooks/sign";
import { verifyWebhook, type WebhookError } from "./verify-webhook.js";

const NOW = Date.parse("2026-11-21T09:30:00Z");
const secret = newWebhookSecret();
const event = { id: "evt_1", object: "event", type: "session.paid", data: { title: "Käse – 芝士 🧀" } };
const body = JSON.stringify(event);
const signed = (more: Partial<Parameters<typeof signedHeaders>[0]> = {}) =>
  signedHeaders({ id: "evt_1", body, secrets: [secret], at: NOW, ...more });

/** The two schemes, each alone. */
function only(scheme: "standard" | "plain", headers: Record<string, string>) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("x-") === (scheme === "plain")));
}

const reasonOf = (given: Parameters<typeof verifyWebhook>[0], options = {}) =>
  verifyWebhook(given, { secret, now: NOW, ...options }).then(
    () => "none",
    (error: WebhookError) => error.reason ?? error.name,
  );

describe.each(["standard", "plain"] as const)("a webhook signed by the %s scheme", (scheme) => {
  const headers = only(scheme, signed());

  test("is proved, from any form of headers and of a raw body", async () => {
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    const bytes = new TextEncoder().encode(body);
    for (const given of [
      { headers, body },
      { headers: new Headers(headers), body: bytes },
      { headers: upper, body: bytes.slice().buffer },
      { headers, body: Buffer.from(body) },
    ]) {
      expect(await verifyWebhook(given, { secret, now: NOW })).toEqual(event);
    }
  });

  test("is refused with another body, secret, or signature", async () => {
    expect(await reasonOf({ headers, body: `${body} ` })).toBe("signature_wrong");
    expect(await reasonOf({ headers, body }, { secret: newWebhookSecret() })).toBe("signature_wrong");
    const other = only(scheme, signed({ body: "{}" }));
    expect(await reasonOf({ headers: other, body })).toBe("signature_wrong");
  });

  test("is refused five minutes from now, on either side, and not before", async () => {
    const at = (seconds: number) => reasonOf({ headers, body }, { now: NOW + seconds * 1_000 });
    expect(await Promise.all([-301, -300, 0, 300, 301].map(at))).toEqual([
      "timestamp_outside",
      "none",
      "none",
      "none",
      "timestamp_outside",
    ]);
    expect(await reasonOf({ headers, body }, { now: NOW + 11_000, toleranceSeconds: 10 })).toBe("timestamp_outside");
  });

  test("is refused with a time that was not signed", async () => {
    const later = only(scheme, signed({ at: NOW + 1_000 }));
    const mixed =
      scheme === "standard"
        ? { ...headers, "webhook-timestamp": later["webhook-timestamp"] as string }
        : {
            ...headers,
            "x-webhook-signature": headers["x-webhook-signature"]?.replace(/t=\d+/, `t=${NOW / 1_000 + 1}`) as string,
          };
    expect(await reasonOf({ headers: mixed, body })).toBe("signature_wrong");
  });

  test("is proved by either of two secrets, and by either of two signatures", async () => {
    const old = newWebhookSecret();
    const fresh = newWebhookSecret();
    for (const one of [old, fresh]) {
      const given = { headers: only(scheme, signed({ secrets: [one] })), body };
      expect(await verifyWebhook(given, { secret: [old, fresh], now: NOW })).toEqual(event);
      expect(await reasonOf(given, { secret: [secret] })).toBe("signature_wrong");
    }
    const [first, second] = [only(scheme, signed({ secrets: [old] })), only(scheme, signed({ secrets: [fresh] }))];
    const both =
      scheme === "standard"
        ? { ...first, "webhook-signature": `${first["webhook-signature"]} ${second["webhook-signature"]}` }
        : { "x-webhook-signature": `${first["x-webhook-signature"]},${second["x-webhook-signature"]?.split(",")[1]}` };
    for (const one of [old, fresh]) expect(await reasonOf({ headers: both, body }, { secret: one })).toBe("none");
  });

  test("tries every secret with every signature, also after one has fitted", async () => {
    const looked = vi.spyOn(crypto.subtle, "verify");
    await verifyWebhook({ headers, body }, { secret: [secret, newWebhookSecret(), newWebhookSecret()], now: NOW });
    expect(looked).toHaveBeenCalledTimes(3);
    looked.mockRestore();
  });
});

test("a signature of the reference library is proved", async () => {
  const at = new Date(NOW);
  const headers = {
    "webhook-id": "evt_1",
    "webhook-timestamp": String(NOW / 1_000),
    "webhook-signature": new Webhook(secret).sign("evt_1", at, body),
  };
  expect(await verifyWebhook({ headers, body }, { secret, now: NOW })).toEqual(event);
});

describe("a request is refused", () => {
  const headers = signed();
  test.each([
    ["without a signature", {}, "header_missing"],
    ["without an id", { ...only("standard", headers), "webhook-id": undefined }, "header_missing"],
    ["with a time that is none", { ...headers, "webhook-timestamp": "soon" }, "header_malformed"],
    ["with a signature of another version", { ...headers, "webhook-signature": "v2,aGk=" }, "header_malformed"],
    ["with a signature that is no base64", { ...headers, "webhook-signature": "v1,***" }, "header_malformed"],
    ["with a crowd of signatures", { ...headers, "webhook-signature": "v1,aGk= ".repeat(9).trim() }, "header_malformed"],
    ["with a plain signature that is no hex", { "x-webhook-signature": "t=1,v1=xyz" }, "header_malformed"],
    ["with the id of another event", { ...headers, "webhook-id": "evt_2" }, "signature_wrong"],
    ["with a good plain signature beside a wrong one", { ...headers, "webhook-signature": "v1,aGk=" }, "signature_wrong"],
  ])("%s", async (_, given, reason) => {
    expect(await reasonOf({ headers: given, body })).toBe(reason);
  });

  test.each([
    ["an empty body", ""],
    ["null", "null"],
    ["another object", '{"object":"list"}'],
    ["another event's id", JSON.stringify({ ...event, id: "evt_2" })],
  ])("that is signed and holds %s", async (_, text) => {
    expect(await reasonOf({ headers: signed({ body: text }), body: text })).toBe("body_malformed");
  });
});

test("what its caller got wrong is said as that", async () => {
  const parsed = { headers: signed(), body: event as unknown as string };
  await expect(verifyWebhook(parsed, { secret, now: NOW })).rejects.toThrow("before anything parses it");
  for (const wrong of ["", "whsec_", "whsec_aGk=", randomBytes(32).toString("base64"), []]) {
    await expect(verifyWebhook({ headers: signed(), body }, { secret: wrong, now: NOW })).rejects.toThrow(TypeError);
  }
});
