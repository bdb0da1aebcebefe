import { encodeFunctionData, numberToHex, parseAbi } from "viem";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { type AssetRef, NATIVE } from "../checkout/assets";
import { networkOf } from "../checkout/networks";
import { chosenLine } from "../checkout/session-object";
import { ApiError, notFound } from "../errors";
import type { App } from "./app";

export const TEST_AMOUNTS = ["exact", "less", "more"] as const;
export type TestAmount = (typeof TEST_AMOUNTS)[number];

const TOKEN = parseAbi(["function transfer(address to, uint256 amount)"]);
const TIMEOUT_MS = 5_000;

/**
 * A real payment on a chain of this machine: the node sends it from its own unlocked account, so no key is needed. What
 * is missing is sent: all of it, half, or one and a half.
 *
 * @returns the transaction's hash
 * @throws {ApiError} 404 for a session that is not paid on a local chain, 503 where the node does not take it
 */
export async function payWithTestWallet(app: App, input: { sessionId: string; amount: TestAmount }): Promise<string> {
  const [record] = await loadSessionRecords(app.database.db, [input.sessionId]);
  if (!record || record.livemode) throw notFound();
  const { chainId, asset, address, due } = chosenLine(record);
  const [rpcUrl] = app.config.RPC_URLS.get(chainId) ?? [];
  if (!networkOf(chainId).local || rpcUrl === undefined) throw notFound();

  // A page that is already paid in full may be paid once more, to see what that looks like.
  const missing = record.remaining > 0n ? record.remaining : due;
  const amount = scaled(missing, input.amount);
  const [sender] = (await ask(rpcUrl, "eth_accounts", [])) as string[];
  return (await ask(rpcUrl, "eth_sendTransaction", [{ from: sender, ...transferOf({ asset, address, amount }) }])) as string;
}

function scaled(missing: bigint, amount: TestAmount): bigint {
  switch (amount) {
    case "exact":
      return missing;
    case "less":
      return missing / 2n || 1n;
    case "more":
      return (missing * 3n + 1n) / 2n;
    default:
      return amount satisfies never;
  }
}

function transferOf({ asset, address, amount }: { asset: AssetRef; address: string; amount: bigint }) {
  if (asset === NATIVE) return { to: address, value: numberToHex(amount) };
  const to = address.toLowerCase() as `0x${string}`;
  return { to: asset, data: encodeFunctionData({ abi: TOKEN, functionName: "transfer", args: [to, amount] }) };
}

async function ask(rpcUrl: string, method: string, params: unknown[]): Promise<unknown> {
  try {
    const response = await fetch(rpcUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await response.json()) as { result?: unknown; error?: { message?: string } };
    if (answer.result === undefined) throw new Error(answer.error?.message ?? "no result");
    return answer.result;
  } catch (cause) {
    throw new ApiError("server", "chain_unavailable", "The test chain did not take the payment. Nothing was sent.", {
      status: 503,
      cause,
    });
  }
}
