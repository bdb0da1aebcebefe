import { NATIVE } from "./assets";
import type { QuoteMethod } from "./quote";

/**
 * What a wallet is handed. The native coin: EIP-681 with chain id and value. A token: the bare address, because wallets
 * misread the token form of EIP-681, and one sent the money to the token's own contract (security.md 9).
 */
export function paymentUri({ chainId, asset, address, due }: Pick<QuoteMethod, "chainId" | "asset" | "address" | "due">): string {
  return asset === NATIVE ? `ethereum:${address}@${chainId}?value=${due}` : address;
}
