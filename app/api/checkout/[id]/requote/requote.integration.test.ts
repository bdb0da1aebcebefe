import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAnnounced, loadSessionRecords } from "@/db/queries/session-facts";
import { loadSettlingView } from "@/db/queries/view";
import { derive } from "@/lib/checkout/derive";
import { newId } from "@/lib/ids";
import { localRateBook } from "@/lib/rates/local-rate-book";
import { callRoute, useApp } from "@/test/api";
import { type Engine, makeSession, startEngine } from "@/test/engine";
import * as session from "../route";
import * as requote from "./route";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const EXPIRES_IN = 600;
const GRACE_MS = 86_400_000;

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  useApp(engine.app);
});
afterAll(() => engine?.stop());

function make(wishes: object = {}) {
  const input = { amount: { value: "50.00", currency: "USD" }, expiresIn: EXPIRES_IN, ...wishes };
  return makeSession(engine.app, { merchant: engine.merchant, input });
}

const read = async (id: string) => (await callRoute(session.GET, { params: { id } })).body;
const ask = (id: string, body?: unknown) => callRoute(requote.POST, { method: "POST", params: { id }, body });

/** Mines a block after that moment and scans it. */
async function passBy(moment: string) {
  await engine.chain.minePast(Date.parse(moment));
  await engine.tick();
}

async function makeExpired(wishes: object = {}) {
  const made = await make(wishes);
  await passBy(made.expiresAt);
  expect((await read(made.id)).status).toBe("expired");
  return made;
}

const eventsOf = async (id: string) => (await engine.session(id)).events;
const quotesOf = (id: string) =>
  engine.database.sql`select * from session_quotes where session_id = ${id} order by number, position`;

/** Settling again writes nothing, because what stands is what derive says. */
async function isAsDerived(id: string): Promise<boolean> {
  const { db } = engine.database;
  const [record] = await loadSessionRecords(db, [id]);
  const announced = (await loadAnnounced(db, [id])).get(id) ?? new Set<string>();
  if (!record) return false;
  const facts = { ...record.facts, announced };
  const { projection, events } = derive(facts, await loadSettlingView(db, [facts], Date.now()));
  return projection.status === record.status && projection.received === record.received && events.length === 0;
}

describe("an expired session", () => {
  it("gets a new quote: the same id, address and methods, a new window, told to the shop once", async () => {
    const made = await makeExpired();
    const before = await read(made.id);
    expect(before.requotable).toBe(true);
    const first = [...(await quotesOf(made.id))];

    const { status, body, headers } = await ask(made.id);
    expect([status, body.status, body.requotable]).toEqual([200, "pending", false]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.version).toBe(before.version + 1);
    expect(body.methods.map((one: { address: string }) => one.address)).toEqual(made.methods.map((one) => one.address));
    expect(body.secondsHeld).toBe(EXPIRES_IN);
    expect(Date.parse(body.graceUntil) - Date.parse(body.expiresAt)).toBe(GRACE_MS);

    const all = await quotesOf(made.id);
    expect(all.slice(0, first.length)).toEqual(first);
    expect(new Set(all.slice(first.length).map((row) => row.number))).toEqual(new Set([2]));
    expect(Date.parse(all.at(-1)?.starts_at)).toBeGreaterThan(Date.parse(made.expiresAt));
    expect(await eventsOf(made.id)).toEqual(["session.created", "session.expired", "session.requoted"]);
    expect(await isAsDerived(made.id)).toBe(true);
  });

  it("is paid by the new quote, and expires again by it", async () => {
    const made = await makeExpired();
    const { body } = await ask(made.id);
    await engine.pay.one("ETH", made.address as `0x${string}`, BigInt(body.amount.wei));
    await passBy(made.expiresAt);
    await engine.chain.mine(2);
    await engine.tick();
    expect((await read(made.id)).status).toBe("paid");

    const other = await makeExpired();
    const again = (await ask(other.id)).body;
    await passBy(again.expiresAt);
    expect(await eventsOf(other.id)).toEqual(["session.created", "session.expired", "session.requoted", "session.expired"]);
    expect((await ask(other.id)).body.status).toBe("pending");
  });

  it("counts what was mined before the new quote by the old one, and asks for nothing more meanwhile", async () => {
    const made = await makeExpired();
    await engine.pay.one("ETH", made.address as `0x${string}`, BigInt(made.amount.wei));
    await engine.chain.mine();
    expect((await ask(made.id)).status).toBe(200);
    await engine.tick();
    expect(await read(made.id)).toMatchObject({ status: "pending", flags: ["late", "late_confirming"] });
    await engine.chain.mine(2);
    await engine.tick();
    expect((await read(made.id)).status).toBe("paid_late");
  });

  it("takes a plain form and leads back to the page, also when somebody else was quicker", async () => {
    const made = await makeExpired();
    const submit = async () => {
      const request = new Request("http://localhost:3000/", { method: "POST", headers: FORM, body: "" });
      const answer = await requote.POST(request, { params: Promise.resolve({ id: made.id }) });
      return [answer.status, answer.headers.get("location")];
    };
    expect(await submit()).toEqual([303, `/checkout/${made.id}`]);
    expect((await read(made.id)).status).toBe("pending");
    expect(await submit()).toEqual([303, `/checkout/${made.id}`]);
    expect((await quotesOf(made.id)).at(-1)?.number).toBe(2);
  });

  it("keeps the way to pay where that has a rate, and else takes another", async () => {
    const made = await makeExpired({ asset: "USDT" });
    const rates = {
      ...localRateBook,
      lock: async (need: Parameters<typeof localRateBook.lock>[0]) => (need.base === "USDT" ? null : localRateBook.lock(need)),
    };
    useApp({ ...engine.app, rates });
    const { status, body } = await ask(made.id);
    useApp(engine.app);
    expect([status, body.chosen.asset]).toEqual([200, "native"]);
    expect(body.methods.map((one: { asset: { symbol: string } }) => one.asset.symbol)).toEqual(["ETH", "USDC"]);
    await passBy(body.expiresAt);
    const again = (await ask(made.id)).body;
    expect(again.methods.map((one: { asset: { symbol: string } }) => one.asset.symbol)).toEqual(["ETH", "USDC", "USDT"]);
  });
});

describe("a new quote is refused", () => {
  it("before the session has expired", async () => {
    const { status, body } = await ask((await make()).id);
    expect([status, body.error.type, body.error.code]).toEqual([409, "conflict", "not_expired"]);
  });

  it("once money came that may count, however little", async () => {
    const made = await makeExpired();
    await engine.pay.one("ETH", made.address as `0x${string}`, 1n);
    await engine.chain.mine();
    await engine.tick();
    expect(await read(made.id)).toMatchObject({ status: "expired", requotable: false });
    expect((await ask(made.id)).body.error.code).toBe("payment_seen");
  });

  it("where no rate can be trusted; the page's form is told so in words", async () => {
    const made = await makeExpired();
    useApp({ ...engine.app, rates: { ...localRateBook, lock: async () => null } });
    const json = await ask(made.id);
    const request = new Request("http://localhost:3000/", { method: "POST", headers: FORM, body: "" });
    const page = await requote.POST(request, { params: Promise.resolve({ id: made.id }) });
    useApp(engine.app);
    expect([json.status, json.body.error.code]).toEqual([503, "rate_unavailable"]);
    expect([page.status, page.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain(`href="/checkout/${made.id}"`);
    expect((await read(made.id)).status).toBe("expired");
  });

  it("while the order has another open session, and holds the order again afterwards", async () => {
    const clientReferenceId = newId("request");
    const made = await makeExpired({ clientReferenceId });
    const other = await make({ clientReferenceId });
    expect(other.id).not.toBe(made.id);
    const refused = await ask(made.id);
    expect([refused.status, refused.body.error.code]).toEqual([409, "order_has_open_session"]);
    await passBy(other.expiresAt);
    expect((await ask(made.id)).body.status).toBe("pending");
    expect((await make({ clientReferenceId })).id).toBe(made.id);
  });

  it("for fields it does not know, and for a session that does not exist", async () => {
    const made = await makeExpired();
    const { status, body } = await ask(made.id, { amount: "1" });
    expect([status, body.error.param]).toEqual([400, "amount"]);
    expect((await ask(newId("session"))).status).toBe(404);
  });
});

describe("in the same moment", () => {
  it("twenty visitors get one new quote", async () => {
    const made = await makeExpired();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(made.id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error?.code === "not_expired")).toHaveLength(19);
    expect(await eventsOf(made.id)).toEqual(["session.created", "session.expired", "session.requoted"]);
  });

  it("a payment arrives before or after the new quote, never beside it", async () => {
    for (let round = 0; round < 10; round += 1) {
      const made = await makeExpired();
      await engine.pay.one("ETH", made.address as `0x${string}`, BigInt(made.amount.wei));
      await engine.chain.mine();
      const [{ status, body }] = await Promise.all([ask(made.id), engine.tick()]);
      expect([200, 409]).toContain(status);
      if (status === 409) expect(body.error.code).toBe("payment_seen");
      await engine.tick();
      expect(await isAsDerived(made.id)).toBe(true);
      await engine.chain.mine(3);
      await engine.tick();
      expect((await read(made.id)).status).toBe("paid_late");
      const told = await eventsOf(made.id);
      expect(told.filter((type) => type === "session.requoted")).toHaveLength(status === 200 ? 1 : 0);
      expect(told.filter((type) => type === "session.paid_late")).toHaveLength(1);
    }
  });
});

describe("at the end of grace", () => {
  it("a new quote comes too late", async () => {
    const made = await makeExpired();
    await passBy(made.graceUntil);
    expect((await ask(made.id)).body.error.code).toBe("too_late");
  });
});
