import { encodeFunctionData, parseAbi } from "viem";
import type { TestChain } from "./chain";

const TOKEN = parseAbi(["function mint(address to, uint256 amount)"]);
const BATCH = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "function aggregate3(Call3[] calls) payable",
]);
const PER_TRANSACTION = 100;
const GAS = 12_000_000n;

export type Payee = { readonly address: `0x${string}`; readonly due: bigint };

/**
 * Sends USDC as an exchange pays out, a hundred payments in a transaction, without mining.
 *
 * @returns how many transactions
 */
export async function payOut({ client, accounts, usdc, multicall3 }: TestChain, payees: readonly Payee[]): Promise<number> {
  const [account] = accounts;
  let sent = 0;
  for (let from = 0; from < payees.length; from += PER_TRANSACTION) {
    const calls = payees.slice(from, from + PER_TRANSACTION).map(({ address, due }) => ({
      target: usdc,
      allowFailure: false,
      callData: encodeFunctionData({ abi: TOKEN, functionName: "mint", args: [address, due] }),
    }));
    const data = encodeFunctionData({ abi: BATCH, functionName: "aggregate3", args: [calls] });
    const nonce = await client.getTransactionCount({ address: account, blockTag: "pending" });
    await client.sendTransaction({ account, to: multicall3, data, gas: GAS, nonce });
    sent += 1;
  }
  return sent;
}
