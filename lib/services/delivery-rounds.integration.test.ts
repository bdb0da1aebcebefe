import type { Sql } from "postgres";
import { describe, expect, test } from "vitest";
import type { Sender, Sent } from "@/lib/webhooks/send";
import { withWebhooks } from "@/test/webhooks";
import { claimDeliveries, MAX_PER_ENDPOINT } from "./claim-deliveries";
import { makeDeliveryRounds } from "./delivery-rounds";
import { startDeliverer, wakeDeliverer } from "./run-deliverer";

const START = Date.parse("2026-01-02T03:04:05.006Z");
const BATCH = 500;
const TAKEN: Sent = { statusCode: 200, error: null, answer: "", retryAfter: null };

const world = withWebhooks(START);

/** Answers nothing until it is told to. */
function slowSender() {
  const waiting: (() => void)[] = [];
  const sender: Sender = {
    send: () => new Promise((resolve) => waiting.push(() => resolve(TAKEN))),
    close: async () => {},
  };
  return { sender, waiting };
}

/** Events that nobody asked for. */
async function writeUnheard(count: number): Promise<void> {
  const { scope, sessionId, now } = world;
  await world.own.database.sql`
    insert into events (id, merchant_id, livemode, type, session_id, key, detail, data, created_at)
    select 'evt_' || left(md5(${sessionId} || n), 24), ${scope.merchantId}, ${scope.livemode}, 'session.paid', ${sessionId},
      'unheard' || n, '{}', '{}', ${new Date(now).toISOString()}::timestamptz
    from generate_series(1, ${count}::int) n`;
}

/** Whether the commit of a claim would wait for the disk. */
async function waitsForDisk(): Promise<boolean> {
  return world.own.database.sql.begin(async (tx) => {
    await tx`select set_config('synchronous_commit', 'on', true)`;
    await claimDeliveries({ sql: tx as unknown as Sql }, { now: world.now, limit: 1, inFlight: new Map() });
    const [row] = await tx`select current_setting('synchronous_commit') as mode`;
    return row?.mode === "on";
  });
}

describe("the rounds of a deliverer", () => {
  test("start what is behind an endpoint's share as soon as a part of it is free", async () => {
    await world.addEndpoint();
    for (let n = 0; n < MAX_PER_ENDPOINT + 2; n += 1) await world.write();
    const { sender, waiting } = slowSender();
    const rounds = makeDeliveryRounds(world.app, { clock: () => world.now, sender });
    await rounds.start();
    expect(waiting).toHaveLength(MAX_PER_ENDPOINT);
    waiting[0]?.();
    // Nobody rings: the attempt that ended does.
    await rounds.mayStart();
    await rounds.start();
    expect(waiting).toHaveLength(MAX_PER_ENDPOINT + 1);
  });

  test("go on behind a batch of events that nobody asked for", async () => {
    await writeUnheard(BATCH);
    await world.addEndpoint();
    const id = await world.write();
    await world.deliver();
    expect(world.inbox.received.map(({ headers }) => headers["webhook-id"])).toEqual([id]);
  });

  test("wait for the disk where a number was given, and not for a claim alone", async () => {
    await world.addEndpoint();
    await world.write();
    expect(await waitsForDisk()).toBe(true);
    expect(await waitsForDisk()).toBe(false);
  });
});

test("a commit is delivered while what has ended before it cannot be written yet", async () => {
  const { sql } = world.own.database;
  const { endpoint } = await world.addEndpoint();
  const deliverer = startDeliverer(world.app, { clock: () => world.now, sender: world.sender });
  let letAnswer = () => {};
  const mayAnswer = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  world.inbox.answer(async () => {
    await mayAnswer;
    return { status: 200 };
  });
  const first = await world.write();
  wakeDeliverer();
  await world.inbox.waitFor(({ headers }) => headers["webhook-id"] === first);
  await sql.begin(async (tx) => {
    await tx`select from deliveries where event_id = ${first} for update`;
    letAnswer();
    const isHeldUp = async () =>
      (await sql`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%record_attempts%'`).length > 0;
    while (!(await isHeldUp())) await new Promise((resolve) => setTimeout(resolve, 10));
    const second = await world.write();
    wakeDeliverer();
    await world.inbox.waitFor(({ headers }) => headers["webhook-id"] === second);
  });
  await deliverer.stop();
  expect((await world.stored(endpoint.id)).map(({ status }) => status)).toEqual(["delivered", "delivered"]);
});
