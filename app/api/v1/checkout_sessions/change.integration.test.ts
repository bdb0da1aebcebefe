import { describe, expect, test } from "vitest";
import { chooseMethod } from "@/lib/services/choose-method";
import { callRoute, withApi } from "@/test/api";
import { POST as DEACTIVATE } from "./[id]/deactivate/route";
import { GET as PAYMENTS } from "./[id]/payments/route";
import { GET as GET_ONE, PATCH } from "./[id]/route";
import { GET, POST } from "./route";

const api = withApi({ chainIds: [31337, 31338] });

const price = { amount: { value: "50.00", currency: "USD" } };

async function create(body: object = {}) {
  const answer = await callRoute(POST, { method: "POST", key: api.merchant.apiKey, body: { ...price, ...body } });
  expect(answer.status).toBe(201);
  return answer.body;
}

const read = async (id: string) => (await callRoute(GET_ONE, { params: { id }, key: api.merchant.apiKey })).body;
const patch = (id: string, body: unknown) =>
  callRoute(PATCH, { method: "PATCH", params: { id }, key: api.merchant.apiKey, body });
const deactivate = (id: string, body?: unknown) =>
  callRoute(DEACTIVATE, { method: "POST", params: { id }, key: api.merchant.apiKey, ...(body !== undefined && { body }) });
const list = (query: string) => callRoute(GET, { path: `/checkout_sessions?${query}`, key: api.merchant.apiKey });
const eventsOf = (id: string) =>
  api.own.database.sql`select type, key, detail, data from events where session_id = ${id} order by position`;

/** A verified block with a payment to the session in it, as the scanner writes it; then the cursor at that block. */
async function pay(session: { id: string; address: string; createdAt: string }, amount: string, confirmations = 1) {
  const { sql } = api.own.database;
  const number = 100 + Math.floor(Math.random() * 1e6);
  const hash = `0x${number.toString(16).padStart(64, "0")}`;
  const time = new Date(Date.parse(session.createdAt) + 1_000).toISOString();
  const head = number + confirmations - 1;
  await sql`insert into blocks (chain_id, hash, number, parent_hash, time) values (31337, ${hash}, ${number}, ${hash}, ${time})`;
  await sql`insert into transfers (id, chain_id, block_hash, block_number, block_time, tx_hash, position, "order", kind, asset, amount, "from", "to", session_id, seen_at)
    values (${`pay_${session.id.slice(3)}`}, 31337, ${hash}, ${number}, ${time}, ${hash}, 'tx', 0, 'native', 'native', ${amount}, ${session.address.toLowerCase()}, ${session.address.toLowerCase()}, ${session.id}, now())`;
  await sql`insert into network_cursors (chain_id, number, hash, time, passed_time) values (31337, ${head}, ${hash}, ${time}, ${time})
    on conflict (chain_id) do update set number = ${head}, hash = ${hash}, time = ${time}, passed_time = ${time}`;
  const { settleSessions } = await import("@/lib/services/settle-sessions");
  await api.own.database.db.transaction((tx) =>
    settleSessions(tx, { sessionIds: [session.id], now: Date.now(), baseUrl: "http://localhost:3000" }),
  );
  return hash;
}

describe("reading", () => {
  test("gives the session as it was created", async () => {
    const session = await create({ metadata: { a: 1, b: true, c: "x" } });
    expect(await read(session.id)).toEqual({ ...session, flags: expect.any(Array) });
  });

  test("lists newest first, in pages that fit together, by every filter", async () => {
    const made: Record<string, string>[] = [];
    for (let n = 0; n < 5; n += 1)
      made.push(await create({ clientReferenceId: `order-${n}`, customerEmail: `c${n}@example.com` }));
    const newestFirst = made.map(({ id }) => id).reverse();
    const ids = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map(({ id }) => id);

    const all = await list("");
    expect(ids(all)).toEqual(newestFirst);
    expect(all.body).toMatchObject({ object: "list", hasMore: false, nextCursor: null });
    const first = await list("limit=2");
    expect([ids(first), first.body.hasMore, first.body.nextCursor]).toEqual([newestFirst.slice(0, 2), true, newestFirst[1]]);
    const second = await list(`limit=2&starting_after=${first.body.nextCursor}`);
    const third = await list(`limit=2&starting_after=${second.body.nextCursor}`);
    expect([ids(second), ids(third), third.body.hasMore]).toEqual([newestFirst.slice(2, 4), newestFirst.slice(4), false]);

    const [wanted] = made;
    const hash = await pay(wanted as never, "20000000000000000");
    for (const query of [
      "clientReferenceId=order-0",
      "customerEmail=C0@EXAMPLE.com",
      `address=${wanted?.address}`,
      `address=${wanted?.address?.toLowerCase()}`,
      `txHash=${hash.toUpperCase().replace("0X", "0x")}`,
      "status=detected",
    ]) {
      expect([query, ids(await list(query))]).toEqual([query, [wanted?.id]]);
    }
    expect(ids(await list("linkId=pl_none"))).toEqual([]);
    expect(ids(await list("createdAfter=2020-01-01"))).toHaveLength(5);
    expect(ids(await list("createdBefore=2020-01-01T00:00:00Z"))).toEqual([]);
  });

  test("shows the payments, also alone", async () => {
    const session = await create();
    await pay(session, "5000000000000000");
    const { body } = await callRoute(PAYMENTS, { params: { id: session.id }, key: api.merchant.apiKey });
    expect(body).toMatchObject({ object: "list", hasMore: false, data: [{ amount: { eth: "0.005" }, state: "seen" }] });
    expect((await read(session.id)).payments).toEqual(body.data);
    const page = await callRoute(PAYMENTS, {
      params: { id: session.id },
      key: api.merchant.apiKey,
      path: `/?starting_after=${body.data[0].id}`,
    });
    expect(page.body.data).toEqual([]);
  });
});

describe("changing", () => {
  test("writes texts, a version and one event that says what changed", async () => {
    const session = await create({ successUrl: "https://shop.example/", metadata: { a: 1 } });
    const { status, body } = await patch(session.id, { metadata: { b: 2 }, successUrl: null, successMessage: "Thanks!" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 2,
      metadata: { b: 2 },
      successUrl: null,
      successMessage: "Thanks!",
      fiat: session.fiat,
    });
    expect(await read(session.id)).toEqual(body);
    const [, event] = await eventsOf(session.id);
    expect(event).toMatchObject({ type: "session.updated", detail: { changed: ["metadata", "successUrl", "successMessage"] } });
    expect(event?.data).toEqual(body);
  });

  test("to what already is writes nothing", async () => {
    const session = await create({ description: "Mug", metadata: { a: 1, b: 2 } });
    const { body } = await patch(session.id, { description: "Mug", metadata: { b: 2, a: 1 } });
    expect(body.version).toBe(1);
    expect(await eventsOf(session.id)).toHaveLength(1);
  });

  test("never touches the price or the customer, and never gives two endings", async () => {
    const session = await create({ successUrl: "https://shop.example/" });
    for (const field of ["amount", "fiat", "status", "customerEmail", "clientReferenceId", "expiresAt", "chainId", "id"]) {
      const { status, body } = await patch(session.id, { [field]: "x" });
      expect([status, body.error.param]).toEqual([400, field]);
    }
    expect((await patch(session.id, { successMessage: "Thanks" })).body.error.param).toBe("successMessage");
    expect((await read(session.id)).version).toBe(1);
  });

  test("is possible in any status", async () => {
    const session = await create();
    await pay(session, "20000000000000000", 3);
    expect((await patch(session.id, { description: "Paid" })).body).toMatchObject({ status: "paid", description: "Paid" });
  });
});

describe("deactivating (D7)", () => {
  test("ends a pending session at once, tells it once, and frees its order", async () => {
    const session = await create({ clientReferenceId: "order-1" });
    const { status, body } = await deactivate(session.id);
    expect([status, body]).toMatchObject([200, { status: "deactivated", paymentStatus: "cancelled", version: 2 }]);
    expect(body.deactivatedAt).not.toBeNull();
    expect((await eventsOf(session.id)).map(({ type }) => type)).toEqual(["session.created", "session.deactivated"]);
    expect((await create({ clientReferenceId: "order-1" })).id).not.toBe(session.id);
  });

  test("ends an underpaid one too", async () => {
    const session = await create();
    await pay(session, "5000000000000000");
    expect((await read(session.id)).status).toBe("underpaid");
    expect((await deactivate(session.id)).body.status).toBe("deactivated");
  });

  test("of one whose payment is seen needs force", async () => {
    const session = await create();
    await pay(session, "20000000000000000");
    const refused = await deactivate(session.id);
    expect([refused.status, refused.body.error.code]).toEqual([409, "payment_seen"]);
    expect((await deactivate(session.id, { force: true })).body.status).toBe("deactivated");
  });

  test("is too late once it is final", async () => {
    const paid = await create();
    await pay(paid, "20000000000000000", 3);
    const off = await create();
    await deactivate(off.id);
    for (const { id } of [paid, off]) {
      const { status, body } = await deactivate(id, { force: true });
      expect([status, body.error.code]).toEqual([409, "already_final"]);
    }
  });

  test("20 times at once happens once", async () => {
    const session = await create();
    const answers = await Promise.all(Array.from({ length: 20 }, () => deactivate(session.id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await eventsOf(session.id)).toHaveLength(2);
  });
});

describe("choosing a method", () => {
  const choose = (id: string, method: { chainId: number; asset: string }) =>
    api.own.database.db.transaction((tx) => chooseMethod(tx, { id, method, now: Date.now(), baseUrl: "http://localhost:3000" }));

  test("tells the sums in the new asset, with one more version each time", async () => {
    const session = await create();
    await choose(session.id, { chainId: 31338, asset: "USDC" });
    expect(await read(session.id)).toMatchObject({
      version: 2,
      chainId: 31338,
      asset: { symbol: "USDC" },
      amountRemaining: { eth: "50" },
    });
    await choose(session.id, { chainId: 31338, asset: "USDT" });
    expect(await read(session.id)).toMatchObject({ version: 3, asset: { symbol: "USDT" }, address: session.address });
    await choose(session.id, { chainId: 31338, asset: "USDT" });
    expect((await read(session.id)).version).toBe(3);
  });

  test("is refused for a method the session does not have, and once it is over", async () => {
    const session = await create({
      paymentMethods: [
        { chainId: 31337, asset: "ETH" },
        { chainId: 31337, asset: "USDC" },
      ],
    });
    await expect(choose(session.id, { chainId: 31337, asset: "USDT" })).rejects.toMatchObject({ status: 400 });
    await expect(choose(session.id, { chainId: 1, asset: "ETH" })).rejects.toMatchObject({ status: 400 });
    await deactivate(session.id);
    await expect(choose(session.id, { chainId: 31337, asset: "USDC" })).rejects.toMatchObject({ code: "already_final" });
    await expect(choose("cs_none", { chainId: 31337, asset: "ETH" })).rejects.toMatchObject({ status: 404 });
  });
});
