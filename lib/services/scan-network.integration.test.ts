import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, type Money, startEngine, tick, withChain } from "@/test/engine";
import { judge } from "@/test/judge";
import type { Chain } from "../chains/chain";
import type { App } from "./app";
import { scanNetworks } from "./scan-networks";

const CHAIN_ID = 31337;
let engine: Engine;
let from: number;
beforeAll(async () => {
  engine = await startEngine();
  from = Number((await cursor()).number) + 1;
});
afterAll(() => engine?.stop());

async function cursor() {
  const [row] = await engine.database.sql`select * from network_cursors where chain_id = ${CHAIN_ID}`;
  return row as { number: string; hash: string; time: string; problem: string | null };
}

async function verdict() {
  const { database, chain } = engine;
  return judge({ sql: database.sql, rpcUrl: chain.rpcUrl, chainId: CHAIN_ID, from, tokens: [chain.usdc, chain.usdt] });
}

const mine = (blocks = 1) => engine.chain.mine(blocks);
const connected = () => engine.app.chains.get(CHAIN_ID) as Chain;

async function lastExpiry(): Promise<number> {
  const [row] = await engine.database.sql`
    select extract(epoch from max(expires_at)) * 1000 as last from checkout_sessions where status = 'pending'`;
  return Number(row?.last);
}

function latch() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** A full row count of what a scan writes. */
async function everything() {
  const { sql } = engine.database;
  const [row] = await sql`
    select (select count(*) from blocks) as blocks, (select count(*) from transfers) as transfers,
      (select count(*) from events) as events, (select count(*) from deliveries) as deliveries,
      (select sum(version) from checkout_sessions) as versions`;
  return row;
}

test("a network's first tick begins at the head and keeps the blocks that a reorg may reach", async () => {
  const { number, hash } = await cursor();
  const head = await engine.chain.client.getBlock();
  expect([Number(number), hash]).toEqual([Number(head.number), head.hash]);
  const kept = await engine.database.sql`select number from blocks order by number`;
  expect(kept.map((row) => Number(row.number))).toEqual(Array.from({ length: Number(number) + 1 }, (_, height) => height));
});

test.each<Money>(["ETH", "USDC", "USDT"])(
  "a payment in %s is detected in its block and paid three blocks deep",
  async (asset) => {
    const session = await engine.open(asset);
    await engine.pay.one(asset, session.address, session.due);
    await engine.tick();
    expect((await engine.session(session.id)).status).toBe("pending");
    await mine();
    await engine.tick();
    expect(await engine.session(session.id)).toMatchObject({ status: "detected", received: session.due, confirming: true });
    await mine(2);
    await engine.tick();
    const { status, confirming, events } = await engine.session(session.id);
    expect([status, confirming]).toEqual(["paid", false]);
    expect(events).toEqual(["session.created", "payment.received", "session.detected", "payment.confirmed", "session.paid"]);
    expect(await verdict()).toEqual([]);
  },
);

test("a contract that pays one address twice in a transaction has paid it twice", async () => {
  const session = await engine.open("USDC");
  const half = session.due / 2n;
  const amounts = [half, session.due - half];
  await engine.pay.batch(amounts.map((amount) => ({ asset: "USDC", to: session.address, amount })));
  await mine(3);
  await engine.tick();
  expect(await engine.session(session.id)).toMatchObject({ status: "paid", received: session.due });
  expect(await verdict()).toEqual([]);
});

test("two sessions paid by one transaction are both paid", async () => {
  const [one, two] = [await engine.open("USDC"), await engine.open("USDT")];
  await engine.pay.batch([
    { asset: "USDC", to: one.address, amount: one.due },
    { asset: "USDT", to: two.address, amount: two.due },
  ]);
  await mine(3);
  await engine.tick();
  expect([(await engine.session(one.id)).status, (await engine.session(two.id)).status]).toEqual(["paid", "paid"]);
  expect(await verdict()).toEqual([]);
});

test("a token transfer that its contract refuses pays nothing", async () => {
  const session = await engine.open("USDC");
  await engine.pay.failing(session.address);
  await mine(3);
  await engine.tick();
  expect(await engine.session(session.id)).toMatchObject({ status: "pending", received: 0n });
});

test("an amount beyond all money is recorded like any other and stops nothing", async () => {
  const session = await engine.open("USDC");
  await engine.pay.batch([{ asset: "USDC", to: session.address, amount: 2n ** 255n }]);
  await mine();
  expect((await engine.tick()).map((report) => report.outcome)).toEqual(["scanned"]);
  expect(await engine.session(session.id)).toMatchObject({ status: "overpaid", received: 2n ** 255n });
  expect(await verdict()).toEqual([]);
});

test("scanning again what was scanned writes nothing", async () => {
  const before = await everything();
  const { number, hash, time } = await cursor();
  const back = Number(number) - 6;
  const [earlier] = await engine.database.sql`select hash, time from blocks where number = ${back} and orphaned_at is null`;
  await engine.database.sql`update network_cursors set number = ${back}, hash = ${earlier?.hash}, time = ${earlier?.time}`;
  await engine.tick();
  const after = await cursor();
  expect([after.number, after.hash, after.time]).toEqual([number, hash, time]);
  expect(await everything()).toEqual(before);
});

test("many blocks are read in bounded windows that meet without a gap", async () => {
  const windows: { from: number; to: number }[] = [];
  const spied: Chain = {
    ...connected(),
    scan: (window, matcher) => {
      windows.push({ from: window.from, to: window.to });
      return connected().scan(window, matcher);
    },
  };
  const start = Number((await cursor()).number);
  await mine(65);
  await tick(withChain(engine.app, spied));
  expect(windows.map((window) => window.to - window.from + 1)).toEqual([20, 20, 20, 5]);
  expect(windows.map((window) => window.from)).toEqual([start + 1, start + 21, start + 41, start + 61]);
  expect(await verdict()).toEqual([]);
});

test("old blocks are forgotten but for those that hold a payment, and those that a reorg may reach", async () => {
  const held = await engine.database.sql`select distinct block_hash from transfers`;
  await mine(300);
  await engine.tick();
  const at = Number((await cursor()).number);
  const rows = await engine.database.sql`
    select number, exists (select 1 from transfers t where t.block_hash = b.hash) as holds from blocks b order by number`;
  const bare = rows.filter((row) => !row.holds).map((row) => Number(row.number));
  expect(rows.filter((row) => row.holds)).toHaveLength(held.length);
  expect(bare).toEqual(Array.from({ length: 2 * 64 + 1 }, (_, place) => at - 2 * 64 + place));
});

test("a window that fails is asked for smaller, and the cursor never passes the error", async () => {
  const sizes: number[] = [];
  const limited: Chain = {
    ...connected(),
    scan: async (window, matcher) => {
      sizes.push(window.to - window.from + 1);
      if (window.to - window.from + 1 > 6) throw new Error("limited to a 6 block range");
      return connected().scan(window, matcher);
    },
  };
  const app = withChain(engine.app, limited);
  const start = (await cursor()).number;
  await mine(12);
  await tick(app);
  expect((await cursor()).number).toBe(start);
  expect((await cursor()).problem).toBe("The scan met an internal error; the log has it.");
  await tick(app);
  expect(sizes).toEqual([12, 6, 6]);
  expect(await verdict()).toEqual([]);
});

test("of fifty ticks at once one does the work, and the others name what they skipped", async () => {
  const session = await engine.open("ETH");
  await engine.pay.one("ETH", session.address, session.due);
  await mine(3);
  const [gate, started] = [latch(), latch()];
  const held: Chain = {
    ...connected(),
    scan: async (window, matcher) => {
      started.open();
      await gate.opened;
      return connected().scan(window, matcher);
    },
  };
  const first = tick(withChain(engine.app, held));
  await started.opened;
  const others = (await Promise.all(Array.from({ length: 49 }, () => engine.tick()))).flat();
  gate.open();
  expect(others).toEqual(Array.from({ length: 49 }, () => ({ chainId: CHAIN_ID, outcome: "skipped" })));
  expect((await first).map((report) => report.outcome)).toEqual(["scanned"]);
  expect(await engine.session(session.id)).toMatchObject({ status: "paid", received: session.due });
  expect(await verdict()).toEqual([]);
});

test("fifty ticks without any order between them write what one writes", async () => {
  const session = await engine.open("USDT");
  await engine.pay.one("USDT", session.address, session.due);
  await mine(30);
  const reports = (await Promise.all(Array.from({ length: 50 }, () => engine.tick()))).flat();
  expect(reports.filter((report) => report.outcome === "problem")).toEqual([]);
  await engine.tick();
  expect(await engine.session(session.id)).toMatchObject({ status: "paid", received: session.due });
  expect(await verdict()).toEqual([]);
});

test("a scanner whose lease was taken over while it read commits nothing", async () => {
  const session = await engine.open("ETH");
  await engine.pay.one("ETH", session.address, session.due);
  await mine();
  const slow: Chain = {
    ...connected(),
    scan: async (window, matcher) => {
      const result = await connected().scan(window, matcher);
      await engine.database.sql`update network_cursors set lease_until = now() - interval '1 second'`;
      await mine(4);
      await engine.tick();
      return result;
    },
  };
  const reports = await tick(withChain(engine.app, slow));
  expect(reports.map((report) => report.outcome)).toEqual(["skipped"]);
  expect((await engine.session(session.id)).status).toBe("paid");
  expect(await verdict()).toEqual([]);
});

test("a holder that died keeps others out until its lease ends, and no longer", async () => {
  await engine.database.sql`update network_cursors set lease_holder = 'dead', lease_until = now() + interval '1 minute'`;
  const before = (await cursor()).number;
  await mine();
  expect((await engine.tick()).map((report) => report.outcome)).toEqual(["skipped"]);
  expect((await cursor()).number).toBe(before);
  await engine.database.sql`update network_cursors set lease_until = now() - interval '1 millisecond'`;
  expect((await engine.tick()).map((report) => report.outcome)).toEqual(["scanned"]);
  expect(await verdict()).toEqual([]);
});

test("one network's outage stops no other", async () => {
  const dead: Chain = {
    ...connected(),
    network: { ...connected().network, chainId: 31338 },
    head: () => Promise.reject(new Error()),
  };
  const app: App = { ...engine.app, chains: new Map([[31338, dead], ...engine.app.chains]) };
  await mine();
  const outcomes = (await tick(app)).map(({ chainId, outcome }) => [chainId, outcome]);
  expect(outcomes).toEqual([
    [31338, "problem"],
    [CHAIN_ID, "scanned"],
  ]);
  await engine.database.sql`delete from network_cursors where chain_id = 31338`;
});

test("a session expires when a block beyond its time was verified, not when the clock says so", async () => {
  const session = await engine.open("ETH", "10.00", 300);
  await engine.chain.mineAt((await lastExpiry()) + 1_000);
  expect((await engine.session(session.id)).status).toBe("pending");
  await engine.tick();
  expect((await engine.session(session.id)).status).toBe("expired");
  expect(await verdict()).toEqual([]);
});

test("more sessions than one transaction settles expire in one tick all the same", async () => {
  const opened = await Promise.all(Array.from({ length: 230 }, () => engine.open("ETH", "10.00", 300)));
  await engine.chain.mineAt((await lastExpiry()) + 1_000);
  await engine.tick();
  const ids = opened.map((session) => session.id);
  const open = await engine.database
    .sql`select id from checkout_sessions where id in ${engine.database.sql(ids)} and status <> 'expired'`;
  expect(open).toHaveLength(0);
  expect(await verdict()).toEqual([]);
});

test("a chain that stands still for too long fails what it keeps open, and is taken back when it goes on", async () => {
  const session = await engine.open("ETH", "10.00", 300);
  await engine.tick();
  const impatient: Chain = { ...connected(), network: { ...connected().network, maxStallMs: 60_000 } };
  const app = withChain(engine.app, impatient);
  const later = { now: (await lastExpiry()) + 120_000, isOver: () => false };
  await scanNetworks(app, { ...later, now: later.now - 300_000 });
  expect((await engine.session(session.id)).status).toBe("pending");
  await scanNetworks(app, later);
  const failed = await engine.session(session.id);
  expect([failed.status, failed.events.at(-1)]).toEqual(["failed", "session.failed"]);
  await scanNetworks(app, later);
  expect(await engine.session(session.id)).toEqual(failed);
  await engine.pay.one("ETH", session.address, session.due);
  await mine(3);
  await engine.tick();
  const paid = await engine.session(session.id);
  expect([paid.status, paid.events.includes("session.corrected")]).toEqual(["paid", true]);
});
