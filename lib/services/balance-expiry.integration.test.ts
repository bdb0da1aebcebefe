import { expect, test, vi } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { tick } from "@/test/engine";

/** The native coin is found by balances alone. */
vi.hoisted(() => {
  process.env.TEST_NATIVE_WATCH = "balances";
});

const stage = stageBalances();

test("a session that takes the coin does not expire before its balance was compared beyond its time", async () => {
  const { engine, money, app, node } = stage;
  const session = await engine.open("ETH", "10.00", 300);
  await engine.chain.mine();
  await tick(app);
  await money.payOut([[session, session.due]]);
  await engine.chain.mine();
  const [row] = await engine.database.sql`
    select extract(epoch from expires_at) * 1000 as expires_at from checkout_sessions where id = ${session.id}`;
  await engine.chain.mineAt(Number(row?.expires_at) + 1_000);

  node.refuse(({ method }) => method === "eth_call");
  expect(await tick(app)).toMatchObject([{ outcome: "scanned", balances: { problem: expect.any(String) } }]);
  expect(await engine.session(session.id)).toMatchObject({ status: "pending", events: ["session.created"] });

  node.refuse(() => false);
  await engine.chain.mine();
  await tick(app);
  const { status, events } = await engine.session(session.id);
  expect([status, events.includes("session.expired")]).toEqual(["paid", false]);
});
