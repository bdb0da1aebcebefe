import { expect, test } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { type OpenSession, tick, withChain } from "@/test/engine";
import type { Chain } from "../chains/chain";
import { networkOf } from "../checkout/networks";
import { fillAddressPool } from "./fill-address-pool";

const CHAIN_ID = 31337;
/** Hashes are kept twice the finality depth behind the cursor. */
const FORGOTTEN = networkOf(CHAIN_ID).finalityDepth * 2 + 40;

const stage = stageBalances();

test("a session that is opened on a long way to the head begins where it was opened, though that block is forgotten on the way", async () => {
  const { engine, money, app } = stage;
  const { sql } = engine.database;
  // More than what blocks that hold money keep: none lies below the start.
  await fillAddressPool(app);
  await engine.chain.mine();
  await tick(app);
  const start = await money.height();
  const amount = 10n ** 15n;
  const free = await sql`select address from receive_addresses where session_id is null`;
  const all = free.map(({ address }): [Pick<OpenSession, "address">, bigint] => [{ address }, amount]);
  await engine.chain.mine(20);
  for (let from = 0; from < all.length; from += 40) await money.payOut(all.slice(from, from + 40));
  await engine.chain.mine();
  const block = await money.height();
  await engine.chain.mine(FORGOTTEN);

  // Opened while the first window is read, by somebody else; its address did not come through the pool.
  let session: OpenSession | undefined;
  const chain = app.chains.get(CHAIN_ID) as Chain;
  const busy: Chain = {
    ...chain,
    scan: async (window, matcher) => {
      if (session === undefined) {
        session = await engine.open("ETH", "10.00", 86_400);
        await sql`delete from native_watches`;
      }
      return chain.scan(window, matcher);
    },
  };
  for (let turn = 0; turn < 3; turn += 1) await tick(withChain(app, busy));
  expect(await sql`select 1 from blocks where number = ${start}`).toHaveLength(0);
  expect(await money.canonical(session as OpenSession)).toMatchObject([{ kind: "internal", amount, block }]);
});
