import { describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { callRoute, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { POST as createSession } from "../checkout_sessions/route";
import { GET as currencies } from "../currencies/route";
import { GET as one } from "./[id]/route";
import { GET as all } from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));

const api = withApi();

const create = (customerEmail?: string, key = api.merchant.apiKey) =>
  callRoute(createSession, {
    method: "POST",
    key,
    body: { amount: { value: "5", currency: "USD" }, ...(customerEmail && { customerEmail }) },
  });
const list = async (query = "") => (await callRoute(all, { path: `/customers${query}`, key: api.merchant.apiKey })).body;
const emails = ({ data }: { data: { email: string }[] }) => data.map(({ email }) => email);

describe("a customer", () => {
  test("is whoever's address stands in sessions, once, however it is written", async () => {
    await create("ada@example.com");
    await create("Ada@Example.com");
    await create();
    const page = await list();
    expect(page.data).toEqual([
      {
        id: expect.stringMatching(/^cus_[0-9A-Za-z]{24}$/),
        object: "customer",
        email: "ada@example.com",
        sessions: 2,
        paidSessions: 0,
        lastSessionAt: expect.stringMatching(/Z$/),
        livemode: false,
        createdAt: expect.stringMatching(/Z$/),
      },
    ]);
    const shown = await callRoute(one, { params: { id: page.data[0].id }, key: api.merchant.apiKey });
    expect(shown.body).toEqual(page.data[0]);
  });

  test("is the same one, when 50 sessions name it at once", async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => create("bob@example.com")));
    expect(made.map(({ status }) => status)).toEqual(Array(50).fill(201));
    expect((await list()).data).toMatchObject([{ email: "bob@example.com", sessions: 50 }]);
  });

  test("is listed newest first, in pages, and by address", async () => {
    for (const name of ["a", "b", "c"]) await create(`${name}@example.com`);
    const first = await list("?limit=2");
    expect([emails(first), first.hasMore]).toEqual([["c@example.com", "b@example.com"], true]);
    await create("d@example.com");
    const second = await list(`?limit=2&starting_after=${first.nextCursor}`);
    expect([emails(second), second.hasMore, second.nextCursor]).toEqual([["a@example.com"], false, null]);
    expect(emails(await list("?email=B@EXAMPLE.com"))).toEqual(["b@example.com"]);
    const lost = await callRoute(all, { path: `/customers?starting_after=${newId("customer")}`, key: api.merchant.apiKey });
    expect([lost.status, lost.body.error.param]).toEqual([404, "starting_after"]);
  });

  test("is another one for another merchant, who does not see ours", async () => {
    await create("eve@example.com");
    const other = await seedMerchant(api.own.database.db);
    await create("eve@example.com", other.apiKey);
    const [ours] = (await list()).data;
    const foreign = await callRoute(one, { params: { id: ours.id }, key: other.apiKey });
    expect(foreign.status).toBe(404);
    const theirs = (await callRoute(all, { path: "/customers", key: other.apiKey })).body.data;
    expect(theirs).toMatchObject([{ email: "eve@example.com", sessions: 1 }]);
    expect(theirs[0].id).not.toBe(ours.id);
  });
});

test("the currencies are those that a price may be in", async () => {
  const { body } = await callRoute(currencies, { key: api.merchant.apiKey });
  expect(body.data).toContainEqual({ id: "USD", object: "currency", name: "US Dollar", decimals: 2 });
  expect(body.data).toContainEqual(expect.objectContaining({ id: "JPY", decimals: 0 }));
  expect([body.data.length, body.hasMore]).toEqual([11, false]);
  const live = await seedMerchant(api.own.database.db, { livemode: true });
  expect((await callRoute(currencies, { key: live.apiKey })).body.data).toEqual([]);
});
