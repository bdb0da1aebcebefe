import type { AssetRef } from "@/lib/checkout/assets";
import { balanceQuestion, walletCall } from "@/lib/checkout/wallet-call";
import type { WalletNetwork } from "@/lib/checkout/wallet-network";
import type { Provider } from "./provider";

export type WalletStep = "connecting" | "switching" | "confirming";

export type WalletOutcome = "sent" | "rejected" | "busy" | "wrongNetwork" | "short" | "untrusted" | "failed";

type Payment = {
  readonly asset: AssetRef;
  readonly address: string;
  /** In the asset's smallest unit. */
  readonly amount: bigint;
  readonly network: WalletNetwork;
};

type Page = {
  readonly tell: (step: WalletStep) => void;
  /** The last look at the page before the wallet is asked to send. */
  readonly isTrusted: () => Promise<boolean>;
};

const ADDRESS = /^0x[0-9a-f]{40}$/i;
const QUANTITY = /^0x[0-9a-f]+$/i;
const TX_HASH = /^0x[0-9a-f]{64}$/i;
/** EIP-1193 and EIP-1474, and what MetaMask says of a network that it does not know. */
const REJECTED = 4001;
const UNKNOWN_NETWORK = 4902;
const PENDING = -32002;

/** Connects, goes to the right network, looks whether there is enough, and asks the wallet to send. Never throws. */
export async function payByWallet(provider: Provider, payment: Payment, { tell, isTrusted }: Page): Promise<WalletOutcome> {
  try {
    tell("connecting");
    const from = firstAddress(await provider.request({ method: "eth_requestAccounts" }));
    if (from === null) return "failed";
    if (!(await isOn(provider, payment.network))) {
      tell("switching");
      await switchTo(provider, payment.network);
      if (!(await isOn(provider, payment.network))) return "wrongNetwork";
    }
    if (await isShort(provider, from, payment)) return "short";
    if (!(await isTrusted())) return "untrusted";
    tell("confirming");
    const call = { from, ...walletCall(payment), chainId: payment.network.chainId };
    const hash = await provider.request({ method: "eth_sendTransaction", params: [call] });
    return typeof hash === "string" && TX_HASH.test(hash) ? "sent" : "failed";
  } catch (refusal) {
    return outcomeOf(refusal);
  }
}

function firstAddress(accounts: unknown): string | null {
  const first: unknown = Array.isArray(accounts) ? accounts[0] : null;
  return typeof first === "string" && ADDRESS.test(first) ? first : null;
}

async function isOn(provider: Provider, network: WalletNetwork): Promise<boolean> {
  const now = await provider.request({ method: "eth_chainId" });
  return typeof now === "string" && QUANTITY.test(now) && BigInt(now) === BigInt(network.chainId);
}

/** EIP-3326; where the wallet does not know the network, EIP-3085 and once more: adding need not switch. */
async function switchTo(provider: Provider, network: WalletNetwork): Promise<void> {
  const change = { method: "wallet_switchEthereumChain", params: [{ chainId: network.chainId }] };
  try {
    await provider.request(change);
  } catch (refusal) {
    if (!codesOf(refusal).includes(UNKNOWN_NETWORK) || network.rpcUrls.length === 0) throw refusal;
    await provider.request({ method: "wallet_addEthereumChain", params: [network] });
    if (!(await isOn(provider, network))) await provider.request(change);
  }
}

/** A wallet that cannot tell is believed to have enough: it says so itself when it is asked to send. */
async function isShort(provider: Provider, from: string, { asset, amount }: Payment): Promise<boolean> {
  const ask =
    asset === "native"
      ? { method: "eth_getBalance", params: [from, "latest"] }
      : { method: "eth_call", params: [{ to: asset, data: balanceQuestion(from) }, "latest"] };
  const balance = await provider.request(ask).catch(() => null);
  return typeof balance === "string" && QUANTITY.test(balance) && BigInt(balance) < amount;
}

/** Wallets wrap the codes of what is behind them. */
function codesOf(refusal: unknown): unknown[] {
  const { code, data, cause } = Object(refusal) as {
    code?: unknown;
    data?: { originalError?: { code?: unknown } };
    cause?: { code?: unknown };
  };
  return [code, data?.originalError?.code, cause?.code];
}

function outcomeOf(refusal: unknown): WalletOutcome {
  const codes = codesOf(refusal);
  const message = String((Object(refusal) as { message?: unknown }).message);
  if (codes.includes(REJECTED)) return "rejected";
  if (codes.includes(PENDING)) return "busy";
  if (codes.includes(UNKNOWN_NETWORK)) return "wrongNetwork";
  return /insufficient (funds|balance)|exceeds balance/i.test(message) ? "short" : "failed";
}
