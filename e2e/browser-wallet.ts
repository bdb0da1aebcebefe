import type { Page } from "@playwright/test";
import { type Address, type Hex, numberToHex } from "viem";
import type { connectToChain } from "../test/chain-client";

type Chain = ReturnType<typeof connectToChain>;
type Call = { readonly method: string; readonly params?: readonly unknown[] };

/** What the person at the wallet does, and what the wallet knows. */
export type WalletMood = {
  account: Address;
  /** The network that it is on, hexadecimal. */
  chainId: Hex;
  /** Networks that it knows, hexadecimal. */
  knows: Hex[];
  refuses: string[];
};

export type BrowserWallet = { readonly mood: WalletMood; readonly asked: Call[] };

/**
 * A wallet in the page, by EIP-6963 and EIP-1193, whose accounts are the local node's: it sends real transactions. It goes
 * where it is told by the page and no other way.
 */
export async function installWallet(page: Page, chain: Chain, changes: Partial<WalletMood> = {}): Promise<BrowserWallet> {
  const [, , account] = await chain.getAddresses();
  if (!account) throw new Error("the local chain has a third account");
  const home = numberToHex(chain.chain.id);
  const mood: WalletMood = { account, chainId: home, knows: ["0x1", home], refuses: [], ...changes };
  const asked: Call[] = [];
  const refusal = (code: number, message: string) => ({ error: { code, message } });

  async function answer({ method, params = [] }: Call) {
    asked.push({ method, params });
    const [first] = params as [{ chainId?: Hex }];
    if (mood.refuses.includes(method)) return refusal(4001, "User rejected the request.");
    switch (method) {
      case "eth_requestAccounts":
        return { result: [mood.account] };
      case "eth_chainId":
        return { result: mood.chainId };
      case "wallet_switchEthereumChain":
        if (!mood.knows.includes(first.chainId ?? "0x")) return refusal(4902, "Unrecognized chain ID.");
        mood.chainId = first.chainId ?? "0x";
        return { result: null };
      case "wallet_addEthereumChain":
        mood.knows.push(first.chainId ?? "0x");
        return { result: null };
      default:
        try {
          return { result: await chain.request({ method, params } as never) };
        } catch (error) {
          return refusal(-32000, (error as Error).message);
        }
    }
  }

  await page.exposeFunction("askTestWallet", answer);
  await page.addInitScript(() => {
    const ask = (window as unknown as { askTestWallet: (call: unknown) => Promise<{ result?: unknown; error?: object }> })
      .askTestWallet;
    const provider = {
      async request(call: unknown) {
        const { result, error } = await ask(call);
        if (error) throw Object.assign(new Error(), error);
        return result;
      },
    };
    const icon = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script>window.stolen = true</script></svg>";
    const info = { uuid: "350670db-19fa-4704-a166-e52e178b59d2", name: "Test <b>Wallet</b>", icon, rdns: "test.wallet" };
    const announce = () =>
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    window.addEventListener("eip6963:requestProvider", announce);
    announce();
  });
  return { mood, asked };
}
