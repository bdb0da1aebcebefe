import { describe, expect, test } from "vitest";
import { createSession } from "@/lib/services/create-session";
import { callRoute, withApi } from "@/test/api";
import { GET as READ_SESSION } from "../checkout_sessions/[id]/route";
import { POST as CREATE_SESSION } from "../checkout_sessions/route";
import { DELETE, GET as GET_ONE, PATCH } from "./[id]/route";
import { GET, POST } from "./route";

const api = withApi();

const mug = { title: "Crème Mug №1", fiatAmount: "12.50", fiatCurrency: "USD" };
const post = (body: unknown) => callRoute(POST, { method: "POST", key: api.merchant.apiKey, body });
const get = (id: string) => callRoute(GET_ONE, { params: { id }, key: api.merchant.apiKey });
const patch = (id: string, body: unknown) =>
  callRoute(PATCH, { method: "PATCH", params: { id }, key: api.merchant.apiKey, body });
const archive = (id: string) => callRoute(DELETE, { method: "DELETE", params: { id }, key: api.merchant.apiKey });
const list = (query = "") => callRoute(GET, { path: `/payment_links?${query}`, key: api.merchant.apiKey });
const visit = (linkId: string) => callRoute(CREATE_SESSION, { method: "POST", key: api.merchant.apiKey, body: { linkId } });
const statusOf = async (id: string) => (await callRoute(READ_SESSION, { params: { id }, key: api.merchant.apiKey })).body.status;

describe("a link", () => {
  test("is made of a title and a price, and gets an address that people can read", async () => {
    const { status, body } = await post(mug);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^pl_[0-9A-Za-z]{24}$/),
      object: "payment_link",
      slug: expect.stringMatching(/^creme-mug-no1-[0-9a-z]{6}$/),
      title: mug.title,
      description: null,
      imageUrl: null,
      fiatAmount: "12.50",
      fiatCurrency: "USD",
      amountType: "fixed",
      minAmount: null,
      maxAmount: null,
      suggestedAmounts: [],
      successUrl: null,
      successMessage: null,
      cancelUrl: null,
      active: true,
      collectEmail: false,
      maxPayments: null,
      expiresIn: null,
      paymentMethods: null,
      metadata: {},
      checkoutUrl: `http://localhost:3000/l/${body.slug}`,
      livemode: false,
      createdAt: body.updatedAt,
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect((await get(body.id)).body).toEqual(body);
    expect((await post({ ...mug, title: "☕" })).body.slug).toMatch(/^pay-[0-9a-z]{6}$/);
  });

  test("with an open amount may suggest some, within its bounds", async () => {
    const tips = { title: "Tips", amountType: "open", fiatCurrency: "USD", minAmount: "2", maxAmount: "500" };
    const { status, body } = await post({ ...tips, suggestedAmounts: ["5", "10.00", "25.5"] });
    expect([status, body.suggestedAmounts]).toEqual([201, ["5.00", "10.00", "25.50"]]);
    expect((await patch(body.id, { minAmount: "6" })).body.error.param).toBe("suggestedAmounts");
    expect((await patch(body.id, { suggestedAmounts: ["7"], minAmount: "6" })).body.suggestedAmounts).toEqual(["7.00"]);
    expect((await patch(body.id, { suggestedAmounts: null })).body.suggestedAmounts).toEqual([]);
    for (const wrong of [["1"], ["501"], ["5", "5.00"], ["5.005"], ["0"], ["-5"], ["<b>"], [5], "5", Array(7).fill("5")]) {
      expect((await post({ ...tips, suggestedAmounts: wrong })).body.error.param).toMatch(/^suggestedAmounts/);
    }
    expect((await post({ ...mug, suggestedAmounts: ["5"] })).body.error.code).toBe("amount_is_fixed");
  });

  test("may have an address of the merchant's choice, once", async () => {
    const slug = `mug-${api.merchant.merchantId.slice(4, 12).toLowerCase()}`;
    expect((await post({ ...mug, slug })).body.slug).toBe(slug);
    const again = await post({ ...mug, slug });
    expect([again.status, again.body.error.code]).toEqual([409, "slug_taken"]);
  });

  test.each([
    [{ slug: "Mug" }, "slug"],
    [{ slug: "../x" }, "slug"],
    [{ slug: "a--b" }, "slug"],
    [{ title: "" }, "title"],
    [{ fiatAmount: undefined }, "fiatAmount"],
    [{ fiatAmount: "0.00" }, "fiatAmount"],
    [{ fiatAmount: 12.5 }, "fiatAmount"],
    [{ fiatCurrency: undefined }, "fiatCurrency"],
    [{ fiatCurrency: "XTS" }, "fiatCurrency"],
    [{ fiatCurrency: "JPY" }, "fiatAmount"],
    [{ amountType: "any" }, "amountType"],
    [{ amountType: "open" }, "fiatAmount"],
    [{ minAmount: "1.00" }, "minAmount"],
    [{ amountType: "open", fiatAmount: null, minAmount: "2.00", maxAmount: "1.00" }, "maxAmount"],
    [{ successUrl: "https://shop.example/", successMessage: "Thanks" }, "successMessage"],
    [{ imageUrl: "javascript:alert(1)" }, "imageUrl"],
    [{ maxPayments: 0 }, "maxPayments"],
    [{ maxPayments: 1.5 }, "maxPayments"],
    [{ expiresIn: 1 }, "expiresIn"],
    [{ active: "yes" }, "active"],
    [{ paymentMethods: [{ chainId: 1, asset: "ETH" }] }, "paymentMethods.0.chainId"],
    [{ paymentMethods: [{ chainId: 31337, asset: "DOGE" }] }, "paymentMethods.0.asset"],
    [{ price: "5" }, "price"],
  ])("is refused with %j, and the field is named", async (wrong, param) => {
    const { status, body } = await post({ ...mug, ...wrong });
    expect([status, body.error.param]).toEqual([400, param]);
  });

  test("keeps a restriction by network and contract", async () => {
    const paymentMethods = [
      { chainId: 31337, asset: "usdc" },
      { chainId: 31337, asset: "native" },
    ];
    const { body } = await post({ ...mug, paymentMethods });
    expect(body.paymentMethods).toEqual([
      { chainId: 31337, asset: expect.stringMatching(/^0x[0-9a-f]{40}$/) },
      { chainId: 31337, asset: "native" },
    ]);
    expect((await visit(body.id)).body.methods).toHaveLength(2);
  });

  test("changes; sessions made before keep what they were", async () => {
    const { body: link } = await post({ ...mug, description: "White" });
    const { body: session } = await visit(link.id);
    const { body } = await patch(link.id, { title: "Cup", fiatAmount: "13.00", description: null, metadata: { a: 1 } });
    expect(body).toMatchObject({ title: "Cup", fiatAmount: "13.00", description: null, metadata: { a: 1 }, slug: link.slug });
    expect(Date.parse(body.updatedAt)).toBeGreaterThan(Date.parse(link.updatedAt));
    expect((await visit(link.id)).body).toMatchObject({ fiat: { amount: "13.00" }, description: "Cup" });
    expect((await callRoute(READ_SESSION, { params: { id: session.id }, key: api.merchant.apiKey })).body.fiat.amount).toBe(
      "12.50",
    );
    expect((await patch(link.id, { minAmount: "1.00" })).body.error.param).toBe("minAmount");
    expect((await patch(link.id, { slug: "other" })).body.error.param).toBe("slug");
    expect((await patch(link.id, { fiatCurrency: "EUR" })).body.error.param).toBe("fiatCurrency");
  });

  test("switched off takes its pending sessions along, unless they are to be kept", async () => {
    const { body: link } = await post(mug);
    const sessions = [(await visit(link.id)).body.id, (await visit(link.id)).body.id];
    expect((await patch(link.id, { active: false })).body.active).toBe(false);
    expect(await Promise.all(sessions.map(statusOf))).toEqual(["deactivated", "deactivated"]);
    const told = await api.own.database
      .sql`select session_id from events where type = 'session.deactivated' and session_id = any(${sessions})`;
    expect(told).toHaveLength(2);
    expect((await visit(link.id)).body.error).toMatchObject({ code: "link_inactive", param: "linkId" });

    await patch(link.id, { active: true });
    const { body: kept } = await visit(link.id);
    await patch(link.id, { active: false, openSessions: "keep" });
    expect(await statusOf(kept.id)).toBe("pending");
  });

  test("leaves no pending session behind, however creates and the switch interleave", async () => {
    const { body: link } = await post(mug);
    const creates = Promise.all(Array.from({ length: 30 }, () => visit(link.id)));
    const [answers, off] = await Promise.all([creates, patch(link.id, { active: false })]);
    expect(off.status).toBe(200);
    for (const { status, body } of answers)
      expect([status, body.error?.code]).toEqual(status === 201 ? [201, undefined] : [400, "link_inactive"]);
    const pending = await api.own.database
      .sql`select id from checkout_sessions where link_id = ${link.id} and status = 'pending'`;
    expect(pending).toEqual([]);
  });

  test("archived is gone from the list and from use; it and its sessions stay", async () => {
    const { body: link } = await post(mug);
    const { body: session } = await visit(link.id);
    expect((await archive(link.id)).body).toMatchObject({ id: link.id, active: false });
    expect((await archive(link.id)).status).toBe(200);
    expect((await list()).body.data).toEqual([]);
    expect((await list("archived=true")).body.data).toHaveLength(1);
    expect((await get(link.id)).status).toBe(200);
    expect(await statusOf(session.id)).toBe("pending");
    expect((await visit(link.id)).body.error.code).toBe("link_inactive");
    const changed = await patch(link.id, { active: true });
    expect([changed.status, changed.body.error.code]).toEqual([409, "link_archived"]);
  });

  test("is listed newest first, in pages, by its state", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await post({ ...mug, active: n !== 1 })).body.id);
    const idsOf = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map(({ id }) => id);
    const first = await list("limit=2");
    expect([idsOf(first), first.body.hasMore]).toEqual([ids.slice(0, 2), true]);
    expect(idsOf(await list(`starting_after=${first.body.nextCursor}`))).toEqual(ids.slice(2));
    expect(idsOf(await list("active=false"))).toEqual([ids[1]]);
    expect((await list("active=maybe")).body.error.param).toBe("active");
  });
});

test("a visitor's session remembers whose it is by a hash alone", async () => {
  const { body: link } = await post(mug);
  const scope = { merchantId: api.merchant.merchantId, livemode: false };
  const made = await createSession(api.app, { scope, input: { linkId: link.id }, now: Date.now(), visitorHash: "ab".repeat(32) });
  expect(made.kind).toBe("created");
  const rows = await api.own.database.sql`select visitor_hash from checkout_sessions where link_id = ${link.id}`;
  expect(rows).toEqual([{ visitor_hash: "ab".repeat(32) }]);
});
