import { randomBytes } from "node:crypto";

/** Prefix of every public id; the contract fixes them (product.md section 2). */
export const ID_PREFIXES = {
  paymentLink: "pl",
  session: "cs",
  payment: "pay",
  event: "evt",
  webhookEndpoint: "we",
  delivery: "whd",
  customer: "cus",
  merchant: "mer",
  user: "usr",
  wallet: "wal",
  apiKey: "key",
  request: "req",
  note: "note",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ID_LENGTH = 24;
/** 248 is the largest multiple of 62 below 256: bytes above it are thrown away, so that no character is likelier. */
const UNBIASED_LIMIT = 248;

export type RandomSource = (size: number) => Uint8Array;

const POOL_BYTES = 8_192;
let pool = new Uint8Array(0);

/** `randomBytes` by the page: asking the kernel for each id costs more than the id. A byte is given out once. */
function pooledBytes(size: number): Uint8Array {
  if (pool.length < size) pool = randomBytes(Math.max(POOL_BYTES, size));
  const bytes = pool.subarray(0, size);
  pool = pool.subarray(size);
  return bytes;
}

/** `length` base62 characters without modulo bias. 24 of them carry 142 bits. */
export function randomBase62(length: number, random: RandomSource = pooledBytes): string {
  let text = "";
  while (text.length < length) {
    for (const byte of random(length - text.length + 8)) {
      if (byte < UNBIASED_LIMIT && text.length < length) text += BASE62[byte % 62];
    }
  }
  return text;
}

/** A new public id, for example `cs_4f…`. */
export function newId(kind: IdKind, random: RandomSource = pooledBytes): string {
  return `${ID_PREFIXES[kind]}_${randomBase62(ID_LENGTH, random)}`;
}

/** True for a well-formed id of that kind; says nothing about existence. */
export function isId(kind: IdKind, text: string): boolean {
  const prefix = `${ID_PREFIXES[kind]}_`;
  return text.length === prefix.length + ID_LENGTH && text.startsWith(prefix) && /^[0-9A-Za-z]+$/.test(text.slice(prefix.length));
}
