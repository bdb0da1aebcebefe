import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { checkoutSessions, deliveries, events, idempotencyKeys, receiveAddresses, sessionQuotes } from "@/db/schema";
import { newId } from "@/lib/ids";
import { localRateBook } from "@/lib/rates/local-rate-book";
import { apiApp, callRoute, useApp, withApi } from "@/test/api";
import { seedMerchant } from "@/test/seed";
import { POST as createLink } from "../payment_links/route";
import { POST } from "./route";

const TOKEN = /^0x[0-9a-f]{40}$/;

const api = withApi({ chainIds: [31337, 31338] });

const price = { amount: { value: "50.00", currency: "USD" } };

function create(body: unknown, headers: Record<string, string> = {}, key = api.merchant.apiKey) {
  return callRoute(POST, { method: "POST", path: "/checkout_sessions", key, body, headers });
}

async function link(body: object) {
  const answer = await callRoute(createLink, { method: "POST", path: "/payment_links", key: api.merchant.apiKey, body });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
}

function rowsOf(sessionId: string) {
  const { db } = api.own.database;
  return Promise.all([
    db.select().from(checkoutSessions).where(eq(checkoutSessions.id, sessionId)),
    db.select().from(sessionQuotes).where(eq(sessionQuotes.sessionId, sessionId)),
    db.select().from(events).where(eq(events.sessionId, sessionId)),
    db.select().from(receiveAddresses).where(eq(receiveAddresses.sessionId, sessionId)),
  ]);
}

describe("creating a session ad hoc", () => {
  test("answers 201 with the whole session", async () => {
    const { status, body, headers } = await create(price);
    expect(status).toBe(201);
    expect(headers.get("request-id")).toMatch(/^req_[0-9A-Za-z]{24}$/);
    expect(body).toMatchObject({
      object: "checkout_session",
      livemode: false,
      version: 1,
      linkId: null,
      status: "pending",
      paymentStatus: "unpaid",
      chainId: 31337,
      asset: { symbol: "ETH", decimals: 18, contract: null, network: "eip155:31337" },
      amount: { wei: "20000000000000000", eth: "0.02" },
      amountReceived: { wei: "0", eth: "0" },
      amountRemaining: { wei: "20000000000000000", eth: "0.02" },
      fiat: { amount: "50.00", currency: "USD" },
      ethPriceUsd: "2500",
      rate: { base: "ETH", quote: "USD", value: "2500" },
      payments: [],
      confirmations: { seen: 0, required: 3 },
      metadata: {},
      checkoutUrl: `http://localhost:3000/checkout/${body.id}`,
    });
    expect(body.address).toMatch(/^0x(?=.*[A-F])[0-9a-fA-F]{40}$/);
    expect(
      body.methods.map((one: { chainId: number; asset: { symbol: string } }) => `${one.chainId} ${one.asset.symbol}`),
    ).toEqual([31337, 31338].flatMap((id) => [`${id} ETH`, `${id} USDC`, `${id} USDT`]));
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBeLessThan(1_810_000);
  });

  test("writes session, quote, event and the claim of its address together", async () => {
    const { body } = await create({ ...price, description: "Two mugs", metadata: { order: "42" } });
    const [[session], quotes, [event], addresses] = await rowsOf(body.id);
    expect(session).toMatchObject({ status: "pending", priceMinor: 5_000n, description: "Two mugs", metadata: { order: "42" } });
    expect(session?.lookAt?.toISOString()).toBe(body.expiresAt);
    expect(quotes).toHaveLength(6);
    expect(quotes.every((line) => line.address === body.address && line.number === 1)).toBe(true);
    expect(event).toMatchObject({ type: "session.created", key: "session.created", detail: {}, sequence: null, body: null });
    expect(event?.data).toEqual(body);
    expect(addresses).toMatchObject([{ address: body.address.toLowerCase(), walletId: api.merchant.walletId, reservedBy: null }]);
  });

  test("gives each session an address of its own", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => create(price)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.address)).size).toBe(100);
  });

  test("keeps every text and page it was given", async () => {
    const texts = {
      description: "Zwei Tassen ☕",
      successUrl: "https://shop.example/done",
      cancelUrl: "https://shop.example/cart",
      returnUrl: "https://shop.example/",
      customerEmail: "ada@example.com",
      clientReferenceId: "order-7",
      metadata: { vip: true, n: 5, note: "x" },
    };
    expect((await create({ ...price, ...texts })).body).toMatchObject(texts);
  });

  test("lets an amount be as exact as its currency and no more", async () => {
    const asks = (value: string, currency: string) => create({ amount: { value, currency } });
    expect((await asks("1500", "JPY")).body.fiat).toEqual({ amount: "1500", currency: "JPY" });
    expect((await asks("1.234", "KWD")).body.fiat).toEqual({ amount: "1.234", currency: "KWD" });
    expect((await asks("999999999999.99", "USD")).status).toBe(201);
    expect((await asks("1500.5", "JPY")).body.error).toMatchObject({ code: "invalid_field", param: "amount.value" });
    expect((await asks("0.001", "USD")).body.error).toMatchObject({ param: "amount.value" });
    expect((await asks("5", "XTS")).body.error).toMatchObject({ code: "currency_unsupported", param: "amount.currency" });
  });

  test("starts with the way to pay that was asked for", async () => {
    const usdc = (await create({ ...price, chainId: 31338, asset: "usdc" })).body;
    expect(usdc).toMatchObject({ chainId: 31338, asset: { symbol: "USDC" }, amount: { wei: "50000000", eth: "50" } });
    expect(usdc.methods).toHaveLength(6);
    expect((await create({ ...price, asset: usdc.asset.contract })).body).toMatchObject({
      chainId: 31337,
      asset: { symbol: "USDC" },
    });
    expect((await create({ ...price, chainId: 31338 })).body).toMatchObject({ chainId: 31338, asset: { symbol: "ETH" } });
  });

  test("offers only the ways to pay that it is restricted to", async () => {
    const paymentMethods = [
      { chainId: 31338, asset: "USDT" },
      { chainId: 31337, asset: "ETH" },
      { chainId: 31338, asset: "USDT" },
    ];
    const { body } = await create({ ...price, paymentMethods });
    expect(body.methods.map((one: { asset: { symbol: string } }) => one.asset.symbol)).toEqual(["USDT", "ETH"]);
    expect(body.asset.symbol).toBe("USDT");
    expect(body.asset.contract).toMatch(TOKEN);
  });

  test.each([
    [{ chainId: 1 }, "chainId"],
    [{ chainId: 999 }, "chainId"],
    [{ asset: "DOGE" }, "asset"],
    [{ asset: `0x${"1".repeat(40)}` }, "asset"],
    [
      {
        paymentMethods: [
          { chainId: 31337, asset: "ETH" },
          { chainId: 1, asset: "ETH" },
        ],
      },
      "paymentMethods.1.chainId",
    ],
    [{ paymentMethods: [{ chainId: 31337, asset: "DAI" }] }, "paymentMethods.0.asset"],
    [{ paymentMethods: [{ chainId: 31337, asset: "ETH" }], asset: "USDC" }, "asset"],
    [{ paymentMethods: [] }, "paymentMethods"],
    [{ successUrl: "https://shop.example/", successMessage: "Thanks" }, "successMessage"],
    [{ expiresIn: 4 }, "expiresIn"],
    [{ expiresIn: 2_592_001 }, "expiresIn"],
    [{ amount: undefined }, "amount"],
    [{ amount: { value: "5" } }, "amount.currency"],
    [{ rate: "1" }, "rate"],
    [{ amount: { value: "5", currency: "USD", rate: "1" } }, "amount.rate"],
  ])("refuses %j and names the field", async (wrong, param) => {
    const { status, body } = await create({ ...price, ...wrong });
    expect([status, body.error.type, body.error.param]).toEqual([400, "invalid_request", param]);
  });

  test("runs for as long as was asked", async () => {
    const { body } = await create({ ...price, expiresIn: 5 });
    const [[session]] = await rowsOf(body.id);
    expect(Number(session?.expiresAt) - Number(session?.createdAt)).toBeLessThan(10_000);
    expect(Number(session?.graceUntil) - Number(session?.expiresAt)).toBe(86_400_000);
  });
});

describe("creating a session is refused", () => {
  test("where the merchant has no wallet, in words that say what to do", async () => {
    const bare = await seedMerchant(api.own.database.db, { treasury: null });
    const { status, body } = await create(price, {}, bare.apiKey);
    expect([status, body.error.code]).toEqual([400, "no_wallet"]);
  });

  test("where no network of the key's mode is connected", async () => {
    const live = await seedMerchant(api.own.database.db, { livemode: true });
    const { status, body } = await create(price, {}, live.apiKey);
    expect([status, body.error.code]).toEqual([400, "no_network"]);
  });

  test("where no way to pay has a rate; a method without one is left out", async () => {
    const without = (...bases: string[]) => ({
      ...localRateBook,
      lock: async (request: Parameters<typeof localRateBook.lock>[0]) =>
        bases.includes(request.base) ? null : localRateBook.lock(request),
    });
    const dark = apiApp({ databaseUrl: api.own.url, rates: without("ETH", "USDC", "USDT") });
    useApp(dark);
    const refused = await create(price);
    expect([refused.status, refused.body.error.type, refused.body.error.code]).toEqual([503, "server", "rate_unavailable"]);
    expect(refused.headers.get("retry-after")).toBe("30");

    const dim = apiApp({ databaseUrl: api.own.url, rates: without("ETH") });
    useApp(dim);
    const { body } = await create({ ...price, asset: "ETH" });
    expect(body.methods.map((one: { asset: { symbol: string } }) => one.asset.symbol)).toEqual(["USDC", "USDT"]);
    await Promise.all([dark.database.close(), dim.database.close()]);
  });

  test("once its wallet serves no more, even from a reserved address", async () => {
    await create(price);
    await api.own.database.sql`update wallets set active = false where id = ${api.merchant.walletId}`;
    const { status, body } = await create(price);
    expect([status, body.error.code]).toEqual([400, "no_wallet"]);
  });
});

describe("creating a session from a link", () => {
  test("takes over the link's price and texts, and the request's own go first", async () => {
    const linkId = await link({
      title: "Mug",
      fiatAmount: "12.50",
      fiatCurrency: "EUR",
      successMessage: "Thanks!",
      metadata: { from: "link" },
      expiresIn: 600,
      paymentMethods: [{ chainId: 31337, asset: "USDC" }],
    });
    const { status, body } = await create({ linkId });
    expect([status, body]).toMatchObject([
      201,
      {
        linkId,
        fiat: { amount: "12.50", currency: "EUR" },
        description: "Mug",
        successMessage: "Thanks!",
        metadata: { from: "link" },
      },
    ]);
    expect(body.methods).toHaveLength(1);
    const other = await create({ linkId, successUrl: "https://shop.example/", description: "Blue mug", metadata: { own: 1 } });
    expect(other.body).toMatchObject({
      successUrl: "https://shop.example/",
      successMessage: null,
      description: "Blue mug",
      metadata: { own: 1 },
    });
  });

  test("with an open amount needs one, within the link's bounds and in its currency", async () => {
    const linkId = await link({ title: "Tip", amountType: "open", fiatCurrency: "USD", minAmount: "2", maxAmount: "100" });
    const asks = (amount?: object) => create({ linkId, amount });
    expect((await asks({ value: "5.00", currency: "USD" })).body).toMatchObject({ linkId, fiat: { amount: "5.00" } });
    expect((await asks()).body.error).toMatchObject({ code: "missing_field", param: "amount" });
    expect((await asks({ value: "1.99", currency: "USD" })).body.error).toMatchObject({
      code: "amount_too_small",
      param: "amount.value",
    });
    expect((await asks({ value: "100.01", currency: "USD" })).body.error).toMatchObject({ code: "amount_too_large" });
    expect((await asks({ value: "5.00", currency: "EUR" })).body.error).toMatchObject({ param: "amount.currency" });
  });

  test("with a fixed price takes no amount", async () => {
    const linkId = await link({ title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" });
    expect((await create({ linkId, ...price })).body.error).toMatchObject({ code: "link_has_price", param: "amount" });
  });

  test("of another merchant, and from one that does not exist, is the same 404", async () => {
    const linkId = await link({ title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" });
    const stranger = await seedMerchant(api.own.database.db);
    const foreign = await create({ linkId }, {}, stranger.apiKey);
    const unknown = await create({ linkId: newId("paymentLink") });
    const { requestId: _, ...error } = foreign.body.error;
    expect([foreign.status, error]).toMatchObject([404, { type: "not_found", param: "linkId" }]);
    expect(unknown.body.error).toMatchObject(error);
  });

  test("sees at once that it was switched off, changed or used up", async () => {
    const linkId = await link({ title: "Mug", fiatAmount: "10.00", fiatCurrency: "USD", maxPayments: 1 });
    expect((await create({ linkId })).body.fiat.amount).toBe("10.00");
    const { sql } = api.own.database;
    await sql`update payment_links set fiat_minor = 2000, updated_at = updated_at + interval '1 ms' where id = ${linkId}`;
    expect((await create({ linkId })).body.fiat.amount).toBe("20.00");
    await sql`update checkout_sessions set status = 'paid' where link_id = ${linkId}`;
    expect((await create({ linkId })).body.error).toMatchObject({ code: "link_inactive", param: "linkId" });
    await sql`update payment_links set active = false, max_payments = null where id = ${linkId}`;
    expect((await create({ linkId })).body.error.code).toBe("link_inactive");
    await sql`update payment_links set active = true where id = ${linkId}`;
    expect((await create({ linkId })).status).toBe(201);
  });
});

describe("an order's reference", () => {
  test("finds the still-open session again, and 50 creates at once make one", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => create({ ...price, clientReferenceId: "order-1" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const rows = await api.own.database.db
      .select()
      .from(checkoutSessions)
      .where(eq(checkoutSessions.merchantId, api.merchant.merchantId));
    expect(rows).toHaveLength(1);
  });

  test("with another price is a conflict", async () => {
    await create({ ...price, clientReferenceId: "order-1" });
    const other = await create({ amount: { value: "51.00", currency: "USD" }, clientReferenceId: "order-1" });
    expect([other.status, other.body.error.code]).toEqual([409, "price_differs"]);
  });

  test("is free again once the session is over, and is each merchant's own", async () => {
    const first = await create({ ...price, clientReferenceId: "order-1" });
    await api.own.database
      .sql`update checkout_sessions set status = 'expired', holds_reference = false where id = ${first.body.id}`;
    const second = await create({ ...price, clientReferenceId: "order-1" });
    expect([second.status, second.body.id === first.body.id]).toEqual([201, false]);
    const stranger = await seedMerchant(api.own.database.db);
    expect((await create({ ...price, clientReferenceId: "order-1" }, {}, stranger.apiKey)).status).toBe(201);
  });
});

describe("a create is one statement", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("in every mode, once the process knows the key, the merchant, the link and the networks", async () => {
    const statements: string[] = [];
    const { options } = api.app.database.sql;
    // The clock stands still: nothing that is known is forgotten meanwhile.
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    const linkId = await link({ title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD" });
    const bodies = [price, { linkId }, { ...price, clientReferenceId: "one" }];
    for (const body of bodies) expect((await create({ ...body, clientReferenceId: undefined })).status).toBe(201);
    options.debug = (_connection, query) => statements.push(query.trim().replace(/\s+/g, " "));
    for (const [index, body] of bodies.entries()) {
      expect((await create(body, { "idempotency-key": `one statement ${index}` })).status).toBe(201);
    }
    options.debug = false;
    expect(statements.filter((statement) => statement.includes("insert into checkout_sessions"))).toHaveLength(bodies.length);
    // Beside them only what all creates of a moment share: the networks' cursors and the next batch of addresses.
    const shared =
      /^(with .*insert into checkout_sessions|select .* from "network_cursors"|select .* from "wallets"|with free as \()/;
    expect(statements.filter((statement) => !shared.test(statement))).toEqual([]);
  });

  test("which 40 creates of one merchant run side by side: none waits for another's lock", async () => {
    await create(price);
    const { sql } = api.own.database;
    await sql.begin(async (holder) => {
      // A create whose transaction stays open holds whatever locks a create takes.
      const [row] = await holder`select id from merchants where id = ${api.merchant.merchantId} for key share`;
      expect(row).toBeDefined();
      await holder`insert into idempotency_keys (merchant_id, livemode, key, request_hash, created_at)
        values (${api.merchant.merchantId}, false, 'open', 'x', now())`;
      const answers = await Promise.all(Array.from({ length: 40 }, () => create(price)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      const blocked = await holder`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(blocked[0]?.n).toBe(0);
    });
  });

  test("which those that come at the same time share, and one that lost its address costs no other its own", async () => {
    await create(price);
    const { sql } = api.own.database;
    const { options } = api.app.database.sql;
    const [lost] = await sql<{ address: string }[]>`
      update receive_addresses set reserved_by = 'another process' where (wallet_id, index) in (
        select wallet_id, index from receive_addresses
        where reserved_by = ${api.app.instance} and session_id is null order by index offset 5 limit 1)
      returning address`;
    const statements: string[] = [];
    options.debug = (_connection, query) => {
      if (query.includes("insert into checkout_sessions")) statements.push(query);
    };
    const answers = await Promise.all(Array.from({ length: 40 }, () => create(price)));
    options.debug = false;
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(201));
    const addresses = answers.map(({ body }) => body.address.toLowerCase());
    expect(new Set(addresses).size).toBe(40);
    expect(addresses).not.toContain(lost?.address);
    expect(statements.length).toBeLessThan(40);
    const ids = answers.map(({ body }) => body.id);
    const [written] = await sql`select
      (select count(*)::int from checkout_sessions where id = any(${ids})) as sessions,
      (select count(*)::int from receive_addresses where session_id = any(${ids})) as addresses,
      (select count(*)::int from events where session_id = any(${ids}) and data ->> 'id' = session_id) as events`;
    expect(written).toEqual({ sessions: 40, addresses: 40, events: 40 });
  });

  test("writes nothing at all where any part of it cannot be written", async () => {
    const { db, sql } = api.own.database;
    const before = await Promise.all([
      db.$count(checkoutSessions),
      db.$count(events),
      db.$count(deliveries),
      db.$count(idempotencyKeys),
    ]);
    await sql`alter table session_quotes add constraint refuse check (due < 0) not valid`;
    const { status, body } = await create(price, { "idempotency-key": "try" });
    await sql`alter table session_quotes drop constraint refuse`;
    expect([status, body.error.type]).toEqual([500, "server"]);
    expect(body.error.message).not.toMatch(/constraint|refuse|quote/);
    const after = await Promise.all([
      db.$count(checkoutSessions),
      db.$count(events),
      db.$count(deliveries),
      db.$count(idempotencyKeys),
    ]);
    expect(after).toEqual(before);
    expect((await create(price, { "idempotency-key": "try" })).status).toBe(201);
  });

  test("and announces to each endpoint that listens, and to no other", async () => {
    const { sql } = api.own.database;
    const stranger = await seedMerchant(api.own.database.db);
    const endpoint = async (
      events_: string[],
      options: { merchantId?: string; livemode?: boolean; active?: boolean; gone?: boolean } = {},
    ) => {
      const { merchantId = api.merchant.merchantId, livemode = false, active = true, gone = false } = options;
      const id = newId("webhookEndpoint");
      await sql`insert into webhook_endpoints (id, merchant_id, livemode, url, events, active, secret_sealed, secret_prefix, deleted_at, created_at)
        values (${id}, ${merchantId}, ${livemode}, 'https://shop.example/', ${events_}, ${active}, 'x', 'whsec_', ${gone ? new Date().toISOString() : null}, now())`;
      return id;
    };
    const listening = [await endpoint(["*"]), await endpoint(["session.paid", "session.created"])];
    await endpoint(["session.paid"]);
    await endpoint(["*"], { active: false });
    await endpoint(["*"], { livemode: true });
    await endpoint(["*"], { merchantId: stranger.merchantId });
    await endpoint(["*"], { gone: true });
    const { body } = await create(price);
    const rows =
      await sql`select d.endpoint_id, d.status from deliveries d join events e on e.id = d.event_id where e.session_id = ${body.id}`;
    expect(rows.map((row) => row.endpoint_id).sort()).toEqual(listening.sort());
  });
});
