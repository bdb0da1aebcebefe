/**
 * Two processes of the engine behind a real PgBouncer in transaction mode, which shares four connections of the server among
 * all of theirs: migrations, sessions, payments, webhooks, an open page, and the pooler killed in between.
 *
 *   npm run prove:pooler       needs `pgbouncer` on the PATH (apt-get install pgbouncer)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../db/client";
import { migrateDatabase } from "../db/migrate";
import { createWebhookEndpoint } from "../lib/services/create-webhook-endpoint";
import { makeSessionWatch } from "../lib/services/watch-sessions";
import { checkDatabase } from "../scripts/check-database";
import { startPostgres } from "../scripts/embedded-postgres";
import { startGuard } from "../scripts/guard";
import { TEST_SEAL_KEY, testApp } from "./app";
import { startChain } from "./chain";
import { payer } from "./engine";
import { startInbox } from "./inbox";
import { judge } from "./judge";
import { findPgBouncer, SERVER_CONNECTIONS, startPgBouncer } from "./pgbouncer";
import { startReplica } from "./replicas";
import { seedMerchant } from "./seed";

const POLL_MS = 200;
const TRIES = 600;
const SESSIONS = 8;
/** Longer than a beat of the listener, which is sent through the pooler. */
const QUIET_MS = 20_000;

const version = findPgBouncer();
if (version === null) {
  console.error("This proof needs PgBouncer: no `pgbouncer` is on the PATH (apt-get install pgbouncer).");
  process.exit(1);
}

function expect(what: string, seen: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
  console.log(`ok   ${what}: ${a}`);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < TRIES; turn += 1) {
    if (await isSo().catch(() => false)) {
      console.log(`ok   ${what}`);
      return;
    }
    await wait(POLL_MS);
  }
  throw new Error(`never came: ${what}`);
}

/** @param prepare whether statements are prepared, which PgBouncer keeps from 1.21 on */
async function prove(prepare: "on" | "off"): Promise<void> {
  console.log(`PgBouncer ${version}, transaction mode, DATABASE_PREPARE=${prepare}`);
  const [folder, beside] = ["server", "pooler"].map((name) => mkdtempSync(join(tmpdir(), `florin-${name}-`))) as [string, string];
  const guard = startGuard();
  const server = await startPostgres({ folder, password: "florin", guard, durable: false });
  const [chain, inbox] = await Promise.all([startChain(), startInbox()]);
  const pooler = await startPgBouncer({ folder: beside, server: server.url, guard });
  const direct = openDatabase(server.url, { max: 2 });
  const replicas: Awaited<ReturnType<typeof startReplica>>[] = [];
  const env = { DATABASE_PREPARE: prepare, DATABASE_LIMITS: "off", DATABASE_LISTEN_URL: server.url };
  const page = testApp({ databaseUrl: pooler.url, env });
  const { sql } = direct;
  try {
    const refused = await checkDatabase(pooler.url, { tellLimits: true }).catch((error) => error.message);
    expect("a start that tells the limits of a session is refused with", refused, REFUSED);
    await checkDatabase(pooler.url, { tellLimits: false });
    await Promise.all([migrateDatabase(pooler.url), migrateDatabase(pooler.url)]);
    const [locks] = await sql`select count(*)::int as left from pg_locks where locktype = 'advisory'`;
    expect("locks that two migrations at once leave behind", locks?.left, 0);

    const { merchantId } = await seedMerchant(direct.db);
    await createWebhookEndpoint(direct.db, {
      scope: { merchantId, livemode: false },
      given: { url: inbox.url, events: ["*"], description: null },
      allowPrivate: true,
      sealKey: TEST_SEAL_KEY,
      now: Date.now(),
    });
    const from = Number(await chain.client.getBlockNumber()) + 1;
    for (let count = 0; count < 2; count += 1) replicas.push(await startReplica(pooler.url, chain.rpcUrl, env));
    await until("the network is scanned", async () => (await sql`select 1 from network_cursors where number > 0`).length === 1);

    const ids: string[] = [];
    const pay = payer(chain);
    const sell = async () => {
      for (let place = 0; place < SESSIONS; place += 1) {
        const asset = place % 2 === 0 ? "ETH" : "USDC";
        const session = await replicas[place % replicas.length]?.open(merchantId, asset);
        if (!session) continue;
        ids.push(session.id);
        if (place === 0) look(session.id);
        await pay.one(asset, session.address, session.due);
      }
      await chain.mine(3);
    };
    const shown: string[] = [];
    let look = (id: string) => {
      makeSessionWatch(page, Date.now).watch(id, (json) => shown.push(JSON.parse(json).status));
      look = () => {};
    };
    const isOver = async () => {
      const [row] = await sql`
        select (select count(*)::int from checkout_sessions where status <> 'paid') as waiting,
          (select count(*)::int from deliveries where status <> 'delivered') as pending,
          (select count(*)::int from events where sequence is null) as unnumbered`;
      return row?.waiting + row?.pending + row?.unnumbered === 0;
    };
    await sell();
    expect("sessions made", ids.length, SESSIONS);
    await until("all of them are paid, and each webhook is delivered", isOver);
    await until("an open page has heard that its own is", async () => shown.at(-1) === "paid");

    await pooler.restart();
    await until("sessions are made again after the pooler was killed", async () => {
      await sell();
      return ids.length >= 2 * SESSIONS;
    });
    await until("these are paid and told as well", isOver);
    await wait(QUIET_MS);
    await sell();
    await until("and those after a while of quiet", isOver);

    const tokens = [chain.usdc, chain.usdt];
    const wrong = await judge({ sql, rpcUrl: chain.rpcUrl, chainId: 31337, from, tokens });
    expect("what does not fit between the chain and the tables", wrong, []);
    const bodies = new Map(inbox.received.map(({ headers, body }) => [headers["webhook-id"], JSON.parse(body)]));
    const numbers = [...bodies.values()].map(({ sequence }) => sequence).sort((a, b) => a - b);
    expect(
      "numbers of events that are missing or twice",
      numbers.filter((number, place) => number !== place + 1),
      [],
    );
    const paid = [...bodies.values()].filter(({ type }) => type === "session.paid").map(({ data }) => data.id);
    expect("sessions told as paid, each once", paid.sort().join() === ids.sort().join(), true);
    const held = await sql`select count(*)::int as count from pg_stat_activity where application_name = 'pooled'`;
    expect("connections of the server stay within the pooler's", (held[0]?.count ?? 0) <= SERVER_CONNECTIONS, true);
    const ended = pooler
      .log()
      .filter(
        (line) =>
          /closing because/.test(line) &&
          !/client close request|server lifetime|shutdown|unsupported startup parameter/i.test(line),
      );
    expect("connections that the pooler had to end", ended, []);
  } catch (error) {
    console.error(pooler.log().slice(-20).join("\n"));
    throw error;
  } finally {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await page.database.close();
    await direct.close();
    await pooler.stop();
    await Promise.all([chain.stop(), inbox.stop(), server.stop()]);
    guard.release();
    for (const path of [folder, beside]) rmSync(path, { recursive: true, force: true });
  }
}

const REFUSED = "DATABASE_URL leads to a pooler that refuses settings of a session: set DATABASE_LIMITS=off (docs/run-many.md)";

await prove("off");
const [major = 0, minor = 0] = version.split(".").map(Number);
if (major > 1 || minor >= 21) await prove("on");
else console.log(`PgBouncer ${version} keeps no prepared statements (1.21 and later do): DATABASE_PREPARE=on is not tried.`);
process.exit(0);
