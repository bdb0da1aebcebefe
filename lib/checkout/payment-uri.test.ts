import { describe, expect, it } from "vitest";
import { ASSETS, NATIVE } from "./assets";
import { paymentUri } from "./payment-uri";

const address = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";

describe("the URI of a payment", () => {
  it("is EIP-681 with chain id and value in wei for a native coin", () => {
    expect(paymentUri({ chainId: 8453, asset: NATIVE, address, due: 15_068_000_000_000_000n })).toBe(
      `ethereum:${address}@8453?value=15068000000000000`,
    );
  });

  it("has every digit of an amount that no float holds", () => {
    const due = 2n ** 255n + 1n;
    expect(paymentUri({ chainId: 1, asset: NATIVE, address, due })).toBe(`ethereum:${address}@1?value=${due}`);
  });

  it("is another one when another amount is missing", () => {
    const [whole, rest] = [2n, 1n].map((due) => paymentUri({ chainId: 1, asset: NATIVE, address, due }));
    expect(whole).not.toBe(rest);
  });

  it.each(ASSETS.filter(({ contract }) => contract !== NATIVE))(
    "is the bare address for $symbol on $chainId: nothing names the token's contract",
    ({ chainId, contract }) => {
      expect(paymentUri({ chainId, asset: contract, address, due: 1n })).toBe(address);
    },
  );
});
