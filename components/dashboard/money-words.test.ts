import { expect, test } from "vitest";
import { groupDigits, hostOf, shortHash } from "./money-words";

test("digits are grouped before the point alone", () => {
  expect(groupDigits("1000000000.00")).toBe("1,000,000,000.00");
  expect(groupDigits("999")).toBe("999");
  expect(groupDigits("1234.567891")).toBe("1,234.567891");
  expect(groupDigits("-1234")).toBe("-1,234");
});

test("a long hash keeps its ends, a short text is left whole", () => {
  expect(shortHash("0x833589fcd6edb6e08f4c7c32d4f71b54bda02913")).toBe("0x8335…2913");
  expect(shortHash("native")).toBe("native");
});

test("a URL is told by its host", () => {
  expect(hostOf("https://shop.example:8443/hook?x=1")).toBe("shop.example:8443");
  expect(hostOf("not a url")).toBe("not a url");
});
