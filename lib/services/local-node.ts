import { encodeFunctionData, numberToHex, parseAbi } from "viem";
import { type AssetRef, NATIVE } from "../checkout/assets";
import { findNetwork } from "../checkout/networks";
import { ApiError, notFound } from "../errors";
import type { App } from "./app";

const TOKEN = parseAbi(["function transfer(address to, uint256 amount)"]);
const TIMEOUT_MS = 5_000;
/** For the fees of a payment that takes all a payer has. */
const FEE_RESERVE = 10n ** 18n;

/** One question to a local node. */
export type AskNode = (method: string, params?: readonly unknown[]) => Promise<unknown>;

/** A payment as an Ethereum call; without `to`, the making of a contract. */
type Call = { readonly to?: string; readonly value?: string; readonly data?: string };

/**
 * The node of a chain on this machine, asked past the scanner's adapter: it sends from accounts that it unlocks itself, so
 * no key is needed here.
 *
 * @throws {ApiError} 404 where the chain is not local or has no node; each question 503 where the node refuses it
 */
export function localNode(app: App, chainId: number): AskNode {
  const [rpcUrl] = app.config.RPC_URLS.get(chainId) ?? [];
  if (!findNetwork(chainId)?.local || rpcUrl === undefined) throw notFound();
  return (method, params = []) => ask(rpcUrl, method, params);
}

/**
 * Sends a payment of `amount` smallest units from one of the node's accounts.
 *
 * @param sender its place among the node's accounts; -1 is the last
 * @returns the transaction's hash
 */
export function sendPayment(
  node: AskNode,
  payment: { asset: AssetRef; address: string; amount: bigint; sender: number },
): Promise<string> {
  const coin = payment.asset === NATIVE ? payment.amount : 0n;
  return send(node, { sender: payment.sender, coin, call: callOf(payment) });
}

/**
 * The same in the network's coin, but a contract sends it: one whose making is all that it does. No block's body names the
 * address.
 */
export function sendByContract(
  node: AskNode,
  { address, amount, sender }: { address: string; amount: bigint; sender: number },
): Promise<string> {
  const to = address.slice(2).toLowerCase();
  return send(node, { sender, coin: amount, call: { data: `0x5f5f5f5f4773${to}5af100`, value: numberToHex(amount) } });
}

/** @param coin how much the call takes away from its sender, who is given more where that is not there */
async function send(node: AskNode, { sender, coin, call }: { sender: number; coin: bigint; call: Call }): Promise<string> {
  const from = ((await node("eth_accounts")) as string[]).at(sender);
  if (coin > 0n) {
    const needed = coin + FEE_RESERVE;
    const balance = BigInt((await node("eth_getBalance", [from, "latest"])) as string);
    if (balance < needed) await node("anvil_setBalance", [from, numberToHex(needed)]);
  }
  return (await node("eth_sendTransaction", [{ from, ...call }])) as string;
}

function callOf({ asset, address, amount }: { asset: AssetRef; address: string; amount: bigint }): Call {
  if (asset === NATIVE) return { to: address, value: numberToHex(amount) };
  const to = address.toLowerCase() as `0x${string}`;
  return { to: asset, data: encodeFunctionData({ abi: TOKEN, functionName: "transfer", args: [to, amount] }) };
}

async function ask(rpcUrl: string, method: string, params: readonly unknown[]): Promise<unknown> {
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
    throw new ApiError("server", "chain_unavailable", "The test chain did not do its part. Please try again.", {
      status: 503,
      cause,
    });
  }
}
