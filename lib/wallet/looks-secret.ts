import { createHash } from "node:crypto";
import { createBase58check } from "@scure/base";
import { type ApiError, invalid } from "../errors";
import words from "./recovery-words.json";

/** What a text gives away. */
export type SecretKind = "private key" | "extended private key" | "recovery phrase";

/** The English list of BIP-39. Its words share no function word with ordinary sentences (`the`, `of`, `and`, `to`, `is`). */
const RECOVERY_WORDS: ReadonlySet<string> = new Set(words.split(" "));
const LEAST_RECOVERY_WORDS = 12;

const base58check = createBase58check((data: Uint8Array) => createHash("sha256").update(data).digest());
const BASE58_TOKEN = /[1-9A-HJ-NP-Za-km-z]{50,}/g;
/** BIP-32: version 4, depth 1, parent 4, index 4, chain code 32, key 33 bytes; a private key's first byte is 0. */
const EXTENDED_KEY_BYTES = 78;
const KEY_OFFSET = 45;
/** Version, 32 bytes of key, perhaps a byte that says "compressed"; BIP-38: 39 bytes, encrypted. */
const WIF_BYTES: ReadonlySet<number> = new Set([33, 34, 39]);

/** By name even where the checksum is wrong: a mistyped key still gives away the key. */
const NAMED_EXTENDED_KEY = /(?<![0-9A-Za-z])[A-Za-z]prv[1-9A-HJ-NP-Za-km-z]{80,}/;
const NAMED_PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----|(?<![0-9A-Za-z])nsec1[02-9ac-hj-np-z]{58}/;
const KEY_HEX = /(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{64}(?![0-9A-Za-z])/;

/**
 * Does this text hold a private key, an extended private key or a recovery phrase, alone or among other words? Asked of
 * what people type, before it is stored, logged or repeated in an error.
 *
 * @param options.hex whether 32 bytes in hexadecimal count. They may be a private key, and as well a hash: say false where
 *   a hash has its place (metadata, a reference, a URL).
 */
export function looksSecret(text: string, options: { hex: boolean } = { hex: true }): SecretKind | null {
  if (NAMED_EXTENDED_KEY.test(text)) return "extended private key";
  if (NAMED_PRIVATE_KEY.test(text)) return "private key";
  if (options.hex && KEY_HEX.test(text)) return "private key";
  if (hasRecoveryPhrase(text)) return "recovery phrase";
  for (const [token] of text.matchAll(BASE58_TOKEN)) {
    const kind = kindOfBase58(token);
    if (kind) return kind;
  }
  return null;
}

/** The 400 for it: names the field and holds no part of the text. */
export function secretRefused(param: string, kind: SecretKind): ApiError {
  return invalid(
    param,
    "secret_refused",
    `This is a ${kind}: whoever has it can spend your money. Florin never needs it and has not kept it. A wallet is added by its address (0x…). If you have pasted it anywhere else, move the money to a new wallet.`,
  );
}

function kindOfBase58(token: string): SecretKind | null {
  // Decoding costs the square of the length.
  if (token.length > 120) return null;
  const data = decode(token);
  if (data?.length === EXTENDED_KEY_BYTES) return data[KEY_OFFSET] === 0 ? "extended private key" : null;
  return data && WIF_BYTES.has(data.length) ? "private key" : null;
}

function decode(token: string): Uint8Array | null {
  try {
    return base58check.decode(token);
  } catch {
    return null;
  }
}

/** Twelve words of the list in a row, however they are separated or numbered. */
function hasRecoveryPhrase(text: string): boolean {
  let run = 0;
  for (const [word] of text
    .toLowerCase()
    .normalize("NFKC")
    .matchAll(/\p{L}+/gu)) {
    run = RECOVERY_WORDS.has(word) ? run + 1 : 0;
    if (run >= LEAST_RECOVERY_WORDS) return true;
  }
  return false;
}
