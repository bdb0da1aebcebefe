import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SessionStatus } from "@/lib/checkout/session";
import { newId } from "@/lib/ids";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { announce, seedSession } from "@/test/outbox";
import { seedMerchant } from "@/test/seed";
import { checkoutSessions, deliveries, paymentLinks, sessionQuotes, webhookEndpoints } from "../schema";
import { countLinkSessions, listSessionEvents, listSessionRows, listSessionsToLookAt, loadSetUpFacts } from "./dashboard";
import type { Scope } from "./scope";

const START = Date.parse("2026-01-02T03:04:05.006Z");
const LONG_AGO = new Date(START - 86_400_000);

let own: TestDatabase;
let scope: Scope;
let foreign: Scope;

beforeAll(async () => {
  own = await freshDatabase();
});
afterAll(() => own.drop());
beforeEach(async () => {
  const [mine, other] = [await seedMerchant(own.database.db), await seedMerchant(own.database.db, { treasury: null })];
  scope = { merchantId: mine.merchantId, livemode: false };
  foreign = { merchantId: other.merchantId, livemode: false };
});

type Given = { at?: number; status?: SessionStatus; flags?: string[]; linkId?: string; of?: Scope };

/** A session that lists can show: with a quote for its chosen way to pay. */
async function session({ at = START, of = scope, status = "pending", ...row }: Given = {}): Promise<string> {
  const id = await seedSession(own.database.db, of, at);
  const when = new Date(at);
  await own.database.db
    .update(checkoutSessions)
    .set({ status, ...row })
    .where(eq(checkoutSessions.id, id));
  const line = {
    sessionId: id,
    position: 0,
    chainId: 31337,
    asset: "native",
    address: "0x0000000000000000000000000000000000000001",
    startsAt: when,
    expiresAt: when,
    graceUntil: when,
    toleranceUnder: 0n,
    toleranceOver: 0n,
    dust: 0n,
    minDue: 1n,
    maxOk: 1n,
    confirmations: 3,
    rate: {},
  };
  await own.database.db.insert(sessionQuotes).values([
    { ...line, number: 1, due: 20n },
    { ...line, number: 2, due: 21n },
  ]);
  return id;
}

async function link(): Promise<string> {
  const id = newId("paymentLink");
  const createdAt = new Date(START);
  const given = {
    ...scope,
    id,
    slug: id,
    title: "Tea",
    amountType: "fixed",
    fiatMinor: 100n,
    currency: "USD",
    metadata: {},
  } as const;
  await own.database.db.insert(paymentLinks).values({ ...given, createdAt, updatedAt: createdAt });
  return id;
}

async function endpoint(more: Partial<typeof webhookEndpoints.$inferInsert> = {}): Promise<string> {
  const id = newId("webhookEndpoint");
  const given = { ...scope, id, url: "https://shop.example/hook", secretSealed: "x", secretPrefix: "whsec_x" };
  await own.database.db.insert(webhookEndpoints).values({ ...given, events: ["*"], createdAt: new Date(START), ...more });
  return id;
}

const list = (page: { limit?: number; startingAfter?: string; statuses?: SessionStatus[] } = {}) =>
  listSessionRows(own.database.db, scope, { limit: 25, startingAfter: null, statuses: [], ...page });

test("sessions come newest first, page after page, without one twice or missing", async () => {
  const made: string[] = [];
  // Two of them at the same moment: the id decides then.
  for (const at of [START, START + 1, START + 1, START + 2, START + 3]) made.push(await session({ at }));
  const seen: string[] = [];
  for (let startingAfter: string | undefined; ; startingAfter = seen.at(-1)) {
    const rows = await list({ limit: 2, ...(startingAfter && { startingAfter }) });
    seen.push(...rows.slice(0, 2).map(({ id }) => id));
    if (rows.length <= 2) break;
  }
  expect([...seen].sort()).toEqual([...made].sort());
  expect(seen[0]).toBe(made[4]);
  expect(seen[4]).toBe(made[0]);
});

test("a session stands in the list once, with its link's title and what its last quote asks", async () => {
  await session({ linkId: await link() });
  expect(await list()).toMatchObject([{ linkTitle: "Tea", due: 21n }]);
});

test("a filter shows its statuses alone", async () => {
  await session({ status: "expired" });
  const paid = await session({ status: "paid" });
  const late = await session({ status: "paid_late" });
  expect((await list({ statuses: ["paid", "paid_late"] })).map(({ id }) => id).sort()).toEqual([paid, late].sort());
});

test("another merchant's sessions and the other mode's are in no list", async () => {
  const foreignId = await session({ of: foreign, status: "underpaid" });
  const liveId = await session({ of: { ...scope, livemode: true }, status: "underpaid" });
  await announce(own.database.db, { scope: foreign, sessionId: foreignId, at: START });
  expect(await list()).toEqual([]);
  await session({ at: START - 1 });
  expect(await list({ startingAfter: foreignId })).toEqual([]);
  expect(await listSessionsToLookAt(own.database.db, scope, { since: LONG_AGO, limit: 10 })).toEqual([]);
  for (const id of [foreignId, liveId]) expect(await listSessionEvents(own.database.db, scope, id)).toEqual([]);
});

test("what a person must look at: money that no rule can finish, and not what went well", async () => {
  await session({ status: "paid" });
  await session({ status: "pending" });
  await session({ status: "underpaid", at: LONG_AGO.getTime() - 1 });
  const wanted = [
    await session({ status: "underpaid" }),
    await session({ status: "paid_late" }),
    await session({ status: "failed" }),
    await session({ status: "paid", flags: ["over"] }),
    await session({ status: "deactivated", flags: ["after_deactivation"] }),
  ];
  const rows = await listSessionsToLookAt(own.database.db, scope, { since: LONG_AGO, limit: 10 });
  expect(rows.map(({ id }) => id).sort()).toEqual(wanted.sort());
});

test("a link counts its sessions and those that were paid", async () => {
  const [tea, cake] = [await link(), await link()];
  for (const status of ["paid", "paid_late", "expired"] as const) await session({ linkId: tea, status });
  const counts = await countLinkSessions(own.database.db, scope, [tea, cake]);
  expect(counts.get(tea)).toEqual({ sessions: 3, paid: 2 });
  expect(counts.get(cake)).toBeUndefined();
});

test("a missing wallet, a switched-off endpoint and given-up deliveries are told; a paused or deleted endpoint is not", async () => {
  const off = await endpoint({ active: false, disabledReason: "410" });
  await endpoint({ active: false });
  await endpoint({ active: false, disabledReason: "410", deletedAt: new Date(START) });
  const failing = await endpoint();
  await announce(own.database.db, { scope, sessionId: await session(), at: START });
  await own.database.db.update(deliveries).set({ status: "abandoned" }).where(eq(deliveries.endpointId, failing));
  const facts = await loadSetUpFacts(own.database.db, scope, LONG_AGO);
  expect(facts.wallets).toBe(1);
  expect(facts.disabledEndpoints.map(({ id }) => id)).toEqual([off]);
  expect(facts.abandoned).toEqual([{ endpointId: failing, url: "https://shop.example/hook", number: 1 }]);
  expect(await loadSetUpFacts(own.database.db, foreign, LONG_AGO)).toEqual({ wallets: 0, disabledEndpoints: [], abandoned: [] });
});
