import { checksumAddress } from "viem";

/** What was pasted, told apart in the browser, so that a secret never leaves it. The server looks again, and closer. */
export type Pasted =
  | { readonly kind: "nothing" }
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "typo" }
  | { readonly kind: "xpub" }
  | { readonly kind: "secret"; readonly what: "private key" | "extended private key" | "recovery phrase" }
  | { readonly kind: "unknown" };

const KEY_HEX = /(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{64}(?![0-9A-Za-z])/;
const EXTENDED_PRIVATE = /(?<![0-9A-Za-z])[A-Za-z]prv[1-9A-HJ-NP-Za-km-z]{20,}/;
/** Bitcoin's wallet import format and BIP-38, by their first characters and length. */
const IMPORT_FORMAT = /(?<![0-9A-Za-z])(?:[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}|6P[1-9A-HJ-NP-Za-km-z]{56})(?![0-9A-Za-z])/;
/** Every recovery phrase in every language has at least so many words; nothing that a wallet is added with has two. */
const RECOVERY_WORDS = 12;

export function readPaste(pasted: string): Pasted {
  const text = pasted.trim();
  if (text === "") return { kind: "nothing" };
  const joined = text.replace(/[\s:,-]+/g, "");
  for (const whole of [text, joined]) {
    if (EXTENDED_PRIVATE.test(whole)) return { kind: "secret", what: "extended private key" };
    if (KEY_HEX.test(whole) || IMPORT_FORMAT.test(whole)) return { kind: "secret", what: "private key" };
  }
  if ((text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0) >= RECOVERY_WORDS) return { kind: "secret", what: "recovery phrase" };
  if (/^0x[0-9a-f]{40}$/i.test(text)) return readAddress(text);
  return { kind: /^[xt]pub[1-9A-HJ-NP-Za-km-z]{100,}$/.test(text) ? "xpub" : "unknown" };
}

/** EIP-55: mixed case is a checksum, one case alone says nothing. */
function readAddress(text: string): Pasted {
  const digits = text.slice(2);
  const address = checksumAddress(text.toLowerCase() as `0x${string}`);
  const isMixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  return isMixed && address.slice(2) !== digits ? { kind: "typo" } : { kind: "address", address };
}

/** An address in groups of four, for comparing by eye: `0x`, then ten groups; `at` is where each begins. */
export function groupsOfFour(address: string): { at: number; text: string }[] {
  return [...address.matchAll(/^0x|.{1,4}/g)].map(({ 0: text, index: at }) => ({ at, text }));
}
