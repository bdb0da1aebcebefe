import { randomBytes } from "node:crypto";
import type { RandomSource } from "../ids";

const PREFIX = "whsec_";
/** Standard Webhooks 1.0.0 asks for 24 to 64 random bytes. */
const SECRET_BYTES = 32;
const SHOWN_CHARACTERS = PREFIX.length + 4;

/** A new signing secret: `whsec_` and the base64 of 32 random bytes. */
export function newWebhookSecret(random: RandomSource = randomBytes): string {
  return PREFIX + Buffer.from(random(SECRET_BYTES)).toString("base64");
}

/** What may be kept and shown of a secret, to tell it from another. */
export function secretPrefix(secret: string): string {
  return secret.slice(0, SHOWN_CHARACTERS);
}

/** The key inside the secret: the bytes that the part after `whsec_` encodes. */
export function secretKey(secret: string): Buffer {
  if (!secret.startsWith(PREFIX)) throw new Error("not a webhook secret");
  return Buffer.from(secret.slice(PREFIX.length), "base64");
}
