import { afterAll, beforeAll, expect, test } from "vitest";
import type { Policy } from "@/lib/checkout/policy";
import { type Engine, makeSession, startEngine, withChain } from "@/test/engine";
import { seedMerchant } from "@/test/seed";
import { localRateBook } from "../rates/local-rate-book";
import type { Rates } from "../rates/rates";
import type { CreateSessionInput } from "./create-session";
import { forget } from "./remembered";
import { requoteSession } from "./requote-session";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine?.stop());

type Merchant = { merchantId: string; livemode: boolean };

async function makeExpired(merchant: Merchant, input: CreateSessionInput) {
  const made = await makeSession(engine.app, { merchant, input: { expiresIn: 600, ...input } });
  await engine.chain.minePast(Date.parse(made.expiresAt));
  await engine.tick();
  expect((await engine.session(made.id)).status).toBe("expired");
  return made;
}

const requote = (id: string) => requoteSession(engine.app, { id, now: Date.now() });
const price = { amount: { value: "10.00", currency: "USD" } };

test("judges by the terms of the first quote, whatever the shop's policy has become", async () => {
  const policy: Partial<Policy> = {
    confirmations: { "31337": [{ upTo: null, confirmations: 2 }] },
    forgiveness: { capBps: 200, upTo: { "31337": "1.00" } },
  };
  const merchant = await seedMerchant(engine.database.db, { policy });
  const { id } = await makeExpired(merchant, price);
  await engine.database.sql`update merchants set policy = '{}'::jsonb where id = ${merchant.merchantId}`;
  forget(engine.app, `merchant ${merchant.merchantId}`);
  await requote(id);
  const terms = (number: number) => engine.database.sql`
    select asset, due, min_due, max_ok, confirmations, tolerance_under from session_quotes
    where session_id = ${id} and number = ${number} order by position`;
  const [first, second] = await Promise.all([terms(1), terms(2)]);
  expect(second).toEqual(first);
  expect(first[0]?.confirmations).toBe(2);
});

test("begins after the last quote ended, also where this server's clock is behind the chain's", async () => {
  const { id, expiresAt } = await makeExpired(engine.merchant, price);
  const [chain] = engine.app.chains.values();
  if (!chain) throw new Error("one network is connected");
  // Of a network elsewhere: its clock is not the one that a session's time runs by.
  const elsewhere = withChain(engine.app, { ...chain, network: { ...chain.network, local: false } });
  const rates: Rates = { ...localRateBook, lock: (request) => localRateBook.lock({ ...request, local: true }) };
  await requoteSession({ ...elsewhere, rates }, { id, now: Date.now() });
  const [quote] = await engine.database.sql`select starts_at from session_quotes where session_id = ${id} and number = 2`;
  expect(Date.parse(quote?.starts_at)).toBeGreaterThan(Date.parse(expiresAt));
});

test("is refused where the link that sold it has been switched off", async () => {
  const { sql } = engine.database;
  const { merchantId } = engine.merchant;
  const linkId = "pl_000000000000000000000001";
  await sql`
    insert into payment_links (id, merchant_id, livemode, slug, title, amount_type, fiat_minor, currency, metadata, created_at, updated_at)
    values (${linkId}, ${merchantId}, false, 'mug', 'Mug', 'fixed', 1000, 'USD', '{}', now(), now())`;
  const { id } = await makeExpired(engine.merchant, { linkId });
  await sql`update payment_links set active = false where id = ${linkId}`;
  await expect(requote(id)).rejects.toMatchObject({ type: "invalid_request", code: "link_inactive" });
  expect((await engine.session(id)).status).toBe("expired");
});
