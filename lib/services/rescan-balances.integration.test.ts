import { expect, test } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { sum } from "@/test/contract-money";
import { type OpenSession, tick, withChain } from "@/test/engine";
import type { BlockHeader, Chain } from "../chains/chain";
import { rescanNetwork } from "./rescan-network";

const CHAIN_ID = 31337;
const TRACES = ["debug_traceBlockByHash", "trace_block"];

const stage = stageBalances();

const mine = (blocks = 1) => stage.engine.chain.mine(blocks);
const scan = () => tick(stage.app);
const chain = () => stage.app.chains.get(CHAIN_ID) as Chain;
const paid = async (session: OpenSession) => sum(await stage.money.canonical(session));

/** One tick that sees nothing of the coin in blocks, neither what came nor what was swept: only balances show it. */
async function scanBlind(): Promise<void> {
  const blind: Chain = {
    ...chain(),
    scan: async (window, matcher) => {
      const result = await chain().scan(window, matcher);
      return { ...result, transfers: result.transfers.filter(({ asset }) => asset !== "native"), sweeps: [] };
    },
    attribute: async () => ({ sends: [], inside: null }),
  };
  await tick(withChain(stage.app, blind));
}

/** The same chain as another branch that is empty from that block on. */
function forkedFrom(number: number): Chain {
  const hashOf = (at: number) => `0x${at.toString(16).padStart(64, "f")}`;
  const bent = (header: BlockHeader): BlockHeader => {
    if (header.number < number) return header;
    const parentHash = header.number === number ? header.parentHash : hashOf(header.number - 1);
    return { ...header, hash: hashOf(header.number), parentHash };
  };
  return {
    ...chain(),
    head: async () => bent(await chain().head()),
    async headerAt(at) {
      const header = await chain().headerAt(at);
      return header && bent(header);
    },
    async scan(window, matcher) {
      const { blocks } = await chain().scan(window, matcher);
      return { blocks: blocks.map(bent), transfers: [], sweeps: [] };
    },
  };
}

/** The node keeps the state of the head alone, and does not trace. */
async function keepHeadOnly(): Promise<void> {
  const { hash } = await stage.engine.chain.client.getBlock();
  const isOld = (block: string | { blockHash: string }) => typeof block === "string" || block.blockHash !== hash;
  stage.node.refuse(({ method, params }) => TRACES.includes(method) || (method === "eth_call" && isOld(params[1])));
}

const rescan = (from: number, to: number) => rescanNetwork(stage.app, { chain: chain(), range: { from, to }, now: Date.now() });

/** A session that has had a half, which was seen and compared. */
async function openHalfPaid(): Promise<{ session: OpenSession; half: bigint }> {
  const session = await stage.engine.open("ETH");
  await mine();
  await scan();
  const half = session.due / 2n;
  await stage.money.send({ to: session.address, value: half });
  await mine();
  await scan();
  expect(await paid(session)).toBe(half);
  return { session, half };
}

test.each([0, 2])(
  "a payout that a sweep hid, %d blocks later, is found once the sweep is, though its blocks had been compared",
  async (apart) => {
    const { engine, money } = stage;
    const { session, half } = await openHalfPaid();
    const from = await money.height();
    await money.sweep(session);
    if (apart > 0) await mine(apart);
    await money.payOut([[session, half]]);
    await mine();
    const block = await money.height();
    await mine(2);
    await scanBlind();
    await mine();
    await scan();
    expect([await paid(session), await money.outflows(session)]).toEqual([half, []]);
    await rescan(from, await money.height());
    await mine();
    await scan();
    expect(await money.outflows(session)).toEqual([half]);
    expect(await money.canonical(session)).toMatchObject([{ amount: half }, { kind: "internal", amount: half, block }]);
    expect(await engine.session(session.id)).toMatchObject({ received: session.due });
    const before = await money.payments(session);
    await rescan(from, await money.height());
    await mine();
    await scan();
    expect([await money.payments(session), await money.outflows(session)]).toEqual([before, [half]]);
  },
);

test("a send that stands as a gain of a later block, where no state was kept, is not counted again when it is read", async () => {
  const { engine, money, node } = stage;
  const session = await engine.open("ETH");
  await mine();
  await scan();
  const from = await money.height();
  await money.send({ to: session.address, value: session.due });
  await mine(6);
  await keepHeadOnly();
  await scanBlind();
  expect(await money.payments(session)).toMatchObject([{ kind: "internal", amount: session.due, block: from + 6 }]);
  node.refuse(() => false);
  await rescan(from, await money.height());
  for (let turn = 0; turn < 2; turn += 1) {
    await mine();
    await scan();
  }
  expect([await paid(session), await money.outflows(session)]).toEqual([session.due, []]);
  expect(await engine.session(session.id)).toMatchObject({ received: session.due });
});

test("a send that was never seen and a gain after it are two payments, while the gain's block was not yet compared", async () => {
  const { engine, money } = stage;
  const { session, half } = await openHalfPaid();
  const from = await money.height();
  await money.payOut([[session, session.due - half]]);
  await mine();
  await scan();
  await rescan(from - 1, await money.height());
  await mine();
  await scan();
  expect([await paid(session), await money.outflows(session)]).toEqual([session.due, []]);
  expect(await engine.session(session.id)).toMatchObject({ received: session.due });
});

test("money that is looked for again is not found a second time in the block where it really came", async () => {
  const { money, node } = stage;
  const { session, half } = await openHalfPaid();
  const from = await money.height();
  // A hidden sweep, a payout, and another one as large as the sweep: the first comparison sees one payout, of the wrong block.
  await money.sweep(session);
  await mine();
  await money.payOut([[session, 7n]]);
  await mine(2);
  await money.payOut([[session, half]]);
  await mine(5);
  await keepHeadOnly();
  await scanBlind();
  expect(await paid(session)).toBe(half + 7n);
  node.refuse(() => false);
  await rescan(from, await money.height());
  for (let turn = 0; turn < 3; turn += 1) {
    await mine();
    await scan();
  }
  expect([await paid(session), await money.outflows(session)]).toEqual([2n * half + 7n, [half]]);
});

test("a hidden sweep that stands as a loss of a later block, where no state was kept, is not counted again when its log is read", async () => {
  const { engine, money, node } = stage;
  const { session, half } = await openHalfPaid();
  const from = await money.height();
  await money.sweep(session);
  await mine(6);
  await keepHeadOnly();
  await scanBlind();
  expect(await money.outflows(session)).toEqual([half]);
  node.refuse(() => false);
  for (let turn = 0; turn < 2; turn += 1) {
    await rescan(from, await money.height());
    await mine(2);
    await scan();
  }
  expect([await paid(session), await money.outflows(session)]).toEqual([half, [half]]);
  expect(await engine.session(session.id)).toMatchObject({ status: "underpaid", received: half });
});

test("a payout beside a hidden sweep that was greater, in one block, is found when the sweep's log is read", async () => {
  const { money } = stage;
  const { session, half } = await openHalfPaid();
  const from = await money.height();
  await money.sweep(session);
  await money.payOut([[session, 7n]]);
  await mine();
  const block = await money.height();
  await scanBlind();
  expect([await paid(session), await money.outflows(session)]).toEqual([half, [half - 7n]]);
  await rescan(from, await money.height());
  await mine();
  await scan();
  expect(await money.outflows(session)).toEqual([half]);
  expect(await money.canonical(session)).toMatchObject([{ amount: half }, { amount: 7n, block }]);
});

test("a payout beside a hidden sweep that was smaller, in one block, is told whole when the sweep's log is read", async () => {
  const { money } = stage;
  const { session, half } = await openHalfPaid();
  const from = await money.height();
  await money.sweep(session);
  await money.payOut([[session, half + 7n]]);
  await mine();
  const block = await money.height();
  await scanBlind();
  expect([await paid(session), await money.outflows(session)]).toEqual([half + 7n, []]);
  for (let turn = 0; turn < 2; turn += 1) {
    await rescan(from, await money.height());
    await mine();
    await scan();
  }
  expect(await money.outflows(session)).toEqual([half]);
  const there = (await money.canonical(session)).filter((one) => one.block === block);
  expect(there.map(({ amount }) => amount)).toEqual(expect.arrayContaining([7n, half]));
  expect(await paid(session)).toBe(2n * half + 7n);
});

test("a send and a hidden sweep of it, before a payout as large, are found though the payout is known, where state is kept", async () => {
  const { engine, money } = stage;
  const session = await engine.open("ETH");
  await mine();
  await scan();
  const half = session.due / 2n;
  const from = await money.height();
  await money.send({ to: session.address, value: half });
  await mine();
  const sent = await money.height();
  await money.sweep(session);
  await mine(2);
  await scanBlind();
  expect(await money.payments(session)).toEqual([]);
  await money.payOut([[session, half]]);
  await mine();
  const paidOut = await money.height();
  await scanBlind();
  expect(await paid(session)).toBe(half);
  await rescan(from, sent);
  await mine();
  await scanBlind();
  // Where balances alone are watched, a rescan reads no sends.
  const known = process.env.TEST_NATIVE_WATCH === "balances" ? [half, []] : [2n * half, [half]];
  expect([await paid(session), await money.outflows(session)]).toEqual(known);
  await rescan(from, await money.height());
  await mine(2);
  await scan();
  expect([await paid(session), await money.outflows(session)]).toEqual([2n * half, [half]]);
  expect(await money.canonical(session)).toMatchObject([
    { amount: half, block: sent },
    { amount: half, block: paidOut },
  ]);
  expect(await engine.session(session.id)).toMatchObject({ received: 2n * half });
});

test("a gain that stands later than it came is not counted again where a reorg takes its block away, and not the send's", async () => {
  const { engine, money, node } = stage;
  const session = await engine.open("ETH");
  await mine();
  await scan();
  const from = await money.height();
  await money.send({ to: session.address, value: session.due });
  await mine(4);
  await keepHeadOnly();
  await scanBlind();
  expect(await money.canonical(session)).toMatchObject([{ kind: "internal", amount: session.due, block: from + 4 }]);
  await money.rollBack(2);
  await mine(3);
  await keepHeadOnly();
  await scanBlind();
  expect(await money.canonical(session)).toMatchObject([{ kind: "internal", amount: session.due, block: from + 5 }]);
  node.refuse(() => false);
  await rescan(from, await money.height());
  await mine(2);
  await scan();
  expect([await paid(session), await money.outflows(session)]).toEqual([session.due, []]);
});

test("a send that a hidden sweep took along is found in its block once the sweep's log is read, and once its own is", async () => {
  const { money } = stage;
  const session = await stage.engine.open("ETH");
  await mine();
  await scan();
  const from = await money.height();
  await money.send({ to: session.address, value: session.due });
  await mine();
  const sent = await money.height();
  await mine();
  await money.sweep(session);
  await mine();
  const swept = await money.height();
  await mine();
  await scanBlind();
  expect([await money.payments(session), await money.outflows(session)]).toEqual([[], []]);
  await rescan(swept, swept);
  await mine();
  await scanBlind();
  expect(await money.canonical(session)).toMatchObject([{ amount: session.due, block: sent }]);
  await rescan(from, await money.height());
  await mine();
  await scan();
  expect([await paid(session), await money.outflows(session)]).toEqual([session.due, [session.due]]);
});

test("a loss that only balances showed is not counted beside its log, where a reorg takes the block away and brings it back", async () => {
  const { money } = stage;
  const { session, half } = await openHalfPaid();
  await money.sweep(session);
  await mine();
  const swept = await money.height();
  await mine();
  await scanBlind();
  expect(await money.outflows(session)).toEqual([half]);
  await mine();
  await tick(withChain(stage.app, forkedFrom(swept)), { withBalances: false });
  expect(await money.outflows(session)).toEqual([]);
  await mine();
  for (let turn = 0; turn < 2; turn += 1) {
    await scan();
    await mine();
  }
  expect([await paid(session), await money.outflows(session)]).toEqual([half, [half]]);
});
