import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { receiveAddresses, wallets } from "@/db/schema";
import { testApp } from "../../test/app";
import { freshDatabase, type TestDatabase } from "../../test/database";
import { seedMerchant } from "../../test/seed";
import { newId } from "../ids";
import { depositAddress } from "../wallet/deposit-address";
import type { App } from "./app";
import type { PooledAddress } from "./derive-addresses";
import { fillAddressPool } from "./fill-address-pool";
import { type AddressNeed, giveBackAddress, releaseReserved, takeAddress } from "./reserve-addresses";

let database: TestDatabase;
let first: App;
let second: App;
let need: AddressNeed;
let walletId: string;
let treasury: `0x${string}`;

beforeAll(async () => {
  database = await freshDatabase();
  first = await testApp({ databaseUrl: database.url });
  second = await testApp({ databaseUrl: database.url });
});
afterAll(async () => {
  await Promise.all([first.database.close(), second.database.close()]);
  await database.drop();
});
beforeEach(async () => {
  const merchant = await seedMerchant(database.database.db);
  need = { merchantId: merchant.merchantId, livemode: false, family: "evm" };
  walletId = merchant.walletId as string;
  treasury = merchant.treasury as `0x${string}`;
});

/** What creating a session does with an address, as one statement. */
async function claim(app: App, { walletId, index }: PooledAddress): Promise<boolean> {
  const rows = await app.database.sql`
    update receive_addresses set session_id = ${newId("session")}
    where wallet_id = ${walletId} and index = ${index} and session_id is null and reserved_by = ${app.instance}
      and exists (select from wallets w where w.id = wallet_id and w.active)
    returning 1`;
  return rows.length === 1;
}

const rowsOfWallet = () =>
  first.database.db
    .select()
    .from(receiveAddresses)
    .where(eq(receiveAddresses.walletId, walletId))
    .orderBy(receiveAddresses.index);

const endLeases = () =>
  first.database.db.execute(
    sql`update receive_addresses set reserved_until = now() - interval '1 second' where wallet_id = ${walletId}`,
  );

describe("taking receive addresses", () => {
  it("gives each to one session, with 20 takers in each of two processes at once", async () => {
    const takers = Array.from({ length: 40 }, async (_, number) => {
      const app = number % 2 === 0 ? first : second;
      const mine: PooledAddress[] = [];
      for (let session = 0; session < 25; session += 1) {
        const taken = await takeAddress(app, need);
        expect(await claim(app, taken)).toBe(true);
        mine.push(taken);
      }
      return mine;
    });
    const taken = (await Promise.all(takers)).flat();
    expect(taken).toHaveLength(1_000);
    expect(new Set(taken.map(({ index }) => index)).size).toBe(1_000);
    expect(new Set(taken.map(({ address }) => address)).size).toBe(1_000);
    for (const { index, address } of taken) expect(address).toBe(depositAddress({ treasury, index }));
  });

  it("leaves no index out: what was derived is a gap-free run from 0", async () => {
    await Promise.all([takeAddress(first, need), takeAddress(second, need), fillAddressPool(first)]);
    const rows = await rowsOfWallet();
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
  });

  it("asks the database nothing while the batch lasts", async () => {
    await fillAddressPool(first);
    await takeAddress(first, need);
    const before = first.database;
    const broken = { ...first, database: { ...before, db: null as never, sql: null as never } };
    Object.assign(first, { database: broken.database });
    try {
      for (let step = 1; step <= 30; step += 1) expect((await takeAddress(first, need)).index).toBe(step);
    } finally {
      Object.assign(first, { database: before });
    }
  });

  it("passes an address on when its process is gone and the lease has ended", async () => {
    await fillAddressPool(first);
    const lost = await takeAddress(first, need);
    expect((await takeAddress(second, need)).index).toBe(128);
    await endLeases();
    await releaseReserved(second, need);
    expect(await takeAddress(second, need)).toEqual(lost);
    expect(await claim(second, lost)).toBe(true);
    expect(await claim(first, lost)).toBe(false);
  });

  it("gives an address that was not used to the next session", async () => {
    const unused = await takeAddress(first, need);
    giveBackAddress(first, need, unused);
    expect(await takeAddress(first, need)).toEqual(unused);
  });

  it("after a release, gives what the pool has from its start, and nothing that a session has", async () => {
    const used = await takeAddress(first, need);
    await claim(first, used);
    await takeAddress(first, need);
    await releaseReserved(first, need);
    const next = await takeAddress(first, need);
    expect(next.index).toBe(2);
    expect(await claim(first, next)).toBe(true);
  });

  it("is refused in plain words where there is no wallet", async () => {
    const { merchantId } = await seedMerchant(database.database.db, { treasury: null });
    const attempt = takeAddress(first, { ...need, merchantId });
    await expect(attempt).rejects.toMatchObject({ type: "invalid_request", code: "no_wallet" });
    await expect(takeAddress(first, { ...need, livemode: true })).rejects.toMatchObject({ code: "no_wallet" });
  });
});

describe("filling the pool", () => {
  it("gives each active wallet 500 free ones, and again once fewer than half of them are left", async () => {
    const use = (count: number) =>
      first.database.db.execute(sql`
        update receive_addresses set session_id = 'cs_' || index
        where wallet_id = ${walletId} and index in (
          select index from receive_addresses where wallet_id = ${walletId} and session_id is null order by index limit ${count})`);
    await fillAddressPool(first);
    expect(await rowsOfWallet()).toHaveLength(500);
    await use(250);
    expect(await fillAddressPool(first)).toBe(0);
    await use(1);
    expect(await fillAddressPool(first)).toBe(251);
    expect(await rowsOfWallet()).toHaveLength(751);
  });

  it("ends when it has filled the pool, though sessions go on taking from it", async () => {
    let transactions = 0;
    const { db } = first.database;
    const taking = new Proxy(db, {
      get: (target, name) => {
        if (name !== "transaction") return Reflect.get(target, name);
        return async (...work: Parameters<typeof db.transaction>) => {
          transactions += 1;
          const done = await db.transaction(...work);
          if (transactions < 20) await claim(second, await takeAddress(second, need));
          return done;
        };
      },
    });
    await fillAddressPool({ ...first, database: { ...first.database, db: taking } });
    expect(transactions).toBeLessThan(5);
  });

  it("by two processes at once derives nothing twice", async () => {
    await Promise.all([fillAddressPool(first), fillAddressPool(second), fillAddressPool(first)]);
    const rows = await rowsOfWallet();
    expect(rows).toHaveLength(500);
    expect(new Set(rows.map(({ address }) => address)).size).toBe(500);
  });

  it("leaves a wallet alone that no longer serves new sessions", async () => {
    await first.database.db.update(wallets).set({ active: false }).where(eq(wallets.id, walletId));
    const before = await rowsOfWallet();
    await fillAddressPool(first);
    expect(await rowsOfWallet()).toEqual(before);
  });

  it("draws two merchants' wallets of one treasury from one counter: no address is given twice", async () => {
    const other = await seedMerchant(database.database.db, { treasury });
    const live = await seedMerchant(database.database.db, { treasury, livemode: true });
    await Promise.all([fillAddressPool(first), fillAddressPool(second)]);
    const rows = await first.database.db
      .select()
      .from(receiveAddresses)
      .where(sql`${receiveAddresses.walletId} in (${walletId}, ${other.walletId}, ${live.walletId})`);
    expect(rows).toHaveLength(1_500);
    expect(new Set(rows.map(({ index }) => index)).size).toBe(1_500);
    for (const { index, address } of rows) expect(address).toBe(depositAddress({ treasury, index }));
  });
});
