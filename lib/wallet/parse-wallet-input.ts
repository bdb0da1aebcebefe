import { checksumAddress } from "viem";
import { ASSETS, NATIVE } from "../checkout/assets";
import { type ApiError, invalid } from "../errors";
import { DEPOSIT_CODE, DEPOSIT_FACTORY } from "./deposit-address";
import { looksSecret, type SecretKind, secretRefused } from "./looks-secret";
import type { AddressSource } from "./receive-address";
import { XpubError, xpubFingerprint } from "./xpub-address";

export type WalletInput = {
  readonly source: AddressSource;
  /** Equal for two inputs that give the same receive addresses. */
  readonly fingerprint: string;
};

const PARAM = "wallet";
const MAX_LENGTH = 2_000;
/** Every phrase in every language has at least so many words; nothing that a wallet is added with has two. */
const RECOVERY_WORDS = 12;

/** Addresses that hold code of everybody, or that nobody can spend from. Lower case. */
const NOBODYS: ReadonlySet<string> = new Set([
  DEPOSIT_FACTORY,
  DEPOSIT_CODE,
  "0x4e59b44847b379578588920ca78fbf26c0b4956c", // deterministic deployer
  "0xca11bde05977b3631167028862be2a173976ca11", // Multicall3
  "0x000000000000000000000000000000000000dead",
  "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", // "the native coin" in many interfaces
  "0xfffffffffffffffffffffffffffffffffffffffe", // system address, EIP-7708
]);
const TOKENS: ReadonlySet<string> = new Set(ASSETS.map((asset) => asset.contract).filter((contract) => contract !== NATIVE));
/** The zero address and all that precompiles may ever take: 18 leading zero bytes. */
const RESERVED = /^0x0{36}/;

/**
 * What somebody pasted as a wallet: an EVM address, or an extended public key (`xpub`; in test mode `tpub` too).
 *
 * @throws {ApiError} 400 in plain words. It never holds a part of the text: that may be a secret.
 */
export function parseWalletInput(pasted: string, { livemode }: { livemode: boolean }): WalletInput {
  const text = pasted.trim();
  const secret = findSecret(pasted);
  if (secret) throw secretRefused(PARAM, secret);
  if (text === "") throw invalid(PARAM, "missing_field", "Paste your wallet's address.");
  if (/^0x[0-9a-f]*$/i.test(text)) return parseAddress(text);
  if (/^[xt]pub/.test(text)) return parseXpub(text, livemode);
  throw refuseUnknown(text);
}

function findSecret(pasted: string): SecretKind | null {
  // Long enough for every key there is; a longer text is none of ours, and is refused unread.
  if (pasted.length > MAX_LENGTH) return null;
  const joined = pasted.replace(/[\s:,-]+/g, "");
  const wordCount = pasted.split(/[\s,;]+/).filter((part) => /^[\p{L}\p{M}]+$/u.test(part)).length;
  return looksSecret(pasted) ?? looksSecret(joined) ?? (wordCount >= RECOVERY_WORDS ? "recovery phrase" : null);
}

function parseAddress(text: string): WalletInput {
  if (text.length !== 42) {
    throw invalid(PARAM, "wallet_incomplete", "An address has 42 characters: 0x and 40 more. Please copy it once more.");
  }
  const treasury = text.toLowerCase() as `0x${string}`;
  const digits = text.slice(2);
  const isMixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  if (isMixed && checksumAddress(treasury).slice(2) !== digits) {
    throw invalid(PARAM, "wallet_checksum", "One character of this address is wrong. Please copy it once more from your wallet.");
  }
  if (TOKENS.has(treasury)) {
    throw invalid(PARAM, "wallet_is_token", "This is the address of a token, not of a wallet. Paste your wallet's own address.");
  }
  if (RESERVED.test(treasury) || NOBODYS.has(treasury)) {
    throw invalid(PARAM, "wallet_unspendable", "Nobody can spend from this address. Paste your own wallet's address.");
  }
  return { source: { kind: "treasury", treasury }, fingerprint: treasury };
}

function parseXpub(text: string, livemode: boolean): WalletInput {
  if (livemode && text.startsWith("t")) {
    throw invalid(PARAM, "wallet_test_key", "This is a key for test networks (tpub). Use it in test mode, or paste an xpub.");
  }
  try {
    return { source: { kind: "xpub", xpub: text }, fingerprint: xpubFingerprint(text) };
  } catch (error) {
    if (!(error instanceof XpubError)) throw error;
    throw error.reason === "depth"
      ? invalid(
          PARAM,
          "wallet_depth",
          "This key is of another level. Export the account's key (depth 3) or its receiving chain's (depth 4).",
        )
      : invalid(PARAM, "wallet_checksum", "This key is not complete. Please copy it once more from your wallet.");
  }
}

function refuseUnknown(text: string): ApiError {
  if (/\.eth$/i.test(text)) {
    return invalid(PARAM, "wallet_is_name", "A name can change hands. Paste the address it stands for (0x…).");
  }
  if (/^[a-z0-9-]{1,12}:0x[0-9a-f]{40}$/i.test(text)) {
    return invalid(PARAM, "wallet_prefix", "Paste the address alone, from 0x on, without the network in front of it.");
  }
  if (/^[yzuvYZUV]pub/.test(text)) {
    return invalid(PARAM, "wallet_family", "This is a Bitcoin key. Paste an address (0x…) or an xpub of an Ethereum account.");
  }
  return invalid(PARAM, "wallet_unknown", "This is not an address Florin knows. Paste your wallet's address: it starts with 0x.");
}
