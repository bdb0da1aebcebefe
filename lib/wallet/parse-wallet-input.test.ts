import { HDKey } from "@scure/bip32";
import fc from "fast-check";
import { checksumAddress } from "viem";
import { english, generateMnemonic, spanish } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { ASSETS, NATIVE } from "../checkout/assets";
import { ApiError } from "../errors";
import { DEPOSIT_CODE, DEPOSIT_FACTORY } from "./deposit-address";
import { parseWalletInput } from "./parse-wallet-input";

const ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const KEY_HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
const root = HDKey.fromMasterSeed(Buffer.alloc(32, 7));
const testRoot = HDKey.fromMasterSeed(Buffer.alloc(32, 7), { public: 0x043587cf, private: 0x04358394 });
const bitcoinRoot = HDKey.fromMasterSeed(Buffer.alloc(32, 7), { public: 0x04b24746, private: 0x04b2430c });
const account = (from: HDKey) => from.derive("m/44'/60'/0'");

function codeOf(pasted: string, livemode = true): string {
  try {
    parseWalletInput(pasted, { livemode });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error).toMatchObject({ type: "invalid_request", param: "wallet" });
    return error.code;
  }
  throw new Error("it was taken for a wallet");
}

describe("what is pasted as a wallet", () => {
  it("may be an EVM address, with or without its checksum, with spaces around it", () => {
    const treasury = ADDRESS.toLowerCase();
    for (const pasted of [
      ADDRESS,
      treasury,
      `0x${treasury.slice(2).toUpperCase()}`,
      `0X${treasury.slice(2)}`,
      `  ${ADDRESS}\n`,
    ]) {
      expect(parseWalletInput(pasted, { livemode: true })).toEqual({
        source: { kind: "treasury", treasury },
        fingerprint: treasury,
      });
    }
  });

  it("may be an extended public key; a test network's only in test mode", () => {
    const xpub = account(root).publicExtendedKey;
    const tpub = account(testRoot).publicExtendedKey;
    expect(parseWalletInput(` ${xpub} `, { livemode: true }).source).toEqual({ kind: "xpub", xpub });
    expect(parseWalletInput(tpub, { livemode: false }).source).toEqual({ kind: "xpub", xpub: tpub });
    expect(codeOf(tpub, true)).toBe("wallet_test_key");
  });

  it("is refused when one character of an address is wrong", () => {
    const mistyped = ADDRESS.replace("f39F", "f39f");
    expect(codeOf(mistyped)).toBe("wallet_checksum");
    expect(codeOf(ADDRESS.slice(0, -1))).toBe("wallet_incomplete");
    expect(codeOf(`${ADDRESS}0`)).toBe("wallet_incomplete");
    expect(codeOf(`${account(root).publicExtendedKey.slice(0, -1)}1`)).toBe("wallet_checksum");
    expect(codeOf(root.publicExtendedKey)).toBe("wallet_depth");
  });

  it("is refused when nobody could spend what arrives", () => {
    for (const end of ["0", "1", "9", "100", "ffff"]) expect(codeOf(`0x${end.padStart(40, "0")}`)).toBe("wallet_unspendable");
    for (const address of [DEPOSIT_FACTORY, DEPOSIT_CODE, "0xca11bde05977b3631167028862be2a173976ca11"]) {
      expect(codeOf(address)).toBe("wallet_unspendable");
      expect(codeOf(checksumAddress(address as `0x${string}`))).toBe("wallet_unspendable");
    }
    for (const { contract } of ASSETS) if (contract !== NATIVE) expect(codeOf(contract)).toBe("wallet_is_token");
  });

  it("is refused in its own words when it is another common thing", () => {
    expect(codeOf("")).toBe("missing_field");
    expect(codeOf("vitalik.eth")).toBe("wallet_is_name");
    expect(codeOf(`eth:${ADDRESS}`)).toBe("wallet_prefix");
    expect(codeOf(bitcoinRoot.derive("m/84'/0'/0'").publicExtendedKey)).toBe("wallet_family");
    expect(codeOf("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")).toBe("wallet_unknown");
    expect(codeOf("x".repeat(60_000))).toBe("wallet_unknown");
  });
});

describe("a secret pasted as a wallet", () => {
  const phrase = generateMnemonic(english, 256);
  const secrets: [string, string][] = [
    ["a private key", KEY_HEX],
    ["a private key with 0x", `0x${KEY_HEX}`],
    ["a private key in pieces", KEY_HEX.replace(/(.{8})/g, "$1 ")],
    ["a key in wallet import format", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"],
    ["an xprv", account(root).privateExtendedKey],
    ["an xprv on two lines", account(root).privateExtendedKey.replace(/(.{60})/, "$1\n")],
    ["a tprv", account(testRoot).privateExtendedKey],
    ["a zprv", account(bitcoinRoot).privateExtendedKey],
    ["twelve words", generateMnemonic(english, 128)],
    ["twenty-four words", phrase],
    ["words with one of them mistyped", phrase.replace(/^\w+/, "abandonn")],
    ["words of another language", generateMnemonic(spanish, 128)],
    [
      "words that an error has in any case",
      "census gorilla feature flavor legal gadget pattern flower enjoy message field nasty",
    ],
  ];
  /** What is said of any secret gives nothing of this one away. */
  const saidOfAny = textOfErrorFor("test test test test test test test test test test test junk");

  it.each(secrets)("is refused when it is %s, and the error holds no part of it", (_, secret) => {
    for (const livemode of [true, false]) {
      expect(codeOf(secret, livemode)).toBe("secret_refused");
      expect(textOfErrorFor(secret)).not.toMatch(
        new RegExp(
          secret
            .split(/\s+/)
            .map((part) => part.slice(0, 8))
            .filter((part) => part.length > 6 && !saidOfAny.includes(part))
            .join("|") || "^$",
        ),
      );
    }
  });

  it("never stands in an error, whatever was pasted", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, maxLength: 200, unit: "grapheme" }), (pasted) => {
        expect(textOfErrorFor(pasted)).not.toContain(pasted.trim().slice(0, 12) || "\0");
      }),
      { numRuns: 1_000 },
    );
  });
});

/** All that a log could show of it. */
function textOfErrorFor(pasted: string): string {
  try {
    parseWalletInput(pasted, { livemode: false });
    return "";
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause });
  }
}
