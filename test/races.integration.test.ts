import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { ApiError } from "@/lib/errors";
import { deactivateSession } from "@/lib/services/deactivate-session";
import { requoteSession } from "@/lib/services/requote-session";
import { type Engine, type OpenSession, startEngine } from "./engine";

/** What a person does at the very moment at which the money arrives: it happens before or after it, never beside it. */
const SESSIONS = 12;
const MINUTE_MS = 60_000;
let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const openMany = () => Promise.all(Array.from({ length: SESSIONS }, () => engine.open("ETH", "10.00", 300)));
const ticks = (count: number) => Promise.all(Array.from({ length: count }, () => engine.tick()));

async function payAll(sessions: readonly OpenSession[]): Promise<void> {
  for (const { address, due } of sessions) await engine.pay.one("ETH", address, due);
}

async function headTime(): Promise<number> {
  return Number((await engine.chain.client.getBlock()).timestamp) * 1000;
}

/** Each a little later than the one before it. The refusal's code, or null where it was done. */
async function oneAfterTheOther(
  sessions: readonly OpenSession[],
  act: (session: OpenSession) => Promise<unknown>,
): Promise<Map<string, string | null>> {
  const outcomes = sessions.map(async (session, place): Promise<[string, string | null]> => {
    await wait(place * 15);
    try {
      await act(session);
      return [session.id, null];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return [session.id, error.code];
    }
  });
  return new Map(await Promise.all(outcomes));
}

const count = (events: readonly string[], type: string) => events.filter((event) => event === type).length;

async function confirm(): Promise<void> {
  await engine.chain.mine(3);
  await ticks(3);
  await engine.tick();
}

test("paid while it is deactivated: one of both, and the money is known either way", async () => {
  const sessions = await openMany();
  await engine.tick();
  await payAll(sessions);
  await engine.chain.mine();
  const scope = { merchantId: engine.merchant.merchantId, livemode: false };
  const { db } = engine.app.database;
  const [outcomes] = await Promise.all([
    oneAfterTheOther(sessions, ({ id }) =>
      db.transaction((tx) =>
        deactivateSession(tx, scope, { id, force: false, now: Date.now(), baseUrl: engine.app.config.APP_URL }),
      ),
    ),
    ticks(5),
  ]);
  await confirm();
  for (const { id, due } of sessions) {
    const refusal = outcomes.get(id);
    const { status, events } = await engine.session(id);
    expect([null, "payment_seen"]).toContain(refusal);
    expect(status).toBe(refusal === null ? "deactivated" : "paid");
    expect([count(events, "session.deactivated"), count(events, "session.paid")]).toEqual(refusal === null ? [1, 0] : [0, 1]);
    expect(count(events, "payment.received")).toBe(1);
    const kept = await engine.database.sql`select amount from transfers where session_id = ${id}`;
    expect(kept.map((transfer) => BigInt(transfer.amount))).toEqual([due]);
  }
});

test("paid in the last second while it expires: paid, and nobody is told that it expired", async () => {
  const [paid, unpaid] = [await openMany(), await openMany()];
  await engine.tick();
  const ids = paid.map(({ id }) => id);
  const [row] = await engine.database.sql`
    select min(extract(epoch from expires_at)) * 1000 as first from checkout_sessions where id in ${engine.database.sql(ids)}`;
  const lastSecond = Math.floor(Number(row?.first) / 1000) * 1000;
  await payAll(paid);
  await Promise.all([
    ticks(5),
    (async () => {
      await engine.chain.mineAt(lastSecond);
      await engine.chain.mineAt(lastSecond + MINUTE_MS);
    })(),
    wait(20).then(() => ticks(5)),
  ]);
  await confirm();
  for (const { id } of paid) {
    const { status, events } = await engine.session(id);
    expect([status, count(events, "session.paid"), count(events, "session.expired")]).toEqual(["paid", 1, 0]);
  }
  for (const { id } of unpaid) {
    const { status, events } = await engine.session(id);
    expect([status, count(events, "session.expired"), count(events, "payment.received")]).toEqual(["expired", 1, 0]);
  }
});

test("paid while it gets a new quote: paid once, by the quote of its time", async () => {
  const sessions = await openMany();
  await engine.tick();
  await engine.chain.mineAt((await headTime()) + 10 * MINUTE_MS);
  await engine.tick();
  for (const { id } of sessions) expect((await engine.session(id)).status).toBe("expired");
  await payAll(sessions);
  const [outcomes] = await Promise.all([
    oneAfterTheOther(sessions, ({ id }) => requoteSession(engine.app, { id, now: Date.now() })),
    engine.chain.mine().then(() => ticks(5)),
    wait(60).then(() => ticks(5)),
  ]);
  await confirm();
  for (const { id } of sessions) {
    const refusal = outcomes.get(id);
    const { status, events } = await engine.session(id);
    expect([null, "payment_seen", "not_expired"]).toContain(refusal);
    expect(["paid", "paid_late"]).toContain(status);
    expect(count(events, "session.paid") + count(events, "session.paid_late")).toBe(1);
    expect([count(events, "session.requoted"), count(events, "payment.received")]).toEqual([refusal === null ? 1 : 0, 1]);
    const [quotes] = await engine.database.sql`
      select count(distinct number)::int as count from session_quotes where session_id = ${id}`;
    expect(quotes?.count).toBe(refusal === null ? 2 : 1);
  }
  await engine.tick();
  const before = await engine.database.sql`select count(*)::int as count from events`;
  await ticks(50);
  expect(await engine.database.sql`select count(*)::int as count from events`).toEqual(before);
});

/** Does it while somebody else has switched the session off and not committed that yet: until it waits for that, or is done. */
async function whileSwitchedOff<T>({ id }: OpenSession, act: () => Promise<T>): Promise<T> {
  const { db, sql } = engine.database;
  const waiting = () => sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  let acted: Promise<T> | null = null;
  await db.transaction(async (tx) => {
    await switchOff(tx, id);
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    acted = act();
    acted.then(done, done);
    while (!isDone && (await waiting()).length === 0) await wait(20);
  });
  if (acted === null) throw new Error("nothing was done");
  return acted;
}

function switchOff(tx: Tx, id: string): Promise<void> {
  const scope = { merchantId: engine.merchant.merchantId, livemode: false };
  return deactivateSession(tx, scope, { id, force: false, now: Date.now(), baseUrl: engine.app.config.APP_URL });
}

test("a settlement waits for whoever has the session, and is made of what that one did", async () => {
  const session = await engine.open("ETH");
  await engine.tick();
  await engine.pay.one("ETH", session.address, session.due);
  await engine.chain.mine();
  await whileSwitchedOff(session, () => engine.tick());
  const { status, events } = await engine.session(session.id);
  expect([status, events]).toEqual(["deactivated", ["session.created", "session.deactivated", "payment.received"]]);
});

test("what a person does waits for whoever has the session, and may be refused for what that one did", async () => {
  const session = await engine.open("ETH");
  const again = () => engine.database.db.transaction((tx) => switchOff(tx, session.id));
  await expect(whileSwitchedOff(session, again)).rejects.toMatchObject({ code: "already_final" });
});
