import { HDKey } from "@scure/bip32";
import { bytesToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { receiveAddress } from "./receive-address";
import { XpubError, xpubAddress, xpubFingerprint } from "./xpub-address";

/** Of the phrase that every development chain is made with, whose first account everybody knows. */
const KNOWN_ACCOUNT =
  "xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP";
const KNOWN_CHAIN =
  "xpub6DyUKdwoLWmUJ4Tn9Bbsdtx7B5Ws18mEN19e5HT52ikE53FiUheSQXrZUNPovqfyKmw4579A1Mm3GXXKM39N64uooBfJ4tNAzFsEbodRTx4";
const KNOWN_FIRST = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

const seed = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex"); // BIP-32, test vector 1
const root = HDKey.fromMasterSeed(seed);
const account = root.derive("m/44'/60'/0'");
const chain = root.derive("m/44'/60'/0'/0");
const TEST_VERSIONS = { public: 0x043587cf, private: 0x04358394 };

describe("an address of an extended public key", () => {
  it("is the one that wallets derive from the phrase, account key and chain key alike", () => {
    expect(xpubAddress({ xpub: KNOWN_ACCOUNT, index: 0 })).toBe(KNOWN_FIRST);
    expect(xpubAddress({ xpub: KNOWN_CHAIN, index: 0 })).toBe(KNOWN_FIRST);
  });

  it("agrees with derivation from the private key, for 100 indexes", () => {
    const xpub = account.publicExtendedKey;
    for (let step = 0; step < 100; step += 1) {
      const index = (step * 21_474_836) % 2 ** 31;
      const key = root.derive(`m/44'/60'/0'/0/${index}`).privateKey as Uint8Array;
      expect(receiveAddress({ kind: "xpub", xpub }, index)).toBe(privateKeyToAddress(bytesToHex(key)).toLowerCase());
    }
  });

  it("is refused for a key of another depth", () => {
    for (const path of ["m", "m/44'", "m/44'/60'", "m/44'/60'/0'/0/0"]) {
      const xpub = root.derive(path).publicExtendedKey;
      expect(() => xpubAddress({ xpub, index: 0 })).toThrow(new XpubError("depth"));
    }
  });

  it("is refused for a private key, a broken checksum and a text that is no key, and the error holds nothing of them", () => {
    const broken = `${account.publicExtendedKey.slice(0, -1)}1`;
    const long = `xpub${"6".repeat(60_000)}`;
    for (const text of [
      account.privateExtendedKey,
      broken,
      "xpub",
      long,
      "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs",
    ]) {
      const attempt = () => xpubAddress({ xpub: text, index: 0 });
      expect(attempt).toThrow(new XpubError("malformed"));
    }
  });

  it("has a fingerprint that is equal for keys that give the same addresses, and for no others", () => {
    const ofAccount = xpubFingerprint(account.publicExtendedKey);
    expect(ofAccount).toMatch(/^[0-9a-f]{32}$/);
    expect(xpubFingerprint(chain.publicExtendedKey)).toBe(ofAccount);
    const asTestKey = HDKey.fromMasterSeed(seed, TEST_VERSIONS).derive("m/44'/60'/0'").publicExtendedKey;
    expect(asTestKey).toMatch(/^tpub/);
    expect(xpubFingerprint(asTestKey)).toBe(ofAccount);
    expect(xpubFingerprint(root.derive("m/44'/60'/1'").publicExtendedKey)).not.toBe(ofAccount);
  });
});
