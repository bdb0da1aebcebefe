import { HDKey } from "@scure/bip32";
import fc from "fast-check";
import { english, generateMnemonic } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { looksSecret } from "./looks-secret";
import words from "./recovery-words.json";

const KEY_HEX = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
/** Published examples, of keys that were never anybody's: BIP-32, Bitcoin wiki, BIP-38. */
const XPRV = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
const WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
const WIF_COMPRESSED = "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617";
const BIP38 = "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg";

const root = HDKey.fromMasterSeed(Buffer.alloc(32, 7));
const extended = (version: number) =>
  HDKey.fromMasterSeed(Buffer.alloc(32, 7), { private: version, public: 0x0488b21e }).privateExtendedKey;

describe("a text looks like a secret", () => {
  it("when it is a private key in hexadecimal, unless hashes have their place there", () => {
    for (const text of [KEY_HEX, `0x${KEY_HEX}`, KEY_HEX.toUpperCase(), `my key: 0x${KEY_HEX}, keep it`]) {
      expect(looksSecret(text)).toBe("private key");
      expect(looksSecret(text, { hex: false })).toBeNull();
    }
  });

  it("when it is a key in wallet import format or BIP-38", () => {
    for (const text of [WIF, WIF_COMPRESSED, BIP38, `here: ${WIF}.`])
      expect(looksSecret(text, { hex: false })).toBe("private key");
  });

  it("when it is an extended private key of any kind", () => {
    expect(looksSecret(XPRV)).toBe("extended private key");
    const versions = [0x0488ade4, 0x04358394, 0x049d7878, 0x04b2430c, 0x044a4e28, 0x045f18bc, 0x0295b005, 0x02aa7a99];
    const names = versions.map((version) => {
      const key = extended(version);
      expect(looksSecret(key)).toBe("extended private key");
      expect(looksSecret(`note ${key} end`, { hex: false })).toBe("extended private key");
      return key.slice(0, 4);
    });
    expect(names).toEqual(["xprv", "tprv", "yprv", "zprv", "uprv", "vprv", "Yprv", "Zprv"]);
  });

  it("when it is an extended private key with a mistyped character, or one of a coin nobody listed", () => {
    expect(looksSecret(`${XPRV.slice(0, -1)}1`)).toBe("extended private key");
    expect(looksSecret(extended(0x02facafd))).toBe("extended private key");
  });

  it("when it is a recovery phrase of 12 to 24 words, however it is written", () => {
    for (const strength of [128, 160, 192, 224, 256]) {
      const phrase = generateMnemonic(english, strength);
      const list = phrase.split(" ");
      const numbered = list.map((word, at) => `${at + 1}. ${word}`).join("\n");
      for (const text of [phrase, phrase.toUpperCase(), list.join(", "), list.join("\n"), numbered, `My phrase is: ${phrase}!`]) {
        expect(looksSecret(text, { hex: false })).toBe("recovery phrase");
      }
    }
  });

  it("when it is a key file", () => {
    expect(looksSecret("-----BEGIN EC PRIVATE KEY-----\nMHQ")).toBe("private key");
  });
});

describe("a text does not look like a secret", () => {
  it.each([
    ["an address", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"],
    ["an extended public key", root.derive("m/44'/60'/0'").publicExtendedKey],
    ["a Bitcoin address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    ["a webhook secret of ours", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"],
    ["a public id", "cs_4fKQ9r8GKYqrTwjUPD8ILPZI"],
    ["half a hash", KEY_HEX.slice(0, 32)],
    ["a longer hexadecimal text", KEY_HEX.repeat(2)],
    ["eleven words of the list", "abandon ability able about above absent absorb abstract absurd abuse access"],
    ["a sentence", "Two tickets for the concert on Saturday, the doors open at seven and the band plays from eight to eleven."],
    ["a product", "Red cotton shirt, large, with long sleeve and blue pattern, hand made in a small village"],
    ["nothing", ""],
  ])("when it is %s", (_, text) => {
    expect(looksSecret(text)).toBeNull();
  });

  it("when it is just any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => looksSecret(text, { hex: false }) === null),
      { numRuns: 2_000 },
    );
  });

  it("and says so quickly, however long the text is", () => {
    for (const text of [
      "5".repeat(64_000),
      "abandon ".repeat(11).repeat(8_000),
      "xprv".repeat(16_000),
      "-----BEGIN ".repeat(6_000),
    ]) {
      looksSecret(text);
    }
    expect(looksSecret(`${"z ".repeat(30_000)}${XPRV}`)).toBe("extended private key");
  });
});

it("the word list is the one of BIP-39", () => {
  expect(words.split(" ")).toEqual(english);
});
