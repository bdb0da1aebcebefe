import type { AssetRef } from "./assets";

/** What a browser wallet is asked to send (EIP-1474: quantities in hexadecimal without leading zeros). */
export type WalletCall = { readonly to: string; readonly value: string; readonly data?: string };

/** Not imported: the list of assets would travel with the page. */
const NATIVE: AssetRef = "native";
/** The first four bytes of the hash of `transfer(address,uint256)` (EIP-20). */
const TRANSFER = "a9059cbb";
/** The same of `balanceOf(address)`. */
const BALANCE_OF = "70a08231";
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const MAX_AMOUNT = 2n ** 256n - 1n;

type Payment = {
  readonly asset: AssetRef;
  readonly address: string;
  /** In the asset's smallest unit. */
  readonly amount: bigint;
};

/**
 * The native coin goes to the address itself; a token by a call of its contract.
 *
 * @throws {RangeError} for what is no address or no amount of 1 to 2^256 - 1
 */
export function walletCall({ asset, address, amount }: Payment): WalletCall {
  if (amount <= 0n || amount > MAX_AMOUNT) throw new RangeError("no amount to send");
  if (asset === NATIVE) return { to: checked(address), value: `0x${amount.toString(16)}` };
  return { to: checked(asset), value: "0x0", data: `0x${TRANSFER}${addressWord(address)}${word(amount.toString(16))}` };
}

/** The data of a question to a token's contract: how much of it is at `address`. */
export function balanceQuestion(address: string): string {
  return `0x${BALANCE_OF}${addressWord(address)}`;
}

function checked(address: string): string {
  if (!ADDRESS.test(address)) throw new RangeError("not an address");
  return address;
}

function addressWord(address: string): string {
  return word(checked(address).slice(2).toLowerCase());
}

/** 32 bytes, filled from the left (Solidity ABI). */
function word(hex: string): string {
  return hex.padStart(64, "0");
}
