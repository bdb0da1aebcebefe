import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { newWebhookSecret, secretKey, secretPrefix } from "./secret";
import { signedHeaders } from "./sign";

const body = '{"id":"evt_1","data":{"title":"Käse – 芝士 🧀"}}';

describe("signed headers", () => {
  test("the reference library accepts them, and refuses them for another body, id or secret", () => {
    const secret = newWebhookSecret();
    const headers = signedHeaders({ id: "evt_1", body, secrets: [secret], at: Date.now() });
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "evt_2" })).toThrow();
    expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow();
  });

  test("the second scheme signs timestamp and body with the secret as shown", () => {
    const secret = newWebhookSecret();
    const headers = signedHeaders({ id: "evt_1", body, secrets: [secret], at: 1_700_000_000_999 });
    const expected = createHmac("sha256", secret).update(`1700000000.${body}`).digest("hex");
    expect(headers["x-webhook-signature"]).toBe(`t=1700000000,v1=${expected}`);
    expect(headers["x-webhook-timestamp"]).toBe("1700000000");
    expect(headers["webhook-timestamp"]).toBe("1700000000");
  });
});

describe("while a secret changes", () => {
  const [newer, older] = [newWebhookSecret(), newWebhookSecret()];
  const headers = signedHeaders({ id: "evt_1", body, secrets: [newer, older], at: Date.now() });

  test("the reference library accepts the headers with either secret, and with no third", () => {
    for (const secret of [newer, older]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow();
  });

  test("the second scheme has both signatures too, the newer secret's first", () => {
    const seconds = headers["webhook-timestamp"];
    const by = (secret: string) => createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    expect(headers["x-webhook-signature"]).toBe(`t=${seconds},v1=${by(newer)},v1=${by(older)}`);
  });
});

describe("a secret", () => {
  test("is 32 random bytes in base64 after whsec_", () => {
    const secret = newWebhookSecret((size) => new Uint8Array(size).fill(255));
    expect(secret).toBe(`whsec_${"/".repeat(42)}8=`);
    expect(secretKey(secret)).toEqual(Buffer.alloc(32, 255));
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });

  test("shows four characters of itself", () => {
    expect(secretPrefix("whsec_abcdefgh")).toBe("whsec_abcd");
  });

  test("without its prefix is none", () => {
    expect(() => secretKey("abcdefgh")).toThrow("not a webhook secret");
  });
});
