import { beforeEach, describe, expect, test } from "vitest";
import { SESSION_STATUSES } from "@/lib/checkout/session";
import { callRoute, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { POST as createLink } from "../payment_links/route";
import { GET, POST } from "./route";

const api = withApi();

const price = { amount: { value: "50.00", currency: "USD" } };
const [EARLY, MIDDLE, LATE] = ["2026-03-01T10:00:00.000Z", "2026-03-01T12:00:00.000Z", "2026-03-02T00:00:00.000Z"] as const;

type Made = { id: string; address: string };
/** Newest first: of another order, customer and moment each; the first of them by a link. */
let late: Made;
let middle: Made;
let early: Made;
let linkId: string;

beforeEach(async () => {
  const key = api.merchant.apiKey;
  const mug = { title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" };
  linkId = (await callRoute(createLink, { method: "POST", key, body: mug })).body.id;
  early = await make({ linkId, clientReferenceId: "order 1", customerEmail: "ada@example.com" }, EARLY);
  middle = await make({ ...price, clientReferenceId: "order 2", customerEmail: "bob@example.com" }, MIDDLE);
  late = await make({ ...price, clientReferenceId: "Order 1", customerEmail: "ada@example.com" }, LATE);
});

async function make(body: object, createdAt: string, key = api.merchant.apiKey): Promise<Made> {
  const made = await callRoute(POST, { method: "POST", key, body });
  expect(made.status).toBe(201);
  await api.own.database.sql`update checkout_sessions set created_at = ${createdAt} where id = ${made.body.id}`;
  return made.body;
}

async function found(query: Record<string, string>, key = api.merchant.apiKey): Promise<string[]> {
  const { status, body } = await callRoute(GET, { path: `/checkout_sessions?${new URLSearchParams(query)}`, key });
  expect(status).toBe(200);
  return body.data.map(({ id }: Made) => id);
}

const ids = (...made: readonly Made[]) => made.map(({ id }) => id);

describe("the list of sessions shows those", () => {
  test("of a payment link", async () => {
    expect(await found({ linkId })).toEqual(ids(early));
    expect(await found({ linkId: "pl_000000000000000000000000" })).toEqual([]);
  });

  test("of an order, as it is written", async () => {
    expect(await found({ clientReferenceId: "order 1" })).toEqual(ids(early));
    expect(await found({ clientReferenceId: "Order 1" })).toEqual(ids(late));
    expect(await found({ clientReferenceId: "order" })).toEqual([]);
  });

  test("of a customer, however the address is written", async () => {
    expect(await found({ customerEmail: "ADA@example.com" })).toEqual(ids(late, early));
    expect(await found({ customerEmail: "ada@example.co" })).toEqual([]);
  });

  test("of a receive address", async () => {
    for (const address of [middle.address, middle.address.toLowerCase()]) expect(await found({ address })).toEqual(ids(middle));
    expect(await found({ address: middle.address.slice(0, -1) })).toEqual([]);
  });

  test("to which a transaction paid, which may be several", async () => {
    const { sql } = api.own.database;
    const [hash, other] = [`0x${"ab".repeat(32)}`, `0x${"cd".repeat(32)}`];
    for (const [place, { id, address }, txHash, number] of [
      [0, early, hash, 5],
      [1, late, hash, 5],
      [2, middle, other, 6],
    ] as const) {
      await sql`
        insert into blocks (chain_id, hash, number, parent_hash, time) values (31337, ${txHash}, ${number}, ${txHash}, ${LATE})
        on conflict do nothing`;
      await sql`
        insert into transfers (id, chain_id, block_hash, block_number, block_time, tx_hash, position, "order", kind, asset, amount, "from", "to", session_id, seen_at)
        values (${`pay_${id.slice(3)}`}, 31337, ${txHash}, ${number}, ${LATE}, ${txHash}, ${`${place}`}, ${place}, 'native', 'native', 1, ${address.toLowerCase()}, ${address.toLowerCase()}, ${id}, now())`;
    }
    expect(await found({ txHash: hash.toUpperCase().replace("0X", "0x") })).toEqual(ids(late, early));
    expect(await found({ txHash: other })).toEqual(ids(middle));
    expect(await found({ txHash: `0x${"ef".repeat(32)}` })).toEqual([]);
  });

  test.each(SESSION_STATUSES)("that are %s", async (status) => {
    const others = SESSION_STATUSES.filter((one) => one !== status);
    const set = (id: string, value: string) =>
      api.own.database.sql`update checkout_sessions set status = ${value} where id = ${id}`;
    await set(middle.id, status);
    await set(early.id, others[0] ?? "");
    await set(late.id, others[1] ?? "");
    expect(await found({ status })).toEqual(ids(middle));
  });

  test("of a range of time, which has its first moment and not its last", async () => {
    expect(await found({ createdAfter: MIDDLE })).toEqual(ids(late, middle));
    expect(await found({ createdBefore: MIDDLE })).toEqual(ids(early));
    expect(await found({ createdAfter: EARLY, createdBefore: LATE })).toEqual(ids(middle, early));
    expect(await found({ createdAfter: "2026-03-02" })).toEqual(ids(late));
    expect(await found({ createdBefore: "2026-03-01T13:00:00+02:00" })).toEqual(ids(early));
    expect(await found({ createdAfter: LATE, createdBefore: EARLY })).toEqual([]);
  });

  test("for which all of it is true, page by page", async () => {
    expect(await found({ customerEmail: "ada@example.com", clientReferenceId: "order 2" })).toEqual([]);
    expect(await found({ customerEmail: "ada@example.com", createdBefore: LATE, linkId })).toEqual(ids(early));
    const first = { customerEmail: "ada@example.com", limit: "1" };
    expect(await found(first)).toEqual(ids(late));
    expect(await found({ ...first, starting_after: late.id })).toEqual(ids(early));
    // Where a page goes on need not be in the list itself.
    expect(await found({ ...first, starting_after: middle.id })).toEqual(ids(early));
    expect(await found({ ...first, starting_after: early.id })).toEqual([]);
  });

  test("of its own merchant, whatever is asked for", async () => {
    const stranger = await seedMerchant(api.own.database.db);
    const theirs = await make(
      { ...price, clientReferenceId: "order 1", customerEmail: "ada@example.com" },
      EARLY,
      stranger.apiKey,
    );
    const asked = [
      { clientReferenceId: "order 1" },
      { customerEmail: "ada@example.com" },
      { status: "pending" },
      { createdAfter: EARLY },
    ];
    for (const query of asked) {
      expect(await found(query, stranger.apiKey)).toEqual([theirs.id]);
      expect(await found(query)).not.toContain(theirs.id);
    }
    expect(await found({ linkId }, stranger.apiKey)).toEqual([]);
    expect(await found({ address: middle.address }, stranger.apiKey)).toEqual([]);
  });
});
