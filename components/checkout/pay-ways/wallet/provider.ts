/** EIP-1193. */
export type Provider = { readonly request: (call: { method: string; params?: readonly unknown[] }) => Promise<unknown> };

/** A wallet that announced itself (EIP-6963), or the one that old wallets leave in the window. */
export type FoundWallet = {
  readonly id: string;
  /** Text of the wallet's own: shown as text, and not all of a long one. */
  readonly name: string | null;
  /** A picture as data; null where it offered anything else. */
  readonly icon: string | null;
  readonly provider: Provider;
};
