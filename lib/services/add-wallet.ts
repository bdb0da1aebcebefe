import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { merchants, receiveAddresses, wallets } from "@/db/schema";
import { conflict, invalid } from "../errors";
import { newId } from "../ids";
import { seal } from "../seal";
import { parseWalletInput, type WalletInput } from "../wallet/parse-wallet-input";
import { deriveAddresses, type WalletRow } from "./derive-addresses";

const FAMILY = "evm";
/** Derived with the wallet, so that it can take money at once; the pool's filling does the rest. */
const FIRST_ADDRESSES = 20;
const UNIQUE_VIOLATION = "23505";

type NewWallet = {
  readonly scope: Scope;
  /** What was pasted: an EVM address or an extended public key. Anything else is refused and kept nowhere. */
  readonly pasted: string;
  readonly sealKey: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/**
 * Makes this wallet the one that serves the merchant's new sessions; sessions that exist keep their addresses. A wallet
 * that was there before continues with its next index (R6).
 *
 * @throws {ApiError} 400 for what is no wallet, 409 for an extended public key in use elsewhere
 */
export async function addWallet(tx: Tx, { scope, pasted, sealKey, now }: NewWallet): Promise<WalletRow> {
  const input = parseWalletInput(pasted, { livemode: scope.livemode });
  await refuseReceiveAddress(tx, input);
  // One change of wallet at a time for a merchant.
  await tx.select({ id: merchants.id }).from(merchants).where(eq(merchants.id, scope.merchantId)).for("no key update");
  const wallet = (await findWallet(tx, scope, input.fingerprint)) ?? (await insertWallet(tx, { scope, input, sealKey, now }));
  const others = and(inScope(scope), ne(wallets.id, wallet.id), eq(wallets.active, true));
  await tx.update(wallets).set({ active: false }).where(others);
  await tx.update(wallets).set({ active: true }).where(eq(wallets.id, wallet.id));
  return { ...wallet, active: true };
}

async function insertWallet(
  tx: Tx,
  { scope, input, sealKey, now }: Omit<NewWallet, "pasted"> & { input: WalletInput },
): Promise<WalletRow> {
  const id = newId("wallet");
  const { source, fingerprint } = input;
  const row = {
    id,
    ...scope,
    family: FAMILY,
    kind: source.kind,
    treasury: source.kind === "treasury" ? source.treasury : null,
    xpubSealed: source.kind === "xpub" ? seal(source.xpub, id, sealKey) : null,
    fingerprint,
    active: false,
    createdAt: new Date(now),
  };
  try {
    await tx.insert(wallets).values(row);
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw conflict(
      "wallet_taken",
      "This key already serves another wallet here. Use a key of its own for each shop and each mode.",
    );
  }
  await deriveAddresses(tx, row, { count: FIRST_ADDRESSES, sealKey });
  return row;
}

/** Collected money would arrive at an address that only collects to another treasury, or back to this one. */
async function refuseReceiveAddress(tx: Tx, { source }: WalletInput): Promise<void> {
  if (source.kind !== "treasury") return;
  const [ours] = await tx.select().from(receiveAddresses).where(eq(receiveAddresses.address, source.treasury));
  if (ours) {
    throw invalid(
      "wallet",
      "wallet_is_receive_address",
      "This is a checkout's receive address. Paste your own wallet's address.",
    );
  }
}

async function findWallet(tx: Tx, scope: Scope, fingerprint: string): Promise<WalletRow | null> {
  const same = and(inScope(scope), eq(wallets.fingerprint, fingerprint));
  const [row] = await tx.select().from(wallets).where(same);
  return row ?? null;
}

function inScope({ merchantId, livemode }: Scope) {
  return and(eq(wallets.merchantId, merchantId), eq(wallets.livemode, livemode), eq(wallets.family, FAMILY));
}

/** drizzle wraps the database's error. */
function isTaken(error: unknown): boolean {
  const { code, constraint_name: constraint } = (error instanceof Error ? (error.cause ?? error) : {}) as Record<string, unknown>;
  return code === UNIQUE_VIOLATION && constraint === "wallets_xpub";
}
