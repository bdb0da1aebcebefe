import { decodeFunctionData, decodeFunctionResult, encodeFunctionResult, type Hex, pad, parseAbi, toHex } from "viem";

const MULTICALL = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "struct Result { bool success; bytes returnData; }",
  "function aggregate3(Call3[] calls) payable returns (Result[] returnData)",
]);

/** Multicall3's answer about balances, with other ones for some of the lower-case addresses. */
export function bentBalances(question: Hex, answer: Hex, told: (address: string) => bigint | null): Hex {
  const { args } = decodeFunctionData({ abi: MULTICALL, data: question });
  const results = decodeFunctionResult({ abi: MULTICALL, functionName: "aggregate3", data: answer });
  const bent = results.map((result, place) => {
    const balance = told(`0x${args[0][place]?.callData.slice(-40)}`);
    return balance === null ? result : { success: true, returnData: pad(toHex(balance)) };
  });
  return encodeFunctionResult({ abi: MULTICALL, functionName: "aggregate3", result: bent });
}
