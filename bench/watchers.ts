import { migrateDatabase } from "../db/migrate";
import type { NativeWatch } from "../lib/checkout/networks";
import type { App } from "../lib/services/app";
import { createSession } from "../lib/services/create-session";
import { scanNetworks } from "../lib/services/scan-networks";
import { testApp } from "../test/app";
import { seedMerchant } from "../test/seed";
import { copySessions, createDatabase, filling } from "./databases";

/** The same in every database, so that the first addresses are the same too. */
const TREASURY = "0x90f79bf6eb2c4f870365e785982e1f101e93b906";
const THIRTY_DAYS_S = 2_592_000;
const CHAIN_ID = 31337;

/** A Florin with a database of its own that watches so many addresses, each an open session's. */
export type Watcher = {
  readonly app: App;
  readonly addresses: readonly `0x${string}`[];
  /** Stored transfers. */
  transfers(): Promise<number>;
  close(): Promise<void>;
};

type Options = {
  readonly server: string;
  readonly rpcUrl: string;
  readonly real: number;
  readonly watched: number;
  readonly nativeWatch?: NativeWatch;
};

/** @param real so many sessions are made the usual way; the others are copies of the first, with addresses of their own */
export async function startWatcher(options: Options): Promise<Watcher> {
  const databaseUrl = await createDatabase(options.server);
  await migrateDatabase(databaseUrl);
  const env = { [`NATIVE_WATCH_${CHAIN_ID}`]: options.nativeWatch ?? "blocks" };
  const app = testApp({ databaseUrl, rpcUrls: { [CHAIN_ID]: [options.rpcUrl] }, env });
  const { merchantId, livemode } = await seedMerchant(app.database.db, { treasury: TREASURY });
  await scanNetworks(app, { now: Date.now(), isOver: () => false });
  const addresses: `0x${string}`[] = [];
  for (let made = 0; made < options.real; made += 1) {
    const input = { amount: { value: "50.00", currency: "USD" }, expiresIn: THIRTY_DAYS_S, metadata: {} };
    const created = await createSession(app, { scope: { merchantId, livemode }, input, now: Date.now() });
    if (created.kind !== "created") throw new Error("a session could not be made");
    addresses.push(created.session.address.toLowerCase() as `0x${string}`);
  }
  // Without their quotes: a scan reads those only of sessions that a block touches.
  const copies = options.watched - options.real;
  await filling(databaseUrl, (sql) => copySessions(sql, { tables: ["checkout_sessions", "receive_addresses"], copies }));
  const { sql } = app.database;
  const [row] = await sql`select count(*) as watched from receive_addresses where session_id is not null`;
  if (Number(row?.watched) !== options.watched) throw new Error(`${row?.watched} addresses are watched, not ${options.watched}`);
  return {
    app,
    addresses,
    transfers: async () => Number((await sql`select count(*) as stored from transfers`)[0]?.stored),
    close: () => app.database.close(),
  };
}
