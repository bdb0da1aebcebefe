import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { addressSources, type wallets } from "@/db/schema";
import { unseal } from "../seal";
import { type AddressSource, receiveAddress } from "../wallet/receive-address";

export type WalletRow = typeof wallets.$inferSelect;

/** An address of the pool, by wallet and index. Lower case. */
/** `address` in lower case. */
export type PooledAddress = { readonly walletId: string; readonly index: number; readonly address: string };

type Derivation = {
  readonly count: number;
  /** ENCRYPTION_KEY: an extended public key is sealed at rest. */
  readonly sealKey: string;
  /** Reserved at once for that process and that long (a PostgreSQL interval), or free for all. */
  readonly reservation?: { readonly instance: string; readonly lease: string };
};

/**
 * Derives the next addresses of a wallet and puts them into the pool. The counter of their source is locked until the
 * transaction ends: an index is used once, whoever asks, and a transaction that fails gives its indexes back.
 */
export async function deriveAddresses(
  tx: Tx,
  wallet: WalletRow,
  { count, sealKey, reservation }: Derivation,
): Promise<PooledAddress[]> {
  const { family, fingerprint } = wallet;
  const [source] = await tx
    .insert(addressSources)
    .values({ family, fingerprint, nextIndex: count })
    .onConflictDoUpdate({
      target: [addressSources.family, addressSources.fingerprint],
      set: { nextIndex: sql`${addressSources.nextIndex} + ${count}` },
    })
    .returning({ nextIndex: addressSources.nextIndex });
  if (!source) throw new Error("an upsert returned no row");

  const first = source.nextIndex - count;
  const from = sourceOf(wallet, sealKey);
  const pooled = Array.from({ length: count }, (_, step) => {
    const index = first + step;
    return { walletId: wallet.id, index, address: receiveAddress(from, index) };
  });
  await tx.execute(sql`
    insert into receive_addresses (wallet_id, index, address, reserved_by, reserved_until)
    select ${wallet.id}, n.index, n.address, ${reservation?.instance ?? null}, now() + ${reservation?.lease ?? null}::interval
    from jsonb_to_recordset(${JSON.stringify(pooled)}::jsonb) as n(index integer, address text)`);
  return pooled;
}

function sourceOf(wallet: WalletRow, sealKey: string): AddressSource {
  if (wallet.treasury !== null) return { kind: "treasury", treasury: wallet.treasury as `0x${string}` };
  if (wallet.xpubSealed !== null) return { kind: "xpub", xpub: unseal(wallet.xpubSealed, wallet.id, sealKey) };
  throw new Error(`wallet ${wallet.id} has no source`);
}
