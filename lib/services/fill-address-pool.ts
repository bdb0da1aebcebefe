import { setImmediate as breathe } from "node:timers/promises";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { watchFreeAddresses } from "@/db/queries/native-watches";
import { receiveAddresses, wallets } from "@/db/schema";
import type { App } from "./app";
import { deriveAddresses, type WalletRow } from "./derive-addresses";

/** Free addresses that each active wallet has ahead of need, so that creating a session never waits for key arithmetic. */
const FREE_AHEAD = 500;
/** With fewer left the pool is filled. To fill it after each session taken cost the database as much as the sessions did. */
const LEAST_FREE = 250;
/** One step, between which other work gets its turn: a deposit address takes 20 µs, a child of an extended public key 1–2 ms. */
const STEP = { treasury: 250, xpub: 5 } as const;

/**
 * Derives ahead for every active wallet that has fewer than 250 free addresses, until it has 500. Two processes may run it
 * at once: each wallet is filled under its row's lock by one of them.
 *
 * @returns the number of addresses that were added
 */
export async function fillAddressPool(app: App): Promise<number> {
  const low = await app.database.db
    .select({ id: wallets.id })
    .from(wallets)
    .where(and(eq(wallets.active, true), isLow));
  let added = 0;
  for (const { id } of low) {
    for (let isFull = false; !isFull; ) {
      const step = await fillOnce(app, id);
      added += step.added;
      isFull = step.isFull;
      await breathe();
    }
  }
  return added;
}

/** Stops counting at the limit: the pool of a busy wallet is long. */
const isLow = sql`(
  select count(*) from (
    select from receive_addresses a where a.wallet_id = ${wallets.id} and a.session_id is null limit ${LEAST_FREE}
  ) free
) < ${LEAST_FREE}`;

type Step = { readonly added: number; readonly isFull: boolean };

/** Full is also one that another process fills, and one of which some were taken since this step began. */
function fillOnce(app: App, walletId: string): Promise<Step> {
  return app.database.db.transaction(async (tx) => {
    const [wallet] = await tx.select().from(wallets).where(eq(wallets.id, walletId)).for("no key update", { skipLocked: true });
    if (!wallet?.active) return { added: 0, isFull: true };
    const missing = FREE_AHEAD - (await countFree(tx, walletId));
    const count = Math.min(missing, STEP[wallet.kind]);
    if (count <= 0) return { added: 0, isFull: true };
    await deriveAddresses(tx, wallet, { count, sealKey: app.config.ENCRYPTION_KEY });
    await watchFreeAddresses(tx, { walletId, chainIds: chainsOf(app, wallet) });
    return { added: count, isFull: count === missing };
  });
}

/** The connected networks on which this wallet's addresses are used. */
function chainsOf(app: App, { livemode, family }: WalletRow): number[] {
  const networks = [...app.chains.values()].map((chain) => chain.network);
  return networks.filter((network) => network.livemode === livemode && network.family === family).map(({ chainId }) => chainId);
}

async function countFree(tx: Tx, walletId: string): Promise<number> {
  const free = tx
    .select({ index: receiveAddresses.index })
    .from(receiveAddresses)
    .where(and(eq(receiveAddresses.walletId, walletId), isNull(receiveAddresses.sessionId)))
    .limit(FREE_AHEAD);
  return tx.$count(free.as("free"));
}
