import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import { expect, inject } from "vitest";
import { createWebhookEndpoint } from "@/lib/services/create-webhook-endpoint";
import type { Death, Done, Order } from "./crash-points";
import { withName } from "./database";
import { type Engine, type OpenSession, open, startEngine } from "./engine";
import { type Inbox, startInbox } from "./inbox";
import { judge } from "./judge";

const STEP_MS = 600_000;
const EXPIRES_IN = 7_200;
const MAX_LAST_TURNS = 8;
const CHILD = fileURLToPath(new URL("crash-child.ts", import.meta.url));

type Child = { readonly process: ChildProcess; order(order: Order): Promise<Done | "killed"> };
type Sessions = Record<"coin" | "token" | "moved" | "willed" | "never" | "late", OpenSession>;

let engine: Engine;
let inbox: Inbox;
let sessions: Sessions;
let from: number;
let template: string;
let start: number;
let spare: Promise<Child>;
const children = new Set<ChildProcess>();

/** Six sessions and an endpoint, to be told the same story of again and again, with a death in it. */
export async function startCrashStory(): Promise<void> {
  [engine, inbox] = await Promise.all([startEngine(), startInbox()]);
  const { app, database, merchant } = engine;
  const scope = { merchantId: merchant.merchantId, livemode: false };
  await createWebhookEndpoint(database.db, {
    scope,
    given: { url: inbox.url, events: ["*"], description: null },
    allowPrivate: true,
    sealKey: app.config.ENCRYPTION_KEY,
    now: Date.now(),
  });
  const ask = (asset: "ETH" | "USDC" | "USDT") => open(app, { merchant, asset, amount: "25.00", expiresIn: EXPIRES_IN });
  sessions = {
    coin: await ask("ETH"),
    token: await ask("USDC"),
    moved: await ask("ETH"),
    willed: await ask("ETH"),
    never: await ask("ETH"),
    late: await ask("USDT"),
  };
  const head = await engine.chain.client.getBlock();
  from = Number(head.number) + 1;
  start = Math.max(Date.now(), Number(head.timestamp) * 1000);
  template = new URL(engine.url).pathname.slice(1);
  await app.database.close();
  await database.close();
  spare = spawnChild();
}

export async function stopCrashStory(): Promise<void> {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all([engine?.chain.stop(), inbox?.stop()]);
}

function spawnChild(): Promise<Child> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  children.add(child);
  const answer = () =>
    new Promise<Done | "killed">((resolve) => {
      const heard = (done: Done) => finish(done);
      const ended = () => finish("killed");
      const finish = (what: Done | "killed") => {
        child.off("message", heard).off("exit", ended);
        resolve(what);
      };
      child.on("message", heard).on("exit", ended);
    });
  return answer().then(() => ({
    process: child,
    order(order) {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve("killed");
      const answered = answer();
      child.send(order, () => {});
      return answered;
    },
  }));
}

async function takeChild(): Promise<Child> {
  const child = await spare;
  spare = spawnChild();
  return child;
}

/** What happens on the chain between one turn of the engine and the next. */
function story(nonce: number): ((at: number) => Promise<void>)[] {
  const { chain, pay } = engine;
  const { coin, token, moved, willed, late } = sessions;
  const rollBack = (depth: number) => chain.client.request({ method: "anvil_rollback" as never, params: [depth] as never });
  const mineAt = async (at: number, blocks: number) => {
    for (let block = 0; block < blocks; block += 1) await chain.mineAt(at + block * 1000);
  };
  const half = token.due / 2n;
  return [
    async (at) => {
      await pay.one("ETH", coin.address, coin.due, nonce);
      await pay.one("USDC", token.address, half, nonce + 1);
      await mineAt(at, 1);
    },
    async (at) => {
      await pay.one("ETH", moved.address, moved.due, nonce + 2);
      await pay.bequest(willed.address, willed.due, nonce + 3);
      await mineAt(at, 2);
    },
    async (at) => {
      await rollBack(2);
      await mineAt(at, 1);
      await pay.one("ETH", moved.address, moved.due, nonce + 2);
      await pay.bequest(willed.address, willed.due, nonce + 3);
      await pay.batch([
        { asset: "USDC", to: token.address, amount: half },
        { asset: "USDC", to: token.address, amount: token.due - half },
      ]);
      await mineAt(at + 1000, 1);
    },
    (at) => mineAt(at, 3),
    () => mineAt(start + EXPIRES_IN * 1000 + STEP_MS, 1),
    async (at) => {
      await pay.one("USDT", late.address, late.due);
      await mineAt(at + EXPIRES_IN * 1000, 3);
    },
  ];
}

type Run = {
  readonly passed: Done["passed"];
  readonly kills: number;
  /** Webhooks that the receiver got more than once: each time with the same id and body, or the run fails. */
  readonly repeated: number;
  readonly dump: unknown;
};

let engineChild: Child | null = null;

/** The whole story on a database and a chain as they were at first, with one death. */
export async function runCrashStory(death: Death | null): Promise<Run> {
  const name = `crash_${randomBytes(6).toString("hex")}`;
  const server = inject("postgresUrl");
  await administer(server, `create database ${name} template ${template}`);
  const url = withName(server, name);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const { client, accounts, rpcUrl } = engine.chain;
  const snapshot = await client.snapshot();
  const labels = new Map<string, string>();
  const received = inbox.received.length;
  let passed: Done["passed"] = {};
  let kills = 0;

  async function turn(now: number): Promise<void> {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const done = engineChild && (await engineChild.order({ kind: "turn", now }));
      if (done && done !== "killed") {
        passed = done.passed;
        if (done.outcomes.every((outcome) => outcome === "scanned" || outcome === "idle")) return;
        expect(done.outcomes).toEqual(["skipped"]);
      } else {
        kills += 1;
        engineChild = await takeChild();
        await engineChild.order({ kind: "begin", databaseUrl: url, rpcUrl, death: null });
      }
      // Time passes until the dead holder's lease has ended.
      await sql`update network_cursors set lease_until = now() - interval '1 second' where lease_until is not null`;
    }
    throw new Error("the engine never came through a turn");
  }

  try {
    engineChild ??= await takeChild();
    await engineChild.order({ kind: "begin", databaseUrl: url, rpcUrl, death });
    const nonce = await client.getTransactionCount({ address: accounts[0] });
    let now = start;
    for (const [step, happen] of story(nonce).entries()) {
      now += STEP_MS;
      await happen(now);
      await label(labels, step);
      await turn(now);
    }
    for (let last = 0; last < MAX_LAST_TURNS; last += 1) {
      const [open] = await sql`select count(*)::int as count from deliveries where status = 'pending'`;
      const [unnumbered] = await sql`select count(*)::int as count from events where sequence is null`;
      if (open?.count === 0 && unnumbered?.count === 0) break;
      now += STEP_MS;
      await turn(now);
    }
    expect(await judge({ sql, rpcUrl, chainId: 31337, from, tokens: [engine.chain.usdc, engine.chain.usdt] })).toEqual([]);
    const repeated = await expectDelivered(sql, received);
    return { passed, kills, repeated, dump: await dump(sql, labels) };
  } finally {
    await client.revert({ id: snapshot });
    await sql.end();
    void administer(server, `drop database ${name} with (force)`);
  }
}

async function administer(server: string, statement: string): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  await sql.unsafe(statement).finally(() => sql.end());
}

/** The node gives a block another hash each time the story is told; its place in the story is what it is known by. */
async function label(labels: Map<string, string>, step: number): Promise<void> {
  const { client } = engine.chain;
  const head = Number(await client.getBlockNumber({ cacheTime: 0 }));
  for (let number = from - 1; number <= head; number += 1) {
    const { hash } = await client.getBlock({ blockNumber: BigInt(number) });
    if (!labels.has(hash)) labels.set(hash, `block ${number} of step ${step}`);
  }
}

/** R4: every event reached the receiver, each time as the same bytes, and nothing else did. */
async function expectDelivered(sql: Sql, received: number): Promise<number> {
  let repeated = 0;
  const events = await sql`select e.id, e.body, d.status from events e left join deliveries d on d.event_id = e.id`;
  const requests = inbox.received.slice(received);
  for (const event of events) {
    expect(event.status).toBe("delivered");
    const bodies = requests.filter((request) => request.headers["webhook-id"] === event.id).map((request) => request.body);
    expect(new Set(bodies)).toEqual(new Set([event.body]));
    if (bodies.length > 1) repeated += 1;
  }
  expect(new Set(requests.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set(events.map(({ id }) => id)));
  return repeated;
}

/**
 * Everything that may not depend on when a process died. Ids that are drawn by lot are replaced by what they stand for. The
 * lease is left out: a dead holder's name stands on it until the next one takes it.
 */
async function dump(sql: Sql, labels: ReadonlyMap<string, string>): Promise<unknown> {
  const tables = {
    cursor: await sql`select chain_id, number, hash, time, passed_time, stalled, problem from network_cursors`,
    blocks: await sql`select number, hash, parent_hash, time, orphaned_at from blocks where number >= ${from} order by serial`,
    transfers: await sql`
      select t.id, b.number, t.block_hash, t.block_time, t.tx_hash, t.position, t.order, t.kind, t.asset, t.amount, t.from, t.to,
        t.session_id
      from transfers t join blocks b on b.hash = t.block_hash order by b.serial, t.order`,
    sessions: await sql`
      select id, version, updated_at, status, flags, received, remaining, overpaid, completing_id, tx_hash, paid_at, confirming,
        look_at
      from checkout_sessions order by id`,
    settlements: await sql`select * from settlements order by session_id`,
    events: await sql`select id, sequence, session_id, type, key, detail, data, created_at from events order by sequence`,
  };
  const names = new Map(labels);
  for (const [place, transfer] of tables.transfers.entries()) names.set(transfer.id, `payment ${place}`);
  for (const event of tables.events) names.set(event.id, `event ${event.sequence}`);
  let text = JSON.stringify(tables, null, 1);
  for (const [drawn, name] of names) text = text.replaceAll(drawn, name);
  return JSON.parse(text);
}
