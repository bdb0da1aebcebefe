import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startInbox } from "@/test/inbox";
import { withLivingApi } from "@/test/living-api";
import { type Operations, ROUTES } from "./api.js";
import { FlorinApiError, isApiError } from "./errors.js";
import { Florin } from "./florin.js";

vi.mock("@/lib/auth", () => ({ signedInUser: async () => null }));

const world = withLivingApi();
/** What was called, over all tests. */
const called = new Set<string>();
let florin: Florin;

beforeEach(() => {
  florin = new Florin({
    apiKey: world.merchant.apiKey,
    baseUrl: world.server.url,
    fetch: (url, init) => {
      const path = new URL(String(url)).pathname.replace(/\/[a-z]+_[0-9A-Za-z]{24}/, "/{id}");
      called.add(`${init?.method} ${path}`);
      return fetch(url, init);
    },
  });
});

const price = { value: "50.00", currency: "USD" };

describe("checkout sessions", () => {
  test("are created, read, found, changed and deactivated", async () => {
    const made = await florin.checkoutSessions.create({ amount: price, clientReferenceId: "order-1", metadata: { cart: 7 } });
    expect(made).toMatchObject({ status: "pending", fiat: { amount: "50.00", currency: "USD" }, metadata: { cart: 7 } });
    expect(await florin.checkoutSessions.get(made.id)).toEqual(made);
    const { data } = await florin.checkoutSessions.list({ clientReferenceId: "order-1" });
    expect(data).toEqual([made]);
    const changed = await florin.checkoutSessions.update(made.id, { description: "Two mugs" });
    expect(changed).toMatchObject({ description: "Two mugs", version: made.version + 1 });
    expect((await florin.checkoutSessions.deactivate(made.id)).status).toBe("deactivated");
    const again = florin.checkoutSessions.deactivate(made.id, { force: true });
    await expect(again).rejects.toMatchObject({ name: "FlorinApiError", status: 409, code: "already_final", type: "conflict" });
  });

  test("have notes", async () => {
    const { id } = await florin.checkoutSessions.create({ amount: price });
    const note = await florin.checkoutSessions.addNote(id, { text: "Called about delivery." });
    expect((await florin.checkoutSessions.listNotes(id)).data).toEqual([note]);
  });

  test("are paid, by a scenario's real transaction", async () => {
    const { id } = await florin.checkoutSessions.create({ amount: price });
    const { session } = await florin.checkoutSessions.simulate(id, { scenario: "exact" });
    expect(session.status).toBe("paid");
    const { data: payments } = await florin.checkoutSessions.listPayments(id);
    expect(payments).toEqual(session.payments);
    const diagnosis = await florin.checkoutSessions.diagnose(id, { txHash: payments[0]?.txHash ?? "" });
    expect(diagnosis).toMatchObject({ object: "diagnosis", reason: "counted" });
  });
});

test("payment links are created, read, found, changed and archived", async () => {
  const link = await florin.paymentLinks.create({ title: "Blue mug", fiatAmount: "18.50", fiatCurrency: "EUR" });
  expect(await florin.paymentLinks.get(link.id)).toEqual(link);
  expect((await florin.paymentLinks.list()).data).toEqual([link]);
  expect(await florin.paymentLinks.update(link.id, { title: "Red mug" })).toMatchObject({ title: "Red mug" });
  expect(await florin.paymentLinks.archive(link.id)).toMatchObject({ id: link.id, active: false });
});

test("webhook endpoints are created, read, found, changed, tried, rotated, replayed and deleted; deliveries sent again", async () => {
  const inbox = await startInbox();
  const { secret, ...endpoint } = await florin.webhookEndpoints.create({ url: inbox.url, description: "Shop" });
  expect(secret).toMatch(/^whsec_/);
  expect(await florin.webhookEndpoints.get(endpoint.id)).toEqual(endpoint);
  expect((await florin.webhookEndpoints.list()).data).toEqual([endpoint]);
  expect(await florin.webhookEndpoints.update(endpoint.id, { events: ["session.paid"] })).toMatchObject({
    events: ["session.paid"],
  });
  const trial = await florin.webhookEndpoints.test(endpoint.id);
  await inbox.waitFor(({ headers }) => headers["webhook-id"] === trial.eventId);
  expect((await florin.webhookEndpoints.listDeliveries(endpoint.id)).data.map(({ id }) => id)).toEqual([trial.id]);
  const sent = inbox.received.length;
  expect(await florin.deliveries.redeliver(trial.id)).toMatchObject({ id: trial.id });
  await vi.waitFor(() => expect(inbox.received.length).toBeGreaterThan(sent), { timeout: 60_000 });
  expect((await florin.webhookEndpoints.rotateSecret(endpoint.id)).secret).not.toBe(secret);
  expect(await florin.webhookEndpoints.replay(endpoint.id, { since: "2026-01-01" })).toMatchObject({
    object: "replay",
    deliveries: 0,
  });
  expect(await florin.webhookEndpoints.delete(endpoint.id)).toMatchObject({ deleted: true });
  await inbox.stop();
});

test("events, customers, networks and currencies are read", async () => {
  const session = await florin.checkoutSessions.create({ amount: price, customerEmail: "ada@example.com" });
  const { data: told } = await florin.events.list({ session: session.id });
  expect(told).toMatchObject([{ type: "session.created", data: { id: session.id } }]);
  expect(await florin.events.get(told[0]?.id ?? "")).toMatchObject({ id: told[0]?.id });
  const { data: customers } = await florin.customers.list({ email: "ada@example.com" });
  expect(customers).toMatchObject([{ email: "ada@example.com", sessions: 1 }]);
  expect(await florin.customers.get(customers[0]?.id ?? "")).toEqual(customers[0]);
  expect((await florin.networks.list()).data).toMatchObject([{ chainId: 31337 }]);
  expect((await florin.currencies.list()).data.map(({ id }) => id)).toContain("USD");
});

test("a list goes on over its pages, each item once, and stops where its reader does", async () => {
  const made: string[] = [];
  for (let n = 0; n < 7; n += 1) made.unshift((await florin.checkoutSessions.create({ amount: price })).id);
  const all: string[] = [];
  for await (const { id } of florin.checkoutSessions.list({ limit: 3 })) all.push(id);
  expect(all).toEqual(made);
  const sizes: number[] = [];
  for await (const page of florin.checkoutSessions.list({ limit: 3 }).pages()) sizes.push(page.data.length);
  expect(sizes).toEqual([3, 3, 1]);
  const some: string[] = [];
  for await (const { id } of florin.checkoutSessions.list({ limit: 3, starting_after: made[1] as string })) {
    some.push(id);
    if (some.length === 2) break;
  }
  expect(some).toEqual(made.slice(2, 4));
});

test("a write that is sent again with its key is done once", async () => {
  const options = { idempotencyKey: "order 1001" };
  const [first, second] = [
    await florin.checkoutSessions.create({ amount: price }, options),
    await florin.checkoutSessions.create({ amount: price }, options),
  ];
  expect(second).toEqual(first);
  const other = florin.checkoutSessions.create({ amount: { ...price, value: "51.00" } }, options);
  await expect(other).rejects.toMatchObject({ code: "idempotency_key_reused" });
});

test("errors say code, field and request", async () => {
  const caught: unknown = await florin.checkoutSessions
    .create({ amount: { value: "0", currency: "USD" } })
    .catch((error) => error);
  expect(caught).toBeInstanceOf(FlorinApiError);
  expect(caught).toMatchObject({ status: 400, type: "invalid_request", code: "invalid_field", param: "amount.value" });
  expect(caught).toMatchObject({ requestId: expect.stringMatching(/^req_/), message: expect.stringContaining("amount.value") });
  expect(isApiError(caught, "invalid_field", "not_found")).toBe(true);
  expect(isApiError(caught, "not_found")).toBe(false);
  const stranger = new Florin({ apiKey: `ck_test_${"0".repeat(32)}`, baseUrl: world.server.url });
  await expect(stranger.networks.list()).rejects.toMatchObject({ status: 401, code: "invalid_key" });
});

afterAll(() => {
  const all = Object.values(ROUTES) satisfies Operations extends object ? unknown[] : never;
  expect([...called].sort()).toEqual(all.map(([method, path]) => `${method} ${path}`).sort());
});
