import { expect, test } from "vitest";
import { withoutSecrets } from "./without-secrets";

test.each([
  ["the key ck_live_0123456789abcdefABCDEF0123456789 is wrong", "the key ck_live_… is wrong"],
  ["signed by whsec_abcd+/efgh==", "signed by whsec_…"],
  ['{"authorization":"Bearer abc.def"}', '{"authorization":"Bearer …"}'],
  ["Basic dXNlcjpwYXNz", "Basic …"],
  [
    `no ${"xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"} here`,
    "no prv… here",
  ],
  ["postgres://florin:hunter2@db.example/florin", "postgres://…@db.example/florin"],
  ['{"to":"ada.l+1@mail.example.com"}', '{"to":"…@…"}'],
])("%j is told as %j", (text, told) => {
  expect(withoutSecrets(text)).toBe(told);
});

test.each([
  '{"level":50,"time":1,"requestId":"req_7M095fXQwHKBqcUhv4bNvXhw","msg":"a query failed"}',
  "at file:///app/node_modules/@scure/base/index.js:10:5",
  "block 0x0101010101010101010101010101010101010101010101010101010101010101 of eip155:8453",
])("%j stays", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});
