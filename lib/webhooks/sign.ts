import { createHmac } from "node:crypto";
import { secretKey } from "./secret";

/**
 * The headers that prove who sent a body, and when.
 *
 * `webhook-*` is Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, keyed with the bytes that the secret
 * encodes. `X-Webhook-*` is the scheme of mycryptoserver's clients: over `timestamp.body`, keyed with the secret's text.
 * While a secret changes, each scheme carries a signature by either, the newer secret's first.
 *
 * @param secrets newest first
 * @param at epoch milliseconds of this attempt; both schemes carry whole seconds
 */
export function signedHeaders(message: {
  id: string;
  body: string;
  secrets: readonly string[];
  at: number;
}): Record<string, string> {
  const { id, body, secrets } = message;
  const seconds = Math.floor(message.at / 1000);
  const standard = secrets.map(
    (secret) => `v1,${createHmac("sha256", secretKey(secret)).update(`${id}.${seconds}.${body}`).digest("base64")}`,
  );
  const plain = secrets.map((secret) => `v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": standard.join(" "),
    "x-webhook-signature": [`t=${seconds}`, ...plain].join(","),
    "x-webhook-timestamp": String(seconds),
  };
}
