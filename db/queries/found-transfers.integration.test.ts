import { afterAll, beforeAll, expect, test } from "vitest";
import { fillAddressPool } from "@/lib/services/fill-address-pool";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { seedMerchant } from "@/test/seed";
import { findOwnAddresses } from "./found-transfers";

let own: TestDatabase;
beforeAll(async () => {
  own = await freshDatabase();
});
afterAll(() => own?.drop());

test("an address of the test mode is none of ours on a live network, nor the reverse", async () => {
  const { db, sql } = own.database;
  const merchants = { test: await seedMerchant(db), live: await seedMerchant(db, { livemode: true }) };
  const app = testApp({ databaseUrl: own.url });
  await fillAddressPool(app);
  await app.database.close();
  const addressOf = async ({ merchantId }: { merchantId: string }) => {
    const [row] = await sql<{ address: string }[]>`
      select address from receive_addresses r join wallets w on w.id = r.wallet_id where w.merchant_id = ${merchantId} limit 1`;
    return row?.address ?? "";
  };
  const [test, live] = [await addressOf(merchants.test), await addressOf(merchants.live)];
  const found = async (livemode: boolean) => [...(await findOwnAddresses(db, { addresses: [test, live], livemode })).keys()];
  expect([await found(false), await found(true)]).toEqual([[test], [live]]);
});
