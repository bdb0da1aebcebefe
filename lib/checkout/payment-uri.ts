import { NATIVE } from "./assets";
import { networkOf } from "./networks";
import type { QuoteMethod } from "./quote";

type Demand = Pick<QuoteMethod, "chainId" | "asset" | "address" | "due">;

/**
 * What a wallet is handed. The native coin: EIP-681 with chain id and value. A token: the bare address, because wallets
 * misread the token form of EIP-681, and one sent the money to the token's own contract (security.md 9).
 *
 * @param due what is still to be sent, in the asset's smallest unit
 */
export function paymentUri({ chainId, asset, address, due }: Demand): string {
  const { family } = networkOf(chainId);
  switch (family) {
    case "evm":
      return asset === NATIVE ? `ethereum:${address}@${chainId}?value=${due}` : address;
    default:
      return family satisfies never;
  }
}
