import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";
import { freePort } from "@/scripts/free-port";
import { type Guard, startGuard } from "@/scripts/guard";
import { type Postgres, startPostgres } from "../scripts/embedded-postgres";
import { TEST_SEAL_KEY } from "./app";
import { startChain, type TestChain } from "./chain";
import { type OpenSession, payer } from "./engine";
import { type Inbox, startInbox } from "./inbox";
import { judge } from "./judge";
import { type Replica, startReplica } from "./replicas";
import { seedMerchant } from "./seed";

/** Three processes with a whole engine each, on one database that is theirs alone and can be stopped. */
const REPLICAS = 3;
const ROUNDS = 8;
const POLL_MS = 200;
const folder = mkdtempSync(join(tmpdir(), "florin-replicas-"));

let guard: Guard;
let server: Postgres;
let port: number;
let database: Database;
let chain: TestChain;
let inbox: Inbox;
let merchantId: string;
let from: number;
const replicas: Replica[] = [];
const opened: OpenSession[] = [];

const startServer = () => startPostgres({ folder, password: "florin", guard, durable: true, port });

beforeAll(async () => {
  guard = startGuard();
  port = await freePort();
  [server, chain, inbox] = await Promise.all([startServer(), startChain(), startInbox()]);
  await migrateDatabase(server.url);
  database = openDatabase(server.url, { max: 2 });
  ({ merchantId } = await seedMerchant(database.db));
  await createWebhookEndpoint(database.db, {
    scope: { merchantId, livemode: false },
    given: { url: inbox.url, events: ["*"], description: null },
    allowPrivate: true,
    sealKey: TEST_SEAL_KEY,
    now: Date.now(),
  });
  await noteHolders();
  from = Number(await chain.client.getBlockNumber()) + 1;
  replicas.push(...(await Promise.all(Array.from({ length: REPLICAS }, startOne))));
  await until(async () => (await database.sql`select 1 from network_cursors where number is not null`).length === 1);
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.kill()));
  await database?.close();
  await Promise.all([chain?.stop(), inbox?.stop(), server?.stop()]);
  guard.release();
  rmSync(folder, { recursive: true, force: true });
});

const startOne = () => startReplica(server.url, chain.rpcUrl);

/** The database itself writes down who takes the network, and from whom. */
async function noteHolders(): Promise<void> {
  await database.sql.unsafe(`
    create table holders (at timestamptz, holder text, before text, before_until timestamptz);
    create function note_holder() returns trigger language plpgsql as $$ begin
      if new.fence is distinct from old.fence then
        insert into holders values (now(), new.lease_holder, old.lease_holder, old.lease_until);
      end if;
      return new;
    end $$;
    create trigger note_holder before update on network_cursors for each row execute function note_holder();`);
}

/** Asks again while the database is away. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await wait(POLL_MS);
}

/** Each process that lives opens a session, and the customer pays it. */
async function sell(): Promise<void> {
  const pay = payer(chain);
  for (const [place, replica] of replicas.entries()) {
    const asset = (opened.length + place) % 2 === 0 ? "ETH" : "USDC";
    const session = await replica.open(merchantId, asset);
    if (!session) continue;
    opened.push(session);
    await pay.one(asset, session.address, session.due);
  }
}

/** @param outages an immediate stop loses the last moments of what nobody waited for: the record of a claim, never the webhook */
async function expectAllSettledOnce({ outages = 0 } = {}): Promise<void> {
  await chain.mine(3);
  const ids = opened.map(({ id }) => id);
  await until(async () => {
    const [row] = await database.sql`
      select (select count(*)::int from checkout_sessions where id in ${database.sql(ids)} and status <> 'paid') as waiting,
        (select count(*)::int from deliveries where status = 'pending') as pending,
        (select count(*)::int from events where sequence is null) as unnumbered`;
    return row?.waiting === 0 && row.pending === 0 && row.unnumbered === 0;
  });
  const tokens = [chain.usdc, chain.usdt];
  expect(await judge({ sql: database.sql, rpcUrl: chain.rpcUrl, chainId: 31337, from, tokens })).toEqual([]);
  expect(new Set(opened.map(({ address }) => address)).size).toBe(opened.length);
  for (const type of ["session.created", "payment.received", "session.paid"]) {
    const events = await database.sql`select session_id from events where type = ${type} and session_id in ${database.sql(ids)}`;
    expect(events.map((event) => event.session_id).sort(), type).toEqual([...ids].sort());
  }
  const sent = await database.sql`
    select e.id, e.body, d.status, d.attempts from events e left join deliveries d on d.event_id = e.id`;
  for (const { id, body, status, attempts } of sent) {
    expect(status).toBe("delivered");
    const bodies = inbox.received.filter((request) => request.headers["webhook-id"] === id).map((request) => request.body);
    expect(new Set(bodies)).toEqual(new Set([body]));
    expect(bodies.length).toBeLessThanOrEqual(attempts + outages);
  }
  const numbers = (await database.sql`select sequence::int from events order by sequence`).map((event) => event.sequence);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
}

/** Whoever took the network found it free, or its holder's time over. */
async function holders(): Promise<Set<string>> {
  const rows = await database.sql`select holder, before is null or before_until < at as was_free from holders`;
  expect(rows.filter((row) => !row.was_free)).toEqual([]);
  return new Set(rows.map((row) => row.holder));
}

test("three processes share the work: each payment, event and delivery once, one scanner at a time", async () => {
  for (let round = 0; round < ROUNDS; round += 1) await sell();
  expect(opened).toHaveLength(ROUNDS * REPLICAS);
  await expectAllSettledOnce();
  expect((await holders()).size).toBeGreaterThan(1);
  const attempts = await database.sql`select attempts from deliveries`;
  expect(new Set(attempts.map((delivery) => delivery.attempts))).toEqual(new Set([1]));
  expect(inbox.received).toHaveLength(attempts.length);
});

test("one that is killed while it scans is replaced when its lease runs out, and its addresses come back", {
  timeout: 300_000,
}, async () => {
  await sell();
  let victim: Replica | undefined;
  while (!victim) {
    const [row] = await database.sql`select lease_holder from network_cursors where lease_holder is not null`;
    victim = replicas.find(({ instance }) => instance === row?.lease_holder);
    if (!victim) continue;
    victim.child.kill("SIGSTOP");
    const [still] = await database.sql`select 1 from network_cursors where lease_holder = ${victim.instance}`;
    if (still) await victim.kill();
    else victim.child.kill("SIGCONT");
    if (!still) victim = undefined;
  }
  replicas.splice(replicas.indexOf(victim), 1);
  await sell();
  await expectAllSettledOnce();
  const heirs = await database.sql`select 1 from holders where before = ${victim.instance} and before_until < at`;
  expect(heirs.length).toBeGreaterThan(0);
  await holders();
  const left = await database.sql`
    update receive_addresses set reserved_until = now() - interval '1 second'
    where reserved_by = ${victim.instance} and session_id is null returning address`;
  expect(left.length).toBeGreaterThan(0);
  const heir = await startOne();
  replicas.push(heir);
  await sell();
  const taken = await database.sql`
    select 1 from receive_addresses where address in ${database.sql(left.map((row) => row.address))}
      and (reserved_by = ${heir.instance} or session_id is not null)`;
  expect(taken.length).toBe(left.length);
  await expectAllSettledOnce();
});

test("the database is stopped at once in the middle of it and comes back: nobody dies, nothing is lost or doubled", {
  timeout: 300_000,
}, async () => {
  const outages = 3;
  for (let outage = 0; outage < outages; outage += 1) {
    const selling = (async () => {
      for (let round = 0; round < 4; round += 1) await sell();
    })();
    await wait(300 * (outage + 1));
    server.child.kill("SIGQUIT");
    if (server.child.exitCode === null) await new Promise((gone) => server.child.once("exit", gone));
    await wait(500);
    server = await startServer();
    await selling;
  }
  const before = opened.length;
  await until(async () => {
    await sell();
    return opened.length >= before + replicas.length;
  });
  await expectAllSettledOnce({ outages });
  await holders();
  expect(replicas.map((replica) => replica.isAlive())).toEqual(replicas.map(() => true));
});
