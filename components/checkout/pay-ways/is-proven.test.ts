import { afterEach, expect, test, vi } from "vitest";
import { checkoutKey } from "@/lib/checkout-key";
import { isProven } from "./is-proven";

const { publicKey, sign } = checkoutKey("11".repeat(32));

afterEach(() => vi.unstubAllGlobals());

test("the server's own words are proven, and no others", async () => {
  const proof = sign("florin-pay-1|ü");
  expect(await isProven(publicKey, "florin-pay-1|ü", proof)).toBe(true);
  expect(await isProven(publicKey, "florin-pay-1|u", proof)).toBe(false);
  expect(await isProven(checkoutKey("22".repeat(32)).publicKey, "florin-pay-1|ü", proof)).toBe(false);
});

test.each(["", "x", "!", `${"A".repeat(86)}`])("%j proves nothing", async (proof) => {
  expect(await isProven(publicKey, "florin-pay-1|ü", proof)).toBe(false);
});

test("a browser that knows no Ed25519 does not accuse", async () => {
  vi.stubGlobal("crypto", { subtle: { importKey: () => Promise.reject(new DOMException("", "NotSupportedError")) } });
  expect(await isProven(publicKey, "florin-pay-1|ü", "")).toBe(true);
  vi.stubGlobal("crypto", {});
  expect(await isProven(publicKey, "florin-pay-1|ü", "")).toBe(true);
});
