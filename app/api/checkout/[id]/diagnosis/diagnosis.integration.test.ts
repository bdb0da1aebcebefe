import { encodeFunctionData, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DIAGNOSIS_REASONS, type DiagnosisReason } from "@/lib/checkout/diagnosis";
import { newId } from "@/lib/ids";
import type { App } from "@/lib/services/app";
import { deactivateSession } from "@/lib/services/deactivate-session";
import { callRoute, useApp } from "@/test/api";
import { testApp } from "@/test/app";
import { startChain, type TestChain } from "@/test/chain";
import { type Engine, type OpenSession, startEngine, tick } from "@/test/engine";
import { seedMerchant } from "@/test/seed";
import * as byShop from "../../../v1/checkout_sessions/[id]/diagnosis/route";
import * as session from "../route";
import * as diagnosis from "./route";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const BATCH = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "function aggregate3(Call3[] calls) payable",
]);
const UNKNOWN = `0x${"5".repeat(64)}`;

let engine: Engine;
let other: TestChain;
let app: App;
beforeAll(async () => {
  [engine, other] = await Promise.all([startEngine(), startChain({ chainId: 31338 })]);
  app = connected({ 31337: [engine.chain.rpcUrl], 31338: [other.rpcUrl] });
  useApp(app);
  await tick(app);
});
afterAll(async () => {
  await app?.database.close();
  await Promise.all([engine?.stop(), other?.stop()]);
});

function connected(rpcUrls: Readonly<Record<number, readonly string[]>>, limit = 1_000_000): App {
  return testApp({ databaseUrl: engine.url, rpcUrls, env: { RATE_LIMIT_ADDRESS_PER_SECOND: String(limit) } });
}

const ask = (id: string, txHash: unknown) => callRoute(diagnosis.POST, { method: "POST", params: { id }, body: { txHash } });
const read = async (id: string) => (await callRoute(session.GET, { params: { id } })).body;

async function submit(id: string, pasted: string) {
  const body = new URLSearchParams({ txHash: pasted }).toString();
  const request = new Request("http://localhost:3000/", { method: "POST", headers: FORM, body });
  const answer = await diagnosis.POST(request, { params: Promise.resolve({ id }) });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function mine(blocks = 1) {
  await engine.chain.mine(blocks);
  await tick(app);
}

async function passBy(moment: string) {
  await engine.chain.minePast(Date.parse(moment));
  await tick(app);
}

type Asked = { readonly id: string; readonly txHash: string };

async function paid(amount: (due: bigint) => bigint, blocks: number): Promise<Asked & OpenSession> {
  const made = await engine.open("ETH");
  const txHash = await engine.pay.one("ETH", made.address, amount(made.due));
  await mine(blocks);
  return { ...made, txHash };
}
const all = (due: bigint) => due;
const half = (due: bigint) => due / 2n;

/** How each reason comes to be on a real chain, and what beside the reason is told. */
const STORIES: Readonly<Record<DiagnosisReason, () => Promise<Asked & { told?: object }>>> = {
  counted: async () => ({
    ...(await paid(all, 3)),
    told: { confirmations: { seen: 3, required: 3 }, network: { chainId: 31337 } },
  }),
  surplus: async () => {
    const { id, address } = await paid(all, 3);
    const txHash = await engine.pay.one("ETH", address, 7n);
    await mine();
    return { id, txHash, told: { amount: { wei: "7", symbol: "ETH" } } };
  },
  closed: async () => {
    const { id, address, due } = await engine.open("ETH");
    const { merchantId, livemode } = engine.merchant;
    const input = { id, force: false, now: Date.now(), baseUrl: "http://localhost:3000" };
    await engine.database.db.transaction((tx) => deactivateSession(tx, { merchantId, livemode }, input));
    const txHash = await engine.pay.one("ETH", address, due);
    await mine();
    return { id, txHash };
  },
  confirming: async () => ({ ...(await paid(all, 2)), told: { confirmations: { seen: 2, required: 3 } } }),
  after_expiry: async () => {
    const { id, address, due } = await engine.open("ETH");
    await passBy((await read(id)).expiresAt);
    const txHash = await engine.pay.one("ETH", address, due);
    await mine();
    return { id, txHash, told: { confirmations: { seen: 1, required: 3 } } };
  },
  short: async () => {
    const { due, ...asked } = await paid(half, 1);
    return { ...asked, told: { missing: { wei: String(due - due / 2n), symbol: "ETH" } } };
  },
  after_grace: async () => {
    const { id, address, due } = await engine.open("ETH");
    await passBy((await read(id)).graceUntil);
    const txHash = await engine.pay.one("ETH", address, due);
    await mine();
    return { id, txHash };
  },
  wrong_token: async () => {
    const { id, address } = await engine.open("ETH");
    const txHash = await engine.pay.one("USDC", address, 10_000_000n);
    await mine();
    return { id, txHash, told: { amount: { eth: "10", symbol: "USDC" }, network: { chainId: 31337 } } };
  },
  wrong_chain: async () => {
    const { id, address, due } = await engine.open("ETH");
    const txHash = await other.client.sendTransaction({ account: other.accounts[0], to: address, value: due });
    expect((await ask(id, txHash)).body).toMatchObject({ reason: "wrong_chain", network: { chainId: 31338 } });
    await tick(app);
    return { id, txHash, told: { network: { chainId: 31338, name: "Second local chain" }, amount: { wei: String(due) } } };
  },
  before_session: async () => {
    const reserved = await engine.database.sql`
      select address from receive_addresses where reserved_by = ${engine.app.instance} and session_id is null order by index`;
    const early = new Map<string, string>();
    for (const { address } of reserved.slice(0, 3)) early.set(address, await engine.pay.one("ETH", address, 9n));
    await mine();
    await passBy(new Date(0).toISOString());
    for (;;) {
      const { id, address } = await engine.open("ETH");
      const txHash = early.get(address.toLowerCase());
      if (txHash) return { id, txHash };
    }
  },
  scanner_behind: async () => {
    const { id, address, due } = await engine.open("ETH");
    await engine.chain.mine(4);
    const txHash = await engine.pay.one("ETH", address, due);
    await engine.chain.mine(3);
    return { id, txHash, told: { blocksBehind: 5 } };
  },
  not_recorded: async () => {
    const asked = await paid(all, 1);
    await engine.database.sql`delete from transfers where tx_hash = ${asked.txHash}`;
    return asked;
  },
  taken_back: async () => {
    const asked = await paid(all, 1);
    await engine.chain.reorg(1);
    await mine();
    return asked;
  },
  reverted: async () => {
    const { id, address } = await engine.open("USDC");
    const txHash = await engine.pay.failing(address);
    await mine();
    return { id, txHash };
  },
  wrong_recipient: async () => {
    const { id, due } = await engine.open("ETH");
    const txHash = await engine.pay.one("ETH", engine.chain.accounts[1], due);
    await mine();
    return { id, txHash, told: { sentTo: engine.chain.accounts[1].toLowerCase(), amount: null } };
  },
  inside_contract: async () => {
    const { id } = await engine.open("ETH");
    const data = encodeFunctionData({ abi: BATCH, functionName: "aggregate3", args: [[]] });
    const { chain } = engine;
    const txHash = await chain.client.sendTransaction({ account: chain.accounts[0], to: chain.multicall3, value: 5n, data });
    await mine();
    return { id, txHash };
  },
  not_mined: async () => {
    const { id, address, due } = await engine.open("ETH");
    return { id, txHash: await engine.pay.one("ETH", address, due), told: { network: { chainId: 31337 }, minedAt: null } };
  },
  not_found: async () => ({ id: (await engine.open("ETH")).id, txHash: UNKNOWN, told: { network: null } }),
  network_unreachable: async () => {
    useApp(connected({ 31337: [engine.chain.rpcUrl], 31338: ["http://127.0.0.1:1/"] }));
    return { id: (await engine.open("ETH")).id, txHash: UNKNOWN };
  },
};

describe("a transaction's number is answered with", () => {
  // What moves the chain's clock to the end of a session's grace goes last.
  const last = (reason: DiagnosisReason) => Number(reason === "after_grace");
  it.each([...DIAGNOSIS_REASONS].sort((a, b) => last(a) - last(b)))("%s", async (reason) => {
    const { id, txHash, told = {} } = await STORIES[reason]();
    const before = await engine.session(id);
    const { status, body, headers } = await ask(id, txHash);
    const page = await submit(id, txHash);
    const shop = await callRoute(byShop.GET, {
      path: `/checkout_sessions/${id}/diagnosis?txHash=${txHash}`,
      params: { id },
      key: engine.merchant.apiKey,
    });
    useApp(app);
    expect({ status, reason: body.reason }).toEqual({ status: 200, reason });
    expect(body).toMatchObject({ object: "diagnosis", txHash, ...told });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(shop.body).toEqual(body);
    expect([page.status, page.headers.get("content-security-policy")]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect(page.text).toContain(`href="/checkout/${id}"`);
    expect(page.text).not.toMatch(/undefined|null|NaN/);
    // Knowing a number credits nothing.
    expect(await engine.session(id)).toEqual(before);
  });
});

const FIELDS = [
  ...["object", "reason", "txHash", "network", "amount", "missing", "confirmations", "blocksBehind", "sentTo", "minedAt"],
  "explorerUrl",
];

describe("the question", () => {
  it("is answered with the allowed fields and no other", async () => {
    const { id, txHash } = await paid(all, 1);
    const { body, text } = await ask(id, txHash);
    expect(Object.keys(body)).toEqual(FIELDS);
    for (const secret of ["pay_", engine.merchant.merchantId, "@"]) expect(text).not.toContain(secret);
  });

  it("may be written in capitals, or pasted with a page's address around it", async () => {
    const { id, txHash } = await paid(all, 1);
    expect((await ask(id, `0x${txHash.slice(2).toUpperCase()}`)).body.txHash).toBe(txHash);
    expect((await submit(id, ` https://etherscan.io/tx/${txHash} `)).text).toContain("We see it: 1 of 3 confirmations");
  });

  it.each([
    undefined,
    null,
    "",
    7,
    "0x",
    "0x12",
    UNKNOWN.slice(2),
    `${UNKNOWN}0`,
    `${UNKNOWN.slice(0, -1)}\u0000`,
    "'; drop table x",
    "ü".repeat(66),
  ])("must name a transaction: %j is 400 and names the field", async (txHash) => {
    const { id } = await engine.open("ETH");
    const answer = await ask(id, txHash);
    expect([answer.status, answer.body.error.param]).toEqual([400, "txHash"]);
    const page = await submit(id, String(txHash ?? ""));
    expect([page.status, page.text.includes("Which transaction?")]).toEqual([400, true]);
  });

  it("comes back as text, whatever was pasted", async () => {
    const { id } = await engine.open("ETH");
    const { text } = await submit(id, '"><script>alert(1)</script>');
    expect(text).not.toContain("<script");
  });

  it("is 404 for a session that does not exist, and for another shop's", async () => {
    expect((await ask(newId("session"), UNKNOWN)).status).toBe(404);
    expect((await submit(newId("session"), UNKNOWN)).status).toBe(404);
    const { id } = await engine.open("ETH");
    const { apiKey } = await seedMerchant(engine.database.db);
    const path = `/checkout_sessions/${id}/diagnosis?txHash=${UNKNOWN}`;
    expect((await callRoute(byShop.GET, { path, params: { id }, key: apiKey })).status).toBe(404);
  });

  it("is the shop's with the scope for reading sessions, and names a wrong number", async () => {
    const { id } = await engine.open("ETH");
    const poor = await seedMerchant(engine.database.db, { scopes: ["links:read"] });
    const path = `/checkout_sessions/${id}/diagnosis?txHash=${UNKNOWN}`;
    expect((await callRoute(byShop.GET, { path, params: { id }, key: poor.apiKey })).body.error.code).toBe("missing_scope");
    const wrong = await callRoute(byShop.GET, { path: path.slice(0, -1), params: { id }, key: engine.merchant.apiKey });
    expect([wrong.status, wrong.body.error.param]).toEqual([400, "txHash"]);
  });

  it("is limited to as many a minute as there may be plain requests a second, in all processes together", async () => {
    const processes = [0, 1].map(() => connected({ 31337: [engine.chain.rpcUrl] }, 6));
    await engine.database.sql`truncate shared_counts`;
    const { id } = await engine.open("ETH");
    const answers = [];
    for (let count = 0; count < 8; count += 1) {
      useApp(processes[count % 2] as App);
      answers.push((await ask(id, UNKNOWN)).status);
      // However long the questions take, they are of one minute.
      await engine.database.sql`update shared_counts set ends_at = now() + interval '1 minute'`;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    useApp(app);
    await Promise.all(processes.map(({ database }) => database.close()));
    expect(answers).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
  });
});
