import { encodeFunctionData, encodeFunctionResult, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import { decodeBalances, encodeBalanceCall } from "./balance-call";

const MULTICALL3 = "0xca11bde05977b3631167028862be2a173976ca11";
const ABI = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "struct Result { bool success; bytes returnData; }",
  "function aggregate3(Call3[] calls) payable returns (Result[] returnData)",
  "function getEthBalance(address addr) view returns (uint256 balance)",
]);

function addressesOf(count: number): `0x${string}`[] {
  return Array.from(
    { length: count },
    (_, at): `0x${string}` => `0x${(BigInt(at + 1) * 0x1f2e3d4c5b6a79888796a5b4c3d2e1f0n).toString(16).padStart(40, "0")}`,
  );
}

function toWord(value: bigint): `0x${string}` {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

function answerOf(balances: readonly bigint[], success = true): string {
  const result = balances.map((balance) => ({ success, returnData: toWord(balance) }));
  return encodeFunctionResult({ abi: ABI, functionName: "aggregate3", result });
}

describe.each([0, 1, 2, 31, 500])("a question about %i addresses", (count) => {
  const addresses = addressesOf(count);

  test("is the one that a general encoder writes", () => {
    const calls = addresses.map((address) => ({
      target: MULTICALL3,
      allowFailure: false,
      callData: encodeFunctionData({ abi: ABI, functionName: "getEthBalance", args: [address] }),
    })) as { target: `0x${string}`; allowFailure: boolean; callData: `0x${string}` }[];
    expect(encodeBalanceCall(MULTICALL3, addresses)).toBe(
      encodeFunctionData({ abi: ABI, functionName: "aggregate3", args: [calls] }),
    );
  });

  test("is answered with the balances in their order", () => {
    const balances = addresses.map((_, at) => (at % 3 === 0 ? 0n : 2n ** 256n - BigInt(at)));
    expect(decodeBalances(answerOf(balances), count)).toEqual(balances);
    expect(decodeBalances(answerOf(balances).toUpperCase().replace("0X", "0x"), count)).toEqual(balances);
  });
});

describe("nothing is believed of an answer", () => {
  const whole = answerOf([5n, 7n]);

  test.each<[string, string]>([
    ["that is empty", "0x"],
    ["that is cut", whole.slice(0, -2)],
    ["that goes on", `${whole}00`],
    ["that is no hexadecimal", `${whole.slice(0, -1)}g`],
    ["with fewer balances", answerOf([5n])],
    ["with more balances", answerOf([5n, 7n, 9n])],
    ["with a call that failed", answerOf([5n, 7n], false)],
    [
      "with another length of the bytes",
      whole.replace(`${"0".repeat(62)}20${toWord(7n).slice(2)}`, `${"0".repeat(62)}1f${toWord(7n).slice(2)}`),
    ],
    ["whose places lie elsewhere", whole.replace(`${"0".repeat(62)}c0`, `${"0".repeat(62)}40`)],
  ])("%s", (_name, answer) => {
    expect(answer).not.toBe(whole);
    expect(decodeBalances(answer, 2)).toBeNull();
  });
});
