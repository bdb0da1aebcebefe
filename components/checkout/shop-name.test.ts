import { expect, it } from "vitest";
import { inSentence } from "./shop-name";

it("keeps an ordinary name as it is", () => {
  expect(inSentence("Tea House")).toBe("Tea House");
});

it("cuts a name of 200 letters so that the sentence stays one", () => {
  expect(inSentence("x".repeat(200))).toBe(`${"x".repeat(48)}…`);
});

it("never cuts a letter outside the basic plane in two", () => {
  expect(inSentence("🫖".repeat(60))).toBe(`${"🫖".repeat(48)}…`);
});

it("isolates a name written from right to left", () => {
  expect(inSentence("بيت الشاي")).toBe("\u2068بيت الشاي\u2069");
});
