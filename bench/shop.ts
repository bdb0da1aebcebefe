import type { Sql } from "postgres";
import { LOCAL_CONTRACTS } from "../contracts/deploy-local";
import { migrateDatabase } from "../db/migrate";
import type { App } from "../lib/services/app";
import { createSession } from "../lib/services/create-session";
import { createWebhookEndpoint } from "../lib/services/create-webhook-endpoint";
import { scanNetworks } from "../lib/services/scan-networks";
import { testApp } from "../test/app";
import type { Payee } from "../test/payouts";
import { seedMerchant } from "../test/seed";
import { copySessions, createDatabase, filling } from "./databases";

const OPEN_S = 7_200;
/** So many closed sessions are copied in one statement. */
const CLOSED_AT_ONCE = 100_000;

type Options = {
  readonly server: string;
  readonly rpcUrls: Readonly<Record<number, readonly string[]>>;
  readonly open: number;
  /** Addresses of sessions that are over, which stay under watch at a slower pace. */
  readonly closed: number;
  readonly webhookUrl: string;
};

/** A Florin whose one merchant has so many sessions, open ones first. */
export type Shop = { readonly app: App; readonly databaseUrl: string; payees(count: number): Promise<Payee[]> };

/** One session is made the usual way, payable on every network; the others are whole copies of it. */
export async function startShop({ server, rpcUrls, open, closed, webhookUrl }: Options): Promise<Shop> {
  const databaseUrl = await createDatabase(server);
  await migrateDatabase(databaseUrl);
  const app = testApp({ databaseUrl, rpcUrls });
  const { db, sql } = app.database;
  const { merchantId, livemode } = await seedMerchant(db);
  const scope = { merchantId, livemode };
  const sealKey = app.config.ENCRYPTION_KEY;
  const given = { url: webhookUrl, events: ["*"] as const, description: null };
  await createWebhookEndpoint(db, { scope, given, allowPrivate: true, sealKey, now: Date.now() });
  await scanNetworks(app, { now: Date.now(), isOver: () => false });
  const input = { amount: { value: "10.00", currency: "USD" }, expiresIn: OPEN_S, metadata: {} };
  const made = await createSession(app, { scope, input, now: Date.now() });
  if (made.kind !== "created") throw new Error("a session could not be made");
  await filling(databaseUrl, (sql) => fill(sql, { open, closed }));
  return {
    app,
    databaseUrl,
    async payees(count) {
      const rows = await sql<{ address: `0x${string}`; due: string }[]>`
        select lower(q.address) as address, q.due from session_quotes q
        join checkout_sessions s on s.id = q.session_id and s.status = 'pending'
        where q.chain_id = 31337 and q.asset = ${LOCAL_CONTRACTS.usdc} order by s.id limit ${count}`;
      if (rows.length !== count) throw new Error(`${rows.length} sessions are open, not ${count}`);
      return rows.map(({ address, due }) => ({ address, due: BigInt(due) }));
    },
  };
}

async function fill(sql: Sql, { open, closed }: { open: number; closed: number }): Promise<void> {
  await copySessions(sql, { tables: ["checkout_sessions", "session_quotes", "receive_addresses"], copies: open - 1 });
  const over = { status: "expired", look_at: null, created_at: "2020-01-01T00:00:00Z", updated_at: "2020-01-01T00:00:00Z" };
  for (let from = 0; from < closed; from += CLOSED_AT_ONCE) {
    const copies = Math.min(CLOSED_AT_ONCE, closed - from);
    const tables = ["checkout_sessions", "receive_addresses"] as const;
    await copySessions(sql, { tables, copies, first: open + from, session: { ...over, grace_until: over.updated_at } });
  }
  await sql`
    insert into native_watches (chain_id, address, number, balance, checked_number, checked_time, next_at)
    select c.chain_id, r.address, c.number, 0, c.number, c.time, now() + interval '1 day'
    from receive_addresses r join checkout_sessions s on s.id = r.session_id and s.status = 'expired', network_cursors c`;
  await sql`vacuum analyze`;
  // Its pages are on the disk before anything is measured.
  await sql`checkpoint`;
}
