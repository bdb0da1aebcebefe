import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engine, open, startEngine } from "@/test/engine";
import { seedMerchant } from "@/test/seed";
import { updateSettings } from "./update-settings";

/** 10.00 USDC are due, 0.05 is tolerated, 0.20 is forgiven on this network. */
const KIND = { forgiveness: { capBps: 200, upTo: { "31337": "1.00" } } };
const TIERED = { confirmations: { "31337": [{ upTo: "5.00", confirmations: 1 }] } };

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine?.stop());

async function mineAndLook(blocks = 1): Promise<void> {
  for (let block = 0; block < blocks; block += 1) {
    await engine.chain.mine();
    await engine.tick();
  }
}

it("a rest that is forgiven completes the payment, one unit more of it does not", async () => {
  const merchant = await seedMerchant(engine.database.db, { policy: KIND });
  const [kind, strict] = [
    await open(engine.app, { merchant, asset: "USDC", amount: "10.00" }),
    await engine.open("USDC", "10.00"),
  ];
  const short = await open(engine.app, { merchant, asset: "USDC", amount: "10.00" });
  for (const session of [kind, strict]) await engine.pay.one("USDC", session.address, session.due - 200_000n);
  await engine.pay.one("USDC", short.address, short.due - 200_001n);
  await mineAndLook(3);
  expect(await engine.session(kind.id)).toMatchObject({ status: "paid", flags: [] });
  expect((await engine.session(strict.id)).status).toBe("underpaid");
  expect((await engine.session(short.id)).status).toBe("underpaid");
});

it("a small amount is confirmed sooner, a larger one at the network's own depth", async () => {
  const merchant = await seedMerchant(engine.database.db, { policy: TIERED });
  const small = await open(engine.app, { merchant, asset: "ETH", amount: "5.00" });
  const large = await open(engine.app, { merchant, asset: "ETH", amount: "5.01" });
  for (const session of [small, large]) await engine.pay.one("ETH", session.address, session.due);
  await mineAndLook(1);
  expect([await engine.session(small.id), await engine.session(large.id)].map(({ status }) => status)).toEqual([
    "paid",
    "detected",
  ]);
  await mineAndLook(2);
  expect((await engine.session(large.id)).status).toBe("paid");
});

it("an open session is judged by the policy it was made with, whatever is saved before its payment comes", async () => {
  const { db } = engine.database;
  const merchant = await seedMerchant(db, { policy: { ...KIND, ...TIERED } });
  const { merchantId } = merchant;
  const before = await open(engine.app, { merchant, asset: "USDC", amount: "5.00" });
  const change = {
    policy: {
      underBps: 0,
      confirmations: { "31337": [{ upTo: null, confirmations: 60 }] },
      forgiveness: { upTo: { "31337": null } },
    },
  };
  await db.transaction((tx) => updateSettings(tx, { merchantId, change, now: 0 }));
  await engine.pay.one("USDC", before.address, before.due - 100_000n);
  await mineAndLook(1);
  expect((await engine.session(before.id)).status).toBe("paid");
});
