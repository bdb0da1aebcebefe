import { beforeEach, expect, test } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { sum } from "@/test/contract-money";
import { type OpenSession, tick, withChain } from "@/test/engine";
import type { Chain } from "../chains/chain";
import { fillAddressPool } from "./fill-address-pool";

const TRACES = ["debug_traceBlockByHash", "trace_block"];

const stage = stageBalances();
beforeEach(() => stage.node.refuse(({ method }) => TRACES.includes(method)));

const mine = (blocks = 1) => stage.engine.chain.mine(blocks);
const scan = () => tick(stage.app);

test("a payment on the new branch is found in its block, though the old one was compared beyond that height", async () => {
  const { engine, money } = stage;
  const session = await engine.open("ETH");
  await mine(6);
  await scan();
  await money.rollBack(5);
  await money.payOut([[session, session.due]]);
  await mine();
  const block = await money.height();
  await mine(6);
  await scan();
  expect(await money.canonical(session)).toMatchObject([{ kind: "internal", amount: session.due, block }]);
});

test("what an address had on the branch that is gone is not what it has to begin with", async () => {
  const { engine, money, app } = stage;
  await fillAddressPool(app);
  await mine();
  const free = await engine.database.sql`select address from receive_addresses where session_id is null`;
  const before = 10n ** 15n;
  const all = free.map(({ address }): [Pick<OpenSession, "address">, bigint] => [{ address }, before]);
  for (let from = 0; from < all.length; from += 40) await money.payOut(all.slice(from, from + 40));
  await mine();
  await engine.database.sql`
    update native_watches set number = null, balance = null, checked_number = null, next_at = to_timestamp(0)
    where address in (select address from receive_addresses where session_id is null)`;
  for (let turn = 0; turn < 4; turn += 1) await scan();
  await money.rollBack(1);
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine(2);
  for (let turn = 0; turn < 4; turn += 1) await scan();
  expect([sum(await money.canonical(session)), await money.outflows(session)]).toEqual([session.due, []]);
});

test("the address of a session that was settled is compared again at once where a reorg took blocks away", async () => {
  const { engine, money } = stage;
  const session = await engine.open("ETH");
  await money.payOut([[session, session.due]]);
  await mine(6);
  await scan();
  expect((await engine.session(session.id)).status).toBe("paid");
  await money.rollBack(2);
  await money.payOut([[session, 7n]]);
  await mine(4);
  await scan();
  expect(sum(await money.canonical(session))).toBe(session.due + 7n);
});

/** In the middle of its check another process takes the network over, and follows a reorg. */
test.each([
  ["found something", "attribute"],
  ["found nothing", "balances"],
] as const)("a check that %s writes nothing once another process has the network", async (_, last) => {
  const { engine, money, app } = stage;
  const { sql } = engine.database;
  const chain = app.chains.get(31337) as Chain;
  const session = await engine.open("ETH");
  await mine(2);
  await scan();
  if (last === "attribute") await money.payOut([[session, session.due]]);
  await mine();
  const watches = () => sql`select * from native_watches where address = ${session.address.toLowerCase()}`;
  let left: Awaited<ReturnType<typeof watches>> | null = null;
  const takeOver = async () => {
    if (left !== null) return;
    await sql`update network_cursors set lease_until = now() - interval '1 second'`;
    await money.rollBack(1);
    await mine(3);
    await scan();
    left = await watches();
  };
  const slow: Chain = {
    ...chain,
    [last]: async (...asked: never[]) => {
      const answer = await (chain[last] as (...asked: never[]) => Promise<unknown>)(...asked);
      await takeOver();
      return answer;
    },
  };
  const [report] = await tick(withChain(app, slow));
  expect(left).toHaveLength(1);
  expect(report).toMatchObject({ outcome: "scanned" });
  expect(report?.balances).toBeUndefined();
  expect([await watches(), await money.payments(session)]).toEqual([left, []]);
});
