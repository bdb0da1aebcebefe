import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from "node:crypto";

/**
 * The key with which this server signs what the customer's page shows (S13). It is made of ENCRYPTION_KEY, so that every
 * process has the same one and nothing more has to be kept. It signs statements for pages, and moves no money.
 */
export type CheckoutKey = {
  /** 32 bytes (RFC 8032), base64url. */
  readonly publicKey: string;
  /** First half of the public key's SHA-256, hexadecimal. */
  readonly id: string;
  /** @returns the Ed25519 signature of the text's UTF-8, base64url */
  readonly sign: (statement: string) => string;
};

const PURPOSE = "florin checkout page 1";
/** RFC 8410, section 7: a private key of 32 bytes in PKCS #8. */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const SEED_BYTES = 32;

const made = new Map<string, CheckoutKey>();

/** @param encryptionKeyHex 32 bytes as hexadecimal (ENCRYPTION_KEY) */
export function checkoutKey(encryptionKeyHex: string): CheckoutKey {
  const known = made.get(encryptionKeyHex) ?? makeKey(encryptionKeyHex);
  made.set(encryptionKeyHex, known);
  return known;
}

function makeKey(encryptionKeyHex: string): CheckoutKey {
  const seed = Buffer.from(hkdfSync("sha256", Buffer.from(encryptionKeyHex, "hex"), "", PURPOSE, SEED_BYTES));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });
  const publicKey = rawPublicKey(key);
  return {
    publicKey,
    id: createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex").slice(0, 32),
    sign: (statement) => sign(null, Buffer.from(statement), key).toString("base64url"),
  };
}

function rawPublicKey(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: "jwk" });
  if (x === undefined) throw new Error("an Ed25519 key has an x");
  return x;
}
