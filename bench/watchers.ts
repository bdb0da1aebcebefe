import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { openDatabase } from "../db/client";
import { migrateDatabase } from "../db/migrate";
import type { App } from "../lib/services/app";
import { createSession } from "../lib/services/create-session";
import { scanNetworks } from "../lib/services/scan-networks";
import { testApp } from "../test/app";
import { seedMerchant } from "../test/seed";

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

/** @param real so many sessions are made the usual way; the others are copies of the first, with addresses of their own */
export async function startWatcher(options: { server: string; rpcUrl: string; real: number; watched: number }): Promise<Watcher> {
  const databaseUrl = await createDatabase(options.server);
  await migrateDatabase(databaseUrl);
  const app = testApp({ databaseUrl, rpcUrls: { [CHAIN_ID]: [options.rpcUrl] } });
  const { merchantId, livemode } = await seedMerchant(app.database.db, { treasury: TREASURY });
  await scanNetworks(app, { now: Date.now(), isOver: () => false });
  const addresses: `0x${string}`[] = [];
  for (let made = 0; made < options.real; made += 1) {
    const input = { amount: { value: "50.00", currency: "USD" }, expiresIn: THIRTY_DAYS_S, metadata: {} };
    const created = await createSession(app, { scope: { merchantId, livemode }, input, now: Date.now() });
    if (created.kind !== "created") throw new Error("a session could not be made");
    addresses.push(created.session.address.toLowerCase() as `0x${string}`);
  }
  await copySessions(databaseUrl, options.watched - options.real);
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

async function createDatabase(server: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const sql = postgres(server, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Without their quotes: a scan reads those only of sessions that a block touches. */
async function copySessions(databaseUrl: string, copies: number): Promise<void> {
  const { sql, close } = openDatabase(databaseUrl, { max: 1 });
  const copy = (table: string, key: string) => sql`
    insert into ${sql(table)}
    select (jsonb_populate_record(null::${sql(table)}, to_jsonb(one) || jsonb_build_object(
      ${key}::text, 'cs_' || lpad(n::text, 24, '0'),
      'address', '0xbb' || lpad(to_hex(n), 38, '0'),
      'index', 1000000 + n
    ))).*
    from ${sql(table)} one, generate_series(1, ${copies}::integer) n
    where one.${sql(key)} = (select min(id) from checkout_sessions where id not like 'cs_0000%')`;
  await copy("checkout_sessions", "id");
  await copy("receive_addresses", "session_id");
  await sql`analyze`;
  await close();
}
