import fc from "fast-check";
import { encodeFunctionData, erc20Abi, getAddress } from "viem";
import { describe, expect, it } from "vitest";
import { balanceQuestion, walletCall } from "./wallet-call";

const token = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913";
const address = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
const bytes20 = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => getAddress(`0x${Buffer.from(bytes).toString("hex")}`));

describe("what a browser wallet is asked to send", () => {
  it("is the native coin to the address, with nothing to call", () => {
    expect(walletCall({ asset: "native", address, amount: 15_068_000_000_000_000n })).toEqual({
      to: address,
      value: "0x3588442379c000",
    });
  });

  it("is a token by `transfer` of its contract (a9059cbb), with no coin beside it", () => {
    expect(walletCall({ asset: token, address, amount: 50_000_000n })).toEqual({
      to: token,
      value: "0x0",
      data:
        "0xa9059cbb" +
        "000000000000000000000000a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48" +
        "0000000000000000000000000000000000000000000000000000000002faf080",
    });
  });

  it("is what another encoder makes of any address and amount", () => {
    fc.assert(
      fc.property(bytes20, fc.bigInt({ min: 1n, max: 2n ** 256n - 1n }), (to, amount) => {
        const judge = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, amount] });
        expect(walletCall({ asset: token, address: to, amount }).data).toBe(judge);
        expect(balanceQuestion(to)).toBe(encodeFunctionData({ abi: erc20Abi, functionName: "balanceOf", args: [to] }));
      }),
    );
  });

  it.each([0n, -1n, 2n ** 256n])("is nothing for an amount of %s", (amount) => {
    expect(() => walletCall({ asset: token, address, amount })).toThrow(RangeError);
    expect(() => walletCall({ asset: "native", address, amount })).toThrow(RangeError);
  });

  it.each(["0x", "", `${address}00`, "0xzz", "tea.eth"])("is nothing for an address like %j", (other) => {
    expect(() => walletCall({ asset: "native", address: other, amount: 1n })).toThrow(RangeError);
    expect(() => walletCall({ asset: token, address: other, amount: 1n })).toThrow(RangeError);
  });
});
