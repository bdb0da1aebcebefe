import { depositAddress } from "./deposit-address";
import { xpubAddress } from "./xpub-address";

/** Where a wallet's receive addresses come from. There is no private key in either. */
export type AddressSource =
  | { readonly kind: "treasury"; readonly treasury: `0x${string}` }
  /** Base58 text of an extended PUBLIC key. It reveals all addresses: sealed at rest, never shown. */
  | { readonly kind: "xpub"; readonly xpub: string };

/** The receive address at an index, lower case. Pure, the same on every EVM network. */
export function receiveAddress(source: AddressSource, index: number): `0x${string}` {
  switch (source.kind) {
    case "treasury":
      return depositAddress({ treasury: source.treasury, index });
    case "xpub":
      return xpubAddress({ xpub: source.xpub, index });
    default:
      return source satisfies never;
  }
}
