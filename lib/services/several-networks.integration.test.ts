import { afterAll, beforeAll, expect, test } from "vitest";
import { loadPublicSession } from "@/db/queries/public-sessions";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { testApp } from "@/test/app";
import { startChain, type TestChain } from "@/test/chain";
import { type Engine, makeSession, startEngine, tick } from "@/test/engine";
import { lastQuote } from "../checkout/appraise";
import { NATIVE } from "../checkout/assets";
import { acceptSession } from "./accept-session";
import type { App } from "./app";

const HERE = 31337;
const THERE = 31338;
const CONFIRMATIONS = 3;

let engine: Engine;
let there: TestChain;
let app: App;
beforeAll(async () => {
  [engine, there] = await Promise.all([startEngine(), startChain({ chainId: THERE })]);
  await there.client.setAutomine(false);
  app = testApp({ databaseUrl: engine.url, rpcUrls: { [HERE]: [engine.chain.rpcUrl], [THERE]: [there.rpcUrl] } });
  await tick(app);
});
afterAll(async () => {
  await app?.database.close();
  await Promise.all([engine?.stop(), there?.stop()]);
});

type Method = { chainId: number; asset: string };

async function open(paymentMethods: readonly Method[]) {
  const input = { amount: { value: "10.00", currency: "USD" }, paymentMethods: [...paymentMethods], expiresIn: 600 };
  const made = await makeSession(app, { merchant: engine.merchant, input });
  return { id: made.id, address: made.address as `0x${string}`, expiresAt: Date.parse(made.expiresAt) };
}

async function dueOf(id: string, chainId: number): Promise<bigint> {
  const [record] = await loadSessionRecords(engine.database.db, [id]);
  const line = record && lastQuote(record.facts.quotes).methods.find((one) => one.chainId === chainId && one.asset === NATIVE);
  if (!line) throw new Error("no such way to pay");
  return line.due;
}

const sendThere = (to: `0x${string}`, value: bigint) =>
  there.client.sendTransaction({ account: there.accounts[0], to, value, gas: 100_000n });

async function mine(chain: TestChain, blocks: number): Promise<void> {
  await chain.mine(blocks);
  await tick(app);
}

test("parts on two networks add up, each confirmed by its own", async () => {
  const { id, address } = await open([HERE, THERE].map((chainId) => ({ chainId, asset: "ETH" })));
  await engine.pay.one("ETH", address, (await dueOf(id, HERE)) / 4n);
  await mine(engine.chain, CONFIRMATIONS);
  expect((await engine.session(id)).status).toBe("underpaid");
  await sendThere(address, ((await dueOf(id, THERE)) * 3n) / 4n);
  await mine(there, CONFIRMATIONS - 1);
  expect((await engine.session(id)).status).toBe("detected");
  await mine(engine.chain, 1);
  expect((await engine.session(id)).status).toBe("detected");
  await mine(there, 1);
  expect(await engine.session(id)).toMatchObject({ status: "paid", flags: [], received: await dueOf(id, HERE) });
});

test("money on a network that the session does not take is seen, flagged, told, shown, and accepted with one act", async () => {
  const { id, address } = await open([{ chainId: HERE, asset: "ETH" }]);
  const txHash = await sendThere(address, 7n * 10n ** 15n);
  await mine(there, 1);
  expect(await engine.session(id)).toMatchObject({
    status: "pending",
    flags: ["wrong_asset"],
    received: 0n,
    events: ["session.created", "payment.received"],
  });
  const { db, sql } = engine.database;
  const [told] = await sql`select detail from events where session_id = ${id} and type = 'payment.received'`;
  expect(told?.detail).toMatchObject({ wrongAsset: true });
  const shown = await loadPublicSession(engine.database, id, Date.now());
  expect(shown?.payments).toMatchObject([{ txHash, networkName: "Second local chain", counts: false }]);

  const { merchantId, userId, livemode } = engine.merchant;
  const word = { id, by: userId, reason: "The same coin", now: Date.now(), baseUrl: "http://localhost:3000" };
  await db.transaction((tx) => acceptSession(tx, { merchantId, livemode }, word));
  const { status, flags, events } = await engine.session(id);
  expect([status, flags]).toEqual(["paid", ["wrong_asset", "accepted"]]);
  expect(events.filter((type) => type === "session.paid")).toHaveLength(1);
});

test("a session expires when the last of its networks was scanned past its time, not when the first was", async () => {
  const { id, expiresAt } = await open([HERE, THERE].map((chainId) => ({ chainId, asset: "ETH" })));
  await engine.chain.minePast(expiresAt);
  await tick(app);
  await mine(engine.chain, 5);
  expect((await engine.session(id)).status).toBe("pending");
  await there.minePast(expiresAt);
  await tick(app);
  expect((await engine.session(id)).status).toBe("expired");
});
