import { expect, test } from "vitest";
import { groupsOfFour, readPaste } from "./wallet-paste";

const ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"; // the first example of EIP-55

test("an address is understood in one case, and shown with its checksum", () => {
  for (const text of [ADDRESS, ADDRESS.toLowerCase(), `  ${ADDRESS}\n`]) {
    expect(readPaste(text)).toEqual({ kind: "address", address: ADDRESS });
  }
});

test("one wrong character in mixed case is a typo", () => {
  expect(readPaste(ADDRESS.replace("5aAe", "5aAE"))).toEqual({ kind: "typo" });
});

const phrase = "test test test test test test test test test test test junk";
const xprv = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"; // BIP-32, test vector 1

test.each([
  ["ab".repeat(32), "private key"],
  [`0x${"AB".repeat(32)}`, "private key"],
  [`my key: 0x${"ab".repeat(32)}`, "private key"],
  [`0x${"ab".repeat(16)} ${"ab".repeat(16)}`, "private key"],
  ["5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "private key"],
  [xprv, "extended private key"],
  [phrase, "recovery phrase"],
  [phrase.split(" ").join(", "), "recovery phrase"],
  [
    phrase
      .split(" ")
      .map((word, n) => `${n + 1}. ${word}`)
      .join("\n"),
    "recovery phrase",
  ],
])("a secret is told apart before anything is sent: %#", (text, what) => {
  expect(readPaste(text)).toEqual({ kind: "secret", what });
});

test("an extended public key is understood, anything else is not", () => {
  expect(readPaste(`xpub${"6".repeat(107)}`)).toEqual({ kind: "xpub" });
  expect(readPaste("vitalik.eth")).toEqual({ kind: "unknown" });
  expect(readPaste("0x1234")).toEqual({ kind: "unknown" });
  expect(readPaste("  ")).toEqual({ kind: "nothing" });
});

test("an address stands in groups of four", () => {
  const groups = groupsOfFour(ADDRESS);
  expect(groups).toHaveLength(11);
  expect(groups.map(({ text }) => text).join("")).toBe(ADDRESS);
});
