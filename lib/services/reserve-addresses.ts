import { and, eq } from "drizzle-orm";
import { checksumAddress } from "viem";
import { wallets } from "@/db/schema";
import { invalid } from "../errors";
import { log } from "../log";
import { processWide } from "../process-wide";
import type { App } from "./app";
import { deriveAddresses, type PooledAddress, type WalletRow } from "./derive-addresses";

/** Whose wallet: the one active wallet of that family serves new sessions. */
export type AddressNeed = { readonly merchantId: string; readonly livemode: boolean; readonly family: string };

/** Reserved at a time. Few for an extended public key: wallets stop looking for money behind 20 unused addresses. */
const BATCH = { treasury: 128, xpub: 8 } as const;
/** Unused ones are free for others after it. Nothing depends on its end being noticed: the claim in `create` checks. */
const LEASE = "10 minutes";

/** With the address as people see it (EIP-55), made ready with the batch. */
export type ReservedAddress = PooledAddress & { readonly shown: string };

type Batch = {
  free: ReservedAddress[];
  /** At so few, the next ones are reserved in the background. */
  refillAt: number;
  refilling: Promise<void> | null;
};

const batches = processWide("address-batches", () => new WeakMap<App, Map<string, Batch>>());

/**
 * A receive address that no other process can claim, from this process's batch: no SQL, no key arithmetic, but for the
 * first call and where sessions are created faster than batches come. The caller claims it in the statement that
 * creates the session, with `reserved_by = app.instance`; a claim that finds nothing calls
 * {@link releaseReserved}.
 *
 * @throws {ApiError} `no_wallet` where the merchant has none
 */
export async function takeAddress(app: App, need: AddressNeed): Promise<ReservedAddress> {
  const batch = batchOf(app, need);
  for (;;) {
    const taken = batch.free.shift();
    if (taken === undefined) {
      await refill(app, need, batch);
      continue;
    }
    if (batch.free.length <= batch.refillAt) {
      refill(app, need, batch).catch((err) =>
        log.warn({ err, merchantId: need.merchantId }, "could not reserve addresses ahead"),
      );
    }
    return taken;
  }
}

/** The session was not created after all, and nobody has seen the address: the next one gets it. */
export function giveBackAddress(app: App, need: AddressNeed, address: ReservedAddress): void {
  batchOf(app, need).free.unshift(address);
}

/**
 * Gives this process's batch back to the pool. Called where a claim found nothing: the wallet no longer serves new
 * sessions, or the lease has ended and another process has the addresses; what this one still holds cannot be trusted.
 */
export async function releaseReserved(app: App, need: AddressNeed): Promise<void> {
  const released = batchOf(app, need).free.splice(0);
  if (released.length === 0) return;
  await app.database.sql`
    update receive_addresses a set reserved_by = null, reserved_until = null
    from jsonb_to_recordset(${JSON.stringify(released.map(({ walletId, index }) => ({ walletId, index })))}::text::jsonb) as r("walletId" text, index integer)
    where a.wallet_id = r."walletId" and a.index = r.index and a.reserved_by = ${app.instance} and a.session_id is null`;
}

function batchOf(app: App, { merchantId, livemode, family }: AddressNeed): Batch {
  const ofApp = batches.get(app) ?? new Map<string, Batch>();
  batches.set(app, ofApp);
  const key = `${merchantId} ${livemode} ${family}`;
  const batch = ofApp.get(key) ?? { free: [], refillAt: 0, refilling: null };
  ofApp.set(key, batch);
  return batch;
}

/** All who wait share one refill. */
function refill(app: App, need: AddressNeed, batch: Batch): Promise<void> {
  batch.refilling ??= reserve(app, need)
    .then((more) => {
      batch.free.push(...more.map((one) => ({ ...one, shown: checksumAddress(one.address as `0x${string}`) })));
      batch.refillAt = Math.floor(more.length / 2);
    })
    .finally(() => {
      batch.refilling = null;
    });
  return batch.refilling;
}

async function reserve(app: App, need: AddressNeed): Promise<PooledAddress[]> {
  const { db } = app.database;
  const [wallet] = await db
    .select()
    .from(wallets)
    .where(
      and(
        eq(wallets.merchantId, need.merchantId),
        eq(wallets.livemode, need.livemode),
        eq(wallets.family, need.family),
        eq(wallets.active, true),
      ),
    );
  if (!wallet) {
    throw invalid(
      "paymentMethods",
      "no_wallet",
      "There is no wallet to receive this payment yet. Add one in the dashboard under Wallets.",
    );
  }
  const pooled = await reservePooled(app, wallet);
  return pooled.length > 0 ? pooled : reserveNew(app, wallet);
}

async function reservePooled(app: App, wallet: WalletRow): Promise<PooledAddress[]> {
  const rows = await app.database.sql<{ index: number; address: string }[]>`
    with free as (
      select wallet_id, index from receive_addresses
      where wallet_id = ${wallet.id} and session_id is null and (reserved_by is null or reserved_until < now())
      order by index limit ${BATCH[wallet.kind]}
      for update skip locked
    )
    update receive_addresses a set reserved_by = ${app.instance}, reserved_until = now() + ${LEASE}::interval
    from free where a.wallet_id = free.wallet_id and a.index = free.index
    returning a.index, a.address`;
  return rows.map(({ index, address }) => ({ walletId: wallet.id, index, address })).sort((a, b) => a.index - b.index);
}

/** The pool is empty: derived now, and ours from the start. */
function reserveNew(app: App, wallet: WalletRow): Promise<PooledAddress[]> {
  const reservation = { instance: app.instance, lease: LEASE };
  return app.database.db.transaction((tx) =>
    deriveAddresses(tx, wallet, { count: BATCH[wallet.kind], sealKey: app.config.ENCRYPTION_KEY, reservation }),
  );
}
