import { expect, test } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { tick } from "@/test/engine";

const stage = stageBalances();

test("what came to an address whose beginning no node keeps is neither swallowed nor credited, and found by one that does", async () => {
  const { engine, money, app, node } = stage;
  const { sql } = engine.database;
  const [unread, other] = [await engine.open("ETH"), await engine.open("ETH")];
  await sql`delete from native_watches where address in (${unread.address.toLowerCase()}, ${other.address.toLowerCase()})`;
  await money.payOut([[unread, unread.due]]);
  await engine.chain.mine();
  const block = await money.height();
  await engine.chain.mine(6);
  const { hash } = await engine.chain.client.getBlock();
  const isOld = (asked: string | { blockHash: string }) => typeof asked === "string" || asked.blockHash !== hash;
  node.refuse(({ method, params }) => method === "eth_call" && isOld(params[1]));
  const [report] = await tick(app);
  expect(report?.balances).toEqual({ problem: expect.stringContaining("No node keeps what addresses held at block") });
  expect(await money.payments(unread)).toEqual([]);
  const rows = await sql`select address from native_watches where checked_number = ${block + 6} and balance = 0`;
  expect(rows.map(({ address }) => address)).toEqual([other.address.toLowerCase()]);
  node.refuse(() => false);
  await tick(app);
  expect(await money.payments(unread)).toMatchObject([{ kind: "internal", amount: unread.due, block }]);
});
