import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Inbox, type Received, startInbox } from "@/test/inbox";
import { withLivingApi } from "@/test/living-api";
import type { CheckoutSession, Event } from "./api.js";
import { Florin } from "./florin.js";
import { createReceiver, type Receipt } from "./receiver.js";
import { memoryStore } from "./receiver-store.js";
import { verifyWebhook } from "./verify-webhook.js";

vi.mock("@/lib/auth", () => ({ signedInUser: async () => null }));

const world = withLivingApi();
const price = { value: "50.00", currency: "USD" };
const WAIT = { timeout: 60_000, interval: 20 };

let florin: Florin;
let inbox: Inbox;
beforeEach(async () => {
  florin = new Florin({ apiKey: world.merchant.apiKey, baseUrl: world.server.url });
  inbox = await startInbox();
});
afterEach(() => inbox.stop());

const raw = ({ headers, body }: Received) => ({ headers, body });

/** A shop: what it was told of, in order, and its own copy of each session. */
async function openShop() {
  const { id, secret } = await florin.webhookEndpoints.create({ url: inbox.url });
  const told: Event[] = [];
  const copies = new Map<string, CheckoutSession>();
  const errors: unknown[] = [];
  const receiver = createReceiver({
    store: memoryStore(),
    secret,
    florin,
    handle: (event) => {
      told.push(event);
      if (event.data.object === "checkout_session") copies.set(event.data.id, event.data);
    },
    onError: (error) => errors.push(error),
  });
  return { endpointId: id, secret, told, copies, errors, receiver };
}

/** Blocks go on growing above a payment: that is no change of its session. */
function settled(session: CheckoutSession | undefined) {
  return { ...session, payments: session?.payments.map(({ confirmations: _, ...payment }) => payment) };
}

/** Everything that Florin has to tell, by number: those of one moment have no order in time. */
async function allEvents(): Promise<Event[]> {
  const all: Event[] = [];
  for await (const event of florin.events.list()) all.push(event);
  return all.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

test("deliveries that are dropped, doubled and turned round leave the shop with all of it, once and in order", async () => {
  const { told, copies, errors, receiver } = await openShop();
  const fates = new Map([
    [3, "drop"],
    [5, "double"],
    [7, "refuse"],
    [9, "hold"],
    [10, "drop"],
  ]);
  const met = new Set<string>();
  const held: Received[] = [];
  const receipts: Receipt[] = [];
  const take = async (message: Received) => {
    const receipt = await receiver.receive(raw(message));
    receipts.push(receipt);
    return receipt;
  };
  inbox.answer(async (message) => {
    const fate = fates.get(JSON.parse(message.body).sequence);
    const isFirst = !met.has(fate ?? "");
    met.add(fate ?? "");
    // Something in between says that it has it, and loses it.
    if (fate === "drop") return { status: 200 };
    if (fate === "hold" && isFirst) {
      held.push(message);
      return { status: 200 };
    }
    // Florin comes again seconds later, with others in between.
    if (fate === "refuse" && isFirst) return { status: 502 };
    const taken = fate === "double" ? await Promise.all([take(message), take(message)]) : [await take(message)];
    return { status: taken[0]?.status ?? 500 };
  });

  const one = await florin.checkoutSessions.create({ amount: price });
  const two = await florin.checkoutSessions.create({ amount: price });
  await vi.waitFor(() => expect(told).toHaveLength(2), WAIT);
  for (let n = 1; n <= 4; n += 1) {
    await florin.checkoutSessions.update(one.id, { description: `Change ${n}` });
    await florin.checkoutSessions.update(two.id, { description: `Change ${n}` });
  }
  await vi.waitFor(() => expect([...met].sort()).toEqual(expect.arrayContaining(["double", "drop", "hold", "refuse"])), WAIT);
  await florin.checkoutSessions.simulate(one.id, { scenario: "exact" });
  await florin.checkoutSessions.deactivate(two.id);
  await vi.waitFor(async () => expect(told).toHaveLength((await allEvents()).length), WAIT);
  for (const message of held) expect(await take(message)).toEqual({ status: 200, outcome: "duplicate" });
  await vi.waitFor(() => expect(inbox.received.filter(({ body }) => JSON.parse(body).sequence === 7)).toHaveLength(2), WAIT);

  const events = await allEvents();
  expect(events.length).toBeGreaterThan(13);
  expect(told).toEqual(events);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
  expect(receipts.filter(({ outcome }) => outcome === "duplicate").length).toBeGreaterThanOrEqual(3);
  expect(errors).toEqual([]);
  for (const { id } of [one, two]) expect(settled(copies.get(id))).toEqual(settled(await florin.checkoutSessions.get(id)));
});

test("a shop whose handler fails gets the same event from Florin again", async () => {
  const { told, receiver, secret } = await openShop();
  const failing = createReceiver({ store: memoryStore(), secret, florin, handle: () => Promise.reject(new Error("not now")) });
  let attempts = 0;
  inbox.answer(async (message) => {
    attempts += 1;
    const { status } = await (attempts === 1 ? failing : receiver).receive(raw(message));
    return { status };
  });
  await florin.checkoutSessions.create({ amount: price });
  await vi.waitFor(() => expect(told).toHaveLength(1), WAIT);
  expect(inbox.received.map(({ headers }) => headers["webhook-id"])).toEqual([told[0]?.id, told[0]?.id]);
});

test("a real delivery is proved by either scheme, with the raw body alone", async () => {
  const { secret, endpointId } = await openShop();
  const trial = await florin.webhookEndpoints.test(endpointId);
  const { headers, body } = await inbox.waitFor((message) => message.headers["webhook-id"] === trial.eventId);
  expect(await verifyWebhook({ headers, body }, { secret })).toMatchObject({ id: trial.eventId, type: "webhook.test" });
  const { "webhook-signature": _, ...plain } = headers;
  expect(await verifyWebhook({ headers: plain, body }, { secret })).toMatchObject({ id: trial.eventId });
  const tidied = JSON.stringify(JSON.parse(body), null, 1);
  await expect(verifyWebhook({ headers, body: tidied }, { secret })).rejects.toMatchObject({ reason: "signature_wrong" });
});

test("a receiver that knows both secrets takes what was signed before and after the change", async () => {
  const { id, secret } = await florin.webhookEndpoints.create({ url: inbox.url });
  const first = await florin.webhookEndpoints.test(id);
  const before = await inbox.waitFor((message) => message.headers["webhook-id"] === first.eventId);
  const { secret: fresh } = await florin.webhookEndpoints.rotateSecret(id);
  const second = await florin.webhookEndpoints.test(id);
  const after = await inbox.waitFor((message) => message.headers["webhook-id"] === second.eventId);
  for (const message of [before, after]) {
    expect(await verifyWebhook(raw(message), { secret: [secret, fresh] })).toMatchObject({ type: "webhook.test" });
  }
  // While they overlap, a receiver that knows either one is served, by either scheme.
  const { "webhook-signature": _, ...plain } = after.headers;
  for (const headers of [after.headers, plain]) {
    for (const one of [secret, fresh]) {
      expect(await verifyWebhook({ headers, body: after.body }, { secret: one })).toMatchObject({ id: second.eventId });
    }
  }
  expect(await verifyWebhook(raw(before), { secret })).toMatchObject({ id: first.eventId });
  await expect(verifyWebhook(raw(before), { secret: fresh })).rejects.toMatchObject({ reason: "signature_wrong" });
});

test("a receiver that was away catches up", async () => {
  const { told, receiver } = await openShop();
  inbox.answer(() => ({ status: 200 }));
  await receiver.catchUp();
  await florin.checkoutSessions.create({ amount: price });
  const { id } = await florin.checkoutSessions.create({ amount: price });
  await vi.waitFor(() => expect(inbox.received).toHaveLength(2), WAIT);
  expect(told).toEqual([]);
  await receiver.receive(raw(inbox.received[0] as Received));
  await florin.checkoutSessions.update(id, { description: "Changed" });
  await vi.waitFor(() => expect(inbox.received).toHaveLength(3), WAIT);
  await receiver.catchUp();
  expect(told.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});
