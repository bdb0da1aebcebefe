import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, type Money, type OpenSession, startEngine } from "@/test/engine";
import { startInbox } from "@/test/inbox";
import { payOut } from "@/test/payouts";
import { createWebhookEndpoint } from "./create-webhook-endpoint";
import { scanNetworks } from "./scan-networks";

const AT_ONCE = 8;
const TTL_S = 1_800;

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
  const { app, database, merchant, chain } = engine;
  const inbox = await startInbox();
  await inbox.stop();
  await createWebhookEndpoint(database.db, {
    scope: { merchantId: merchant.merchantId, livemode: false },
    given: { url: inbox.url, events: ["*"], description: null },
    allowPrivate: true,
    sealKey: app.config.ENCRYPTION_KEY,
    now: Date.now(),
  });
  await chain.client.setBlockGasLimit({ gasLimit: 200_000_000n });
});
afterAll(() => engine.stop());

test("a thousand payments in one block are settled within two ticks, each told once", async () => {
  const sessions = [...(await openMany("USDC", 700)), ...(await openMany("ETH", 300))];
  const heard = new Set<string>();
  const listening = await engine.database.sql.listen("florin_sessions", (payload) => {
    for (const id of JSON.parse(payload) as string[]) heard.add(id);
  });
  await payAll(sessions);

  await engine.tick();
  expect(await storiesOf(sessions)).toEqual({ "detected: session.created payment.received session.detected": 1_000 });
  await engine.chain.mine(2);
  await engine.tick();
  const story = "paid: session.created payment.received session.detected payment.confirmed session.paid";
  expect(await storiesOf(sessions)).toEqual({ [story]: 1_000 });

  await engine.chain.mine(1);
  await engine.tick();
  expect(await storiesOf(sessions)).toEqual({ [story]: 1_000 });
  expect(await deliveriesOf(sessions)).toEqual({ deliveries: 5_000, events: 5_000 });
  expect(await settlementsOf(sessions)).toBe(1_000);
  await expect.poll(() => sessions.every(({ id }) => heard.has(id)), { timeout: 60_000 }).toBe(true);
  await listening.unlisten();
});

test("a tick that ends between two of its transactions leaves the rest to the next, and nothing is lost or told twice", async () => {
  const sessions = await openMany("USDC", 1_100);
  await payAll(sessions);

  await scanNetworks(engine.app, { now: Date.now(), isOver: () => true });
  const halfway = await storiesOf(sessions);
  expect(halfway).toEqual({
    "detected: session.created payment.received session.detected": 1_000,
    "pending: session.created": 100,
  });
  await engine.tick();
  expect(await storiesOf(sessions)).toEqual({ "detected: session.created payment.received session.detected": 1_100 });
});

test("six hundred sessions that wait for nothing but the hour expire in one tick, each told once", async () => {
  const sessions = await openMany("USDC", 600);
  await engine.chain.mineAt(Date.now() + (TTL_S + 60) * 1_000);
  await engine.tick();
  expect(await storiesOf(sessions)).toEqual({ "expired: session.created session.expired": 600 });
});

async function openMany(asset: Money, count: number): Promise<OpenSession[]> {
  const sessions: OpenSession[] = [];
  while (sessions.length < count) {
    const next = Math.min(AT_ONCE, count - sessions.length);
    sessions.push(...(await Promise.all(Array.from({ length: next }, () => engine.open(asset, "10.00", TTL_S)))));
  }
  return sessions;
}

/** All in one block: tokens as an exchange pays out, many in a transaction; coins each in its own. */
async function payAll(sessions: readonly OpenSession[]): Promise<void> {
  const { chain } = engine;
  const [account] = chain.accounts;
  const isCoin = (session: OpenSession) => session.due > 10n ** 12n;
  const coins = sessions.filter(isCoin);
  let nonce = await chain.client.getTransactionCount({ address: account });
  for (const { address, due } of coins) {
    await chain.client.sendTransaction({ account, to: address, value: due, gas: 21_000n, nonce: nonce++ });
  }
  const payouts = await payOut(
    chain,
    sessions.filter((session) => !isCoin(session)),
  );
  await chain.mine(1);
  const block = await chain.client.getBlock();
  if (block.transactions.length !== coins.length + payouts) throw new Error("the payments are not all in one block");
}

/** How many sessions have which status and which events, in their order. */
async function storiesOf(sessions: readonly OpenSession[]): Promise<Record<string, number>> {
  const rows = await engine.database.sql<{ story: string; count: number }[]>`
    select story, count(*)::integer as count from (
      select s.status || ': ' || string_agg(e.type, ' ' order by e.position) as story
      from checkout_sessions s join events e on e.session_id = s.id
      where s.id in ${engine.database.sql(idsOf(sessions))}
      group by s.id) told
    group by story order by story`;
  return Object.fromEntries(rows.map(({ story, count }) => [story, count]));
}

async function deliveriesOf(sessions: readonly OpenSession[]): Promise<unknown> {
  const [row] = await engine.database.sql`
    select count(*)::integer as deliveries, count(distinct d.event_id)::integer as events
    from deliveries d join events e on e.id = d.event_id
    where e.session_id in ${engine.database.sql(idsOf(sessions))}`;
  return { ...row };
}

async function settlementsOf(sessions: readonly OpenSession[]): Promise<number> {
  const [row] = await engine.database.sql`
    select count(*)::integer as count from settlements where session_id in ${engine.database.sql(idsOf(sessions))}`;
  return row?.count;
}

function idsOf(sessions: readonly OpenSession[]): string[] {
  return sessions.map(({ id }) => id);
}
