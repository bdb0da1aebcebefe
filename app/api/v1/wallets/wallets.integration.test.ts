import { HDKey } from "@scure/bip32";
import { checksumAddress } from "viem";
import { english, generateMnemonic } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "@/lib/log";
import type { App } from "@/lib/services/app";
import { takeAddress } from "@/lib/services/reserve-addresses";
import { depositAddress } from "@/lib/wallet/deposit-address";
import { xpubAddress } from "@/lib/wallet/xpub-address";
import { apiApp, callRoute, useApp } from "@/test/api";
import { logged } from "@/test/captured-log";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { seedMerchant } from "@/test/seed";
import { login } from "@/test/signed-in";
import * as sessions from "../checkout_sessions/route";
import * as links from "../payment_links/route";
import * as wallets from "./route";

vi.mock("@/lib/auth", () => import("@/test/signed-in"));
vi.mock("@/lib/log", () => import("@/test/captured-log"));

const ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const COOKIE = { cookie: "login", origin: "http://localhost:3000" };

let own: TestDatabase;
let app: App;
beforeAll(async () => {
  own = await freshDatabase();
  app = apiApp({ databaseUrl: own.url });
});
afterAll(async () => {
  await app.database.close();
  await own.drop();
});

async function signIn() {
  const merchant = await seedMerchant(own.database.db, { treasury: null });
  login.user = { userId: merchant.userId, merchantId: merchant.merchantId, email: merchant.email };
  return merchant;
}
let merchant: Awaited<ReturnType<typeof signIn>>;
beforeEach(async () => {
  useApp(app);
  log.level = "trace";
  merchant = await signIn();
});

type Mode = "test" | "live";
const add = (wallet: unknown, mode: Mode = "test", headers: Record<string, string> = {}) =>
  callRoute(wallets.POST, {
    method: "POST",
    path: "/wallets",
    body: { wallet },
    headers: { ...COOKIE, "florin-mode": mode, ...headers },
  });
const read = async (mode: Mode = "test") =>
  (await callRoute(wallets.GET, { path: "/wallets", headers: { ...COOKIE, "florin-mode": mode } })).body.data;
const take = (livemode = false) => takeAddress(app, { merchantId: merchant.merchantId, livemode, family: "evm" });

let accounts = 0;
function newXpub(): string {
  accounts += 1;
  return HDKey.fromMasterSeed(Buffer.alloc(32, 11)).derive(`m/44'/60'/${accounts}'`).publicExtendedKey;
}

describe("adding a wallet", () => {
  it("by an address: shown with its checksum and its first receive addresses, and serving at once", async () => {
    const { status, body } = await add(ADDRESS.toLowerCase());
    expect(status).toBe(201);
    expect(body).toMatchObject({ object: "wallet", kind: "treasury", treasury: ADDRESS, active: true });
    expect(body.id).toMatch(/^wal_/);
    const treasury = ADDRESS.toLowerCase() as `0x${string}`;
    const { index, address } = await take();
    expect(address).toBe(depositAddress({ treasury, index }));
    expect(body.firstAddresses[0]).toBe(checksumAddress(depositAddress({ treasury, index })));
    expect(await read()).toEqual([body]);
  });

  it("by an extended public key: the key itself is never shown, and is sealed in the database", async () => {
    const xpub = newXpub();
    const { status, body, text } = await add(xpub);
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: "xpub", treasury: null });
    expect(body.firstAddresses).toEqual([0, 1, 2].map((index) => checksumAddress(xpubAddress({ xpub, index }))));
    expect((await take()).address).toBe(xpubAddress({ xpub, index: 0 }));
    for (const shown of [text, JSON.stringify(await read()), await dump()]) expect(shown).not.toContain(xpub.slice(20, 60));
  });

  it("replaces the one that served: the next session gets the new one's address, the old one stays listed", async () => {
    await add(ADDRESS);
    const { body: second } = await add(OTHER);
    const listed = await read();
    expect(listed.map((wallet: { active: boolean; treasury: string }) => [wallet.treasury, wallet.active])).toEqual(
      expect.arrayContaining([
        [ADDRESS, false],
        [OTHER, true],
      ]),
    );
    expect((await take()).walletId).toBe(second.id);
  });

  it("reaches a process that still holds addresses of the old one: its next session is paid to the new one", async () => {
    const create = () =>
      callRoute(sessions.POST, { method: "POST", key: merchant.apiKey, body: { amount: { value: "50.00", currency: "USD" } } });
    await add(ADDRESS);
    const other = apiApp({ databaseUrl: own.url });
    try {
      useApp(other);
      const { body: before } = await create();
      useApp(app);
      const { body: wallet } = await add(OTHER);
      useApp(other);
      const { status, body: after } = await create();
      expect(status).toBe(201);
      const rows = await own.database.sql`
        select session_id, wallet_id = ${wallet.id} as is_new from receive_addresses
        where session_id in (${before.id}, ${after.id}) order by is_new`;
      expect(rows.map((row) => [row.session_id, row.is_new])).toEqual([
        [before.id, false],
        [after.id, true],
      ]);
    } finally {
      await other.database.close();
    }
  });

  it("again continues it with the next index", async () => {
    const xpub = newXpub();
    const { body: first } = await add(xpub);
    await add(ADDRESS);
    const { status, body: again } = await add(xpub);
    expect(status).toBe(201);
    expect(again).toEqual(first);
    const rows = await own.database.sql`select index from receive_addresses where wallet_id = ${first.id} order by index`;
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
  });

  it("twice at once leaves one wallet serving", async () => {
    const answers = await Promise.all([add(ADDRESS), add(OTHER), add(ADDRESS), add(OTHER)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const listed = await read();
    expect(listed).toHaveLength(2);
    expect(listed.filter((wallet: { active: boolean }) => wallet.active)).toHaveLength(1);
  });

  it("of the same treasury by two merchants, or in both modes, never gives the same address twice", async () => {
    const { body: one } = await add(ADDRESS);
    const { body: live } = await add(ADDRESS, "live");
    merchant = await signIn();
    const { body: foreign } = await add(ADDRESS);
    const all = [one, live, foreign].flatMap(({ firstAddresses }) => firstAddresses);
    expect(new Set(all).size).toBe(9);
  });

  it("of an extended public key that another merchant or mode has is refused", async () => {
    const xpub = newXpub();
    await add(xpub);
    expect(await add(xpub, "live")).toMatchObject({ status: 409, body: { error: { code: "wallet_taken" } } });
    merchant = await signIn();
    expect(await add(xpub)).toMatchObject({ status: 409, body: { error: { code: "wallet_taken" } } });
  });

  it("by a receive address of ours is refused: money would go round in circles", async () => {
    const { body } = await add(ADDRESS);
    expect(await add(body.firstAddresses[0])).toMatchObject({
      status: 400,
      body: { error: { code: "wallet_is_receive_address" } },
    });
  });

  it("is not possible with an API key, from another site, or without a login", async () => {
    const withKey = await callRoute(wallets.POST, { method: "POST", key: merchant.apiKey, body: { wallet: ADDRESS } });
    expect(withKey).toMatchObject({ status: 403, body: { error: { code: "dashboard_only" } } });
    expect((await add(ADDRESS, "test", { origin: "https://evil.example" })).status).toBe(403);
    login.user = null;
    expect((await add(ADDRESS)).status).toBe(401);
    expect((await callRoute(wallets.GET, { headers: COOKIE })).status).toBe(401);
  });

  it("shows a merchant no wallet of another, nor of the other mode", async () => {
    await add(ADDRESS);
    expect(await read("live")).toEqual([]);
    await signIn();
    expect(await read()).toEqual([]);
  });

  it.each([[1], [null], [{}], [["0x"]], [""], ["\u0000"], ["0x"], ["x".repeat(60_000)]])("by %j is a 400", async (wallet) => {
    const { status, body } = await add(wallet);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: "invalid_request", param: "wallet" });
  });
});

describe("a secret that is pasted", () => {
  const root = HDKey.fromMasterSeed(Buffer.alloc(32, 13));
  const ofVersion = (version: number) =>
    HDKey.fromMasterSeed(Buffer.alloc(32, 13), { private: version, public: 0 }).privateExtendedKey;
  const phrase = generateMnemonic(english, 128);
  const key = "8f2a559490b6e0ac9a2f6f6e1c3f0d5b7c4e9a1d2b3c4d5e6f708192a3b4c5d6";
  /** The secret, and a part of it that stands nowhere else. */
  const secrets: [name: string, text: string, canary: string][] = [
    ["a private key", key, key.slice(4, 24)],
    ["a private key with 0x", `0x${key}`, key.slice(4, 24)],
    ["a private key in capitals", key.toUpperCase(), key.slice(4, 24).toUpperCase()],
    ["a key in wallet import format", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "GU8rMjxEXxiPuD5BDku4"],
    ["an xprv", root.privateExtendedKey, root.privateExtendedKey.slice(30, 60)],
    ["a tprv", ofVersion(0x04358394), ofVersion(0x04358394).slice(30, 60)],
    ["a yprv", ofVersion(0x049d7878), ofVersion(0x049d7878).slice(30, 60)],
    ["a zprv", ofVersion(0x04b2430c), ofVersion(0x04b2430c).slice(30, 60)],
    ["a recovery phrase", phrase, phrase.split(" ").slice(2, 8).join(" ")],
    ["a recovery phrase on lines", phrase.replaceAll(" ", "\n"), phrase.split(" ").slice(2, 8).join("\\n")],
  ];

  it.each(secrets)("as a wallet, %s, is refused kindly and stands in no answer, no table, no log", async (_, secret, canary) => {
    for (const [mode, headers] of [["test", {}] as const, ["live", { "idempotency-key": `secret-${Math.random()}` }] as const]) {
      const { status, body, text } = await add(secret, mode, headers);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({ code: "secret_refused", param: "wallet" });
      expect(body.error.message).toContain("has not kept it");
      expect(text).not.toContain(canary);
    }
    expect(await dump()).not.toContain(canary);
    expect(logged.join("")).not.toContain(canary);
  });

  it.each(secrets)("as a link's description, %s, is refused and kept nowhere either", async (_, secret, canary) => {
    const body = { title: "Mug", fiatAmount: "12.50", fiatCurrency: "USD", description: `note: ${secret}` };
    const answer = await callRoute(links.POST, { method: "POST", path: "/payment_links", key: merchant.apiKey, body });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "secret_refused", param: "description" } } });
    expect(answer.text + (await dump()) + logged.join("")).not.toContain(canary);
  });

  it("would be found by this test if it were kept", async () => {
    await own.database.sql`update merchants set name = ${`canary ${key}`} where id = ${merchant.merchantId}`;
    expect(await dump()).toContain(key.slice(4, 24));
    log.trace({ pasted: key });
    expect(logged.join("")).toContain(key.slice(4, 24));
    logged.length = 0;
    await own.database.sql`update merchants set name = 'Test merchant' where id = ${merchant.merchantId}`;
  });
});

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const { sql } = own.database;
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const rows = await Promise.all(tables.map(({ name }) => sql`select t::text as row from ${sql(name)} t`));
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join("\n");
}
