import { describe, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import type { Sender } from "@/lib/webhooks/send";
import { withWebhooks } from "@/test/webhooks";
import { makeDeliveryRounds } from "./delivery-rounds";

const START = Date.parse("2026-01-02T03:04:05.006Z");
const ENDPOINTS = 5;
const RUSH = 1_000;

const world = withWebhooks(START);
/** Takes everything at once: what is looked at here is the database's work. */
const sender: Sender = {
  send: async () => ({ statusCode: 200, error: null, answer: "", retryAfter: null }),
  close: async () => {},
};

/** A deliverer on one connection, so that what that connection has read can be told. */
function deliverer() {
  const database = openDatabase(world.own.url, { max: 1 });
  const rounds = makeDeliveryRounds({ ...world.app, database }, { clock: () => world.now, sender });
  return {
    database,
    async round(): Promise<number> {
      await Promise.all([rounds.record(), rounds.start()]);
      const started = rounds.open();
      if (started > 0) await rounds.mayRecord();
      return started;
    },
    async drain(): Promise<void> {
      do await this.round();
      while (rounds.open() > 0);
    },
  };
}

async function rowsRead({ sql }: Database): Promise<Record<string, number>> {
  await sql`select pg_stat_force_next_flush()`;
  const rows = await sql<{ relname: string; read: string }[]>`
    select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read from pg_stat_user_tables
    where relname in ('deliveries', 'delivery_attempts', 'events', 'webhook_endpoints')`;
  return Object.fromEntries(rows.map(({ relname, read }) => [relname, Number(read)]));
}

/** Many sessions change at once: events with a delivery for each endpoint. */
async function rush({ sql }: Database, name: string): Promise<void> {
  const { scope, sessionId, now } = world;
  const at = new Date(now).toISOString();
  await sql`
    with written as (
      insert into events (id, merchant_id, livemode, type, session_id, key, detail, data, created_at)
      select 'evt_' || left(md5(${sessionId} || ${name} || n), 24), ${scope.merchantId}, ${scope.livemode}, 'session.paid', ${sessionId},
        ${name} || n, '{}', '{}', ${at}::timestamptz
      from generate_series(1, ${RUSH}::int) n returning id, merchant_id, livemode
    )
    insert into deliveries (id, event_id, endpoint_id, merchant_id, livemode, status, next_attempt_at, created_at)
    select delivery_id(e.id, w.id), e.id, w.id, e.merchant_id, e.livemode, 'pending', ${at}::timestamptz, ${at}::timestamptz
    from written e join webhook_endpoints w on w.merchant_id = e.merchant_id`;
}

describe("a rush of deliveries", () => {
  test.each(["almost nothing", "only what was delivered long ago", "a rush that was under way"])(
    "reads each row a few times, though the statistics were taken of %s",
    async (past) => {
      for (let n = 0; n < ENDPOINTS; n += 1) await world.addEndpoint();
      const own = deliverer();
      if (past === "only what was delivered long ago") {
        await rush(own.database, "past");
        await own.drain();
      }
      if (past === "a rush that was under way") await rush(own.database, "past");
      await world.write();
      await world.own.database.sql.unsafe("vacuum analyze");
      // Often enough for the database to keep a plan, made when there was next to nothing to do.
      for (let n = 0; n < 10; n += 1) {
        await world.write();
        await own.drain();
      }
      await rush(own.database, "rush");
      const before = await rowsRead(own.database);
      await own.drain();
      const after = await rowsRead(own.database);
      const [{ count: pending } = {}] = await own.database.sql`select count(*) from deliveries where status = 'pending'`;
      await own.database.close();
      expect(pending).toBe("0");
      // Read from end to end in each round, they would be hundreds of thousands.
      const perDelivery = (table: string) => ((after[table] ?? 0) - (before[table] ?? 0)) / (RUSH * ENDPOINTS);
      expect(perDelivery("deliveries")).toBeLessThan(15);
      expect(perDelivery("delivery_attempts")).toBeLessThan(3);
      expect(perDelivery("events")).toBeLessThan(5);
      expect(perDelivery("webhook_endpoints")).toBeLessThan(3);
    },
  );
});
