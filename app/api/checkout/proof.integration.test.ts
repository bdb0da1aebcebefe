import { createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getKey } from "@/app/checkout-key/route";
import { payStatement } from "@/lib/checkout/pay-statement";
import type { SignedSession } from "@/lib/checkout/public-session";
import { callRoute, useApp } from "@/test/api";
import { type Engine, startEngine } from "@/test/engine";
import * as session from "./[id]/route";
import * as testPayment from "./[id]/test_payment/route";

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
  useApp(engine.app);
});
afterAll(() => engine?.stop());

async function read(id: string): Promise<SignedSession> {
  return (await callRoute(session.GET, { params: { id } })).body as SignedSession;
}

/** As somebody who has the published key and nothing else of ours but the rule. */
async function isProven(shown: SignedSession): Promise<boolean> {
  const { keys } = await getKey().json();
  const statement = Buffer.from(payStatement(shown));
  return verify(null, statement, createPublicKey({ key: keys[0], format: "jwk" }), Buffer.from(shown.proof, "base64url"));
}

describe("the server's word for where the money goes", () => {
  it("is proven by the published key, and by it alone for what was signed", async () => {
    const shown = await read((await engine.open("ETH")).id);
    expect(await isProven(shown)).toBe(true);
    const [way] = shown.methods;
    if (!way) throw new Error("there is a way to pay");
    const swapped = `0x${"ab".repeat(20)}`;
    const lies: Partial<SignedSession>[] = [
      { id: "cs_000000000000000000000000" },
      { methods: [{ ...way, address: swapped }] },
      { methods: [{ ...way, uri: way.uri.replace(way.address, swapped) }] },
      { methods: [{ ...way, networkName: "Base" }] },
      { methods: [{ ...way, asset: { ...way.asset, symbol: "USDC" } }] },
      { chosen: { ...shown.chosen, chainId: 1 }, methods: [{ ...way, chainId: 1 }] },
      { amountRemaining: { ...shown.amountRemaining, wei: "1" } },
      { amountRemaining: { ...shown.amountRemaining, eth: "9" } },
      { expiresAt: "2100-01-01T00:00:00.000Z" },
    ];
    for (const lie of lies) expect([lie, await isProven({ ...shown, ...lie })]).toEqual([lie, false]);
  });

  it("follows what is missing, and so does the URI", async () => {
    const { id } = await engine.open("ETH");
    const whole = await read(id);
    await callRoute(testPayment.POST, { method: "POST", params: { id }, body: { amount: "less" } });
    await engine.chain.mine();
    await engine.tick();
    const half = await read(id);
    expect(await isProven(half)).toBe(true);
    expect(await isProven({ ...half, proof: whole.proof })).toBe(false);
    const [uriBefore, uriNow] = [whole, half].map(({ methods }) => methods[0]?.uri);
    expect(uriBefore).toBe(`ethereum:${whole.methods[0]?.address}@31337?value=${whole.amount.wei}`);
    expect(uriNow).toBe(`ethereum:${half.methods[0]?.address}@31337?value=${half.amountRemaining.wei}`);
    expect(half.amountRemaining.wei).not.toBe(whole.amount.wei);
  });
});
