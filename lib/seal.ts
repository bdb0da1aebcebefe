import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Secrets at rest: AES-256-GCM (NIST SP 800-38D), a fresh 96-bit nonce each time, the owning row's id as additional
 * data, so that a ciphertext moved to another row does not open. Text form: `v1.<nonce>.<tag>.<ciphertext>`, base64url.
 */
const VERSION = "v1";
const NONCE_BYTES = 12;

/** @param keyHex 32 bytes as hexadecimal (ENCRYPTION_KEY) */
export function seal(plain: string, rowId: string, keyHex: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(keyHex, "hex"), nonce);
  cipher.setAAD(Buffer.from(rowId));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [VERSION, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** @throws where the text was changed, belongs to another row, or was sealed with another key */
export function unseal(text: string, rowId: string, keyHex: string): string {
  const [version, nonce, tag, sealed] = text.split(".");
  if (version !== VERSION || !nonce || !tag || sealed === undefined) throw new Error("not a sealed text");
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(keyHex, "hex"), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(rowId));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(sealed, "base64url")), decipher.final()]).toString("utf8");
}
