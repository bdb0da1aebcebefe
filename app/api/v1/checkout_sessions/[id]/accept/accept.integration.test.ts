import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/ids";
import { callRoute, useApp } from "@/test/api";
import { type Engine, type OpenSession, startEngine } from "@/test/engine";
import { seedMerchant } from "@/test/seed";
import { login } from "@/test/signed-in";
import * as deactivate from "../deactivate/route";
import * as session from "../route";
import * as accept from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const COOKIE = { cookie: "login", origin: "http://localhost:3000" };
const REASON = { reason: "Close enough" };

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
  useApp(engine.app);
  login.user = { userId: engine.merchant.userId, merchantId: engine.merchant.merchantId, email: engine.merchant.email };
});
afterAll(() => engine?.stop());

const ask = (id: string, body: unknown = REASON) =>
  callRoute(accept.POST, { method: "POST", params: { id }, body, headers: COOKIE });
const read = async (id: string) => (await callRoute(session.GET, { params: { id }, key: engine.merchant.apiKey })).body;
const storedOf = (id: string) => engine.database.sql`select * from acceptances where session_id = ${id}`;

async function mine(blocks = 1) {
  await engine.chain.mine(blocks);
  await engine.tick();
}

async function passBy(moment: string) {
  await engine.chain.minePast(Date.parse(moment));
  await engine.tick();
}

async function halfPaid(): Promise<OpenSession> {
  const made = await engine.open("ETH");
  await engine.pay.one("ETH", made.address, made.due / 2n);
  await mine();
  expect((await read(made.id)).status).toBe("underpaid");
  return made;
}

describe("a person of the shop accepts", () => {
  it("an underpaid session: paid, told once, with who and why on record", async () => {
    const { id, due } = await halfPaid();
    const { status, body } = await ask(id);
    expect([status, body.status, body.paymentStatus]).toEqual([200, "paid", "paid"]);
    expect(body.flags).toContain("accepted");
    expect([body.amountReceived.wei, body.amountRemaining.wei]).toEqual([String(due / 2n), "0"]);
    expect((await engine.session(id)).events.filter((type) => type === "session.paid")).toHaveLength(1);
    const [stored] = await storedOf(id);
    expect(stored).toMatchObject({ by: engine.merchant.userId, reason: REASON.reason });
    await mine(5);
    expect(await read(id)).toMatchObject({ status: "paid", version: expect.any(Number) });
  });

  it("money in another asset, which stays shown with what came and where", async () => {
    const made = await engine.open("ETH");
    const txHash = await engine.pay.one("USDC", made.address, 10_000_000n);
    await mine(3);
    expect(await read(made.id)).toMatchObject({ status: "pending", flags: ["wrong_asset"], amountReceived: { wei: "0" } });
    const { body } = await ask(made.id);
    expect(body).toMatchObject({
      status: "paid",
      flags: ["wrong_asset", "accepted"],
      txHash,
      payments: [{ chainId: 31337, asset: { symbol: "USDC" }, amount: { eth: "10" } }],
    });
  });

  it("late money that was not enough", async () => {
    const made = await engine.open("ETH");
    await passBy((await read(made.id)).expiresAt);
    await engine.pay.one("ETH", made.address, made.due / 2n);
    await mine(3);
    expect((await read(made.id)).status).toBe("expired");
    expect((await ask(made.id)).body).toMatchObject({ status: "paid", flags: ["late", "accepted"] });
  });

  it("a payment that the chain took back for good, told as corrected", async () => {
    const made = await engine.open("ETH");
    await engine.pay.one("ETH", made.address, made.due);
    await mine(3);
    expect((await read(made.id)).status).toBe("paid");
    await engine.chain.reorg(3);
    await mine(30);
    expect((await read(made.id)).status).toBe("failed");
    expect((await ask(made.id)).body.status).toBe("paid");
    const told = (await engine.session(made.id)).events;
    expect(told.slice(-2)).toEqual(["session.failed", "session.corrected"]);
    expect(told.filter((type) => type === "session.paid")).toHaveLength(1);
  });

  it("once, however often and however many press the button", async () => {
    const { id } = await halfPaid();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error?.code === "already_final")).toHaveLength(9);
    expect(await storedOf(id)).toHaveLength(1);
  });

  it("beside a payment that completes it in the same moment: paid once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, address, due } = await halfPaid();
      await engine.pay.one("ETH", address, due - due / 2n);
      await engine.chain.mine(3);
      const [{ status }] = await Promise.all([ask(id), engine.tick()]);
      expect([200, 409]).toContain(status);
      expect(await storedOf(id)).toHaveLength(status === 200 ? 1 : 0);
      await mine();
      const { status: last, events } = await engine.session(id);
      expect(last).toBe("paid");
      expect(events.filter((type) => type === "session.paid")).toHaveLength(1);
    }
  });
});

describe("it is refused", () => {
  it("for what is paid already, and for what was switched off", async () => {
    const paid = await engine.open("ETH");
    await engine.pay.one("ETH", paid.address, paid.due);
    await mine(3);
    expect((await ask(paid.id)).body.error.code).toBe("already_final");
    const off = await engine.open("ETH");
    await callRoute(deactivate.POST, { method: "POST", params: { id: off.id }, body: {}, headers: COOKIE });
    const { status, body } = await ask(off.id);
    expect([status, body.error.type, body.error.code]).toEqual([409, "conflict", "already_final"]);
    expect(await storedOf(off.id)).toHaveLength(0);
  });

  it("to an API key, whatever its scopes: this is a person's word", async () => {
    const { id } = await halfPaid();
    const answer = await callRoute(accept.POST, { method: "POST", params: { id }, body: REASON, key: engine.merchant.apiKey });
    expect([answer.status, answer.body.error.code]).toEqual([403, "dashboard_only"]);
    expect((await read(id)).status).toBe("underpaid");
  });

  it("to another merchant, and in the other mode, as if it did not exist", async () => {
    const { id } = await halfPaid();
    const other = await seedMerchant(engine.database.db);
    const own = login.user;
    login.user = { userId: other.userId, merchantId: other.merchantId, email: other.email };
    const foreign = await ask(id);
    login.user = own;
    const live = await callRoute(accept.POST, {
      method: "POST",
      params: { id },
      body: REASON,
      headers: { ...COOKIE, "florin-mode": "live" },
    });
    expect([foreign.status, live.status, (await ask(newId("session"))).status]).toEqual([404, 404, 404]);
  });

  it.each([
    [{}, "reason"],
    [{ reason: "" }, "reason"],
    [{ reason: 7 }, "reason"],
    [{ reason: "a\u0000b" }, "reason"],
    [{ reason: "x".repeat(501) }, "reason"],
    [{ reason: "fine", amount: "1" }, "amount"],
  ])("with %j, and the field is named", async (body, param) => {
    const answer = await ask(newId("session"), body);
    expect([answer.status, answer.body.error.param]).toEqual([400, param]);
  });
});
