import { looksSecret, secretRefused } from "../wallet/looks-secret";

/** Where 32 bytes in hexadecimal have their place: a hash as a reference, a signature in a URL. */
const MAY_HOLD_HASHES = /^metadata(\.|$)|Reference|Url$|^url$|[hH]ash$/;

/**
 * Somebody pasted a private key or a recovery phrase into a field, any field: it goes no further. Called with a request's
 * body before anything is stored, logged or hashed of it.
 *
 * @throws {ApiError} 400 that names the field and holds no part of the text
 */
export function refuseSecrets(body: Readonly<Record<string, unknown>>): void {
  visit(body, "");
}

function visit(value: unknown, path: string): void {
  if (typeof value === "string") refuse(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    // A field's name may be the secret: then it is not repeated.
    refuse(name, path || "body");
    visit(inner, path ? `${path}.${name}` : name);
  }
}

function refuse(text: string, path: string): void {
  // The shortest secrets have 33 characters.
  const kind = text.length < 33 ? null : looksSecret(text, { hex: !MAY_HOLD_HASHES.test(path) });
  if (kind) throw secretRefused(path, kind);
}
