import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { tick, withChain } from "@/test/engine";
import { startFakeNode } from "@/test/fake-node";
import type { FakeNode } from "@/test/fake-truth";
import { edit } from "@/test/lies";
import type { Chain } from "../chains/chain";
import { evmChain } from "../chains/evm/evm-chain";
import { networkOf } from "../checkout/networks";
import type { App } from "./app";

const CHAIN_ID = 31337;
const CHANGED = { outcome: "problem", problem: "The node's chain changed while it was read." };

let own: TestDatabase;
let node: FakeNode;
let chain: Chain;
let app: App;
beforeAll(async () => {
  [own, node] = await Promise.all([
    freshDatabase(),
    startFakeNode({ chainId: CHAIN_ID, startTime: Math.floor(Date.now() / 1000) }),
  ]);
  chain = evmChain(networkOf(CHAIN_ID), [node.url]);
  app = withChain(testApp({ databaseUrl: own.url }), chain);
});
beforeEach(() => node.tellTheTruth());
afterAll(async () => {
  await app?.database.close();
  await Promise.all([own?.drop(), node?.stop()]);
});

function mine(blocks: number): void {
  for (let block = 0; block < blocks; block += 1) node.mine();
}

async function verified() {
  const { sql } = own.database;
  const [cursor] = await sql`select number, hash from network_cursors`;
  const blocks = await sql<{ hash: string }[]>`select hash from blocks where orphaned_at is null order by number`;
  return { cursor: cursor ? [Number(cursor.number), cursor.hash] : null, blocks: blocks.map(({ hash }) => hash) };
}

const hashes = () => node.blocks().map(({ wire }) => wire.hash);
const isAtHead = async () => {
  expect(await verified()).toEqual({ cursor: [hashes().length - 1, hashes().at(-1)], blocks: hashes() });
};

test("a network does not begin on blocks that do not grow from each other", async () => {
  node.lie(
    edit((block) => {
      if (block.number === "0x3") block.hash = `0x${"ab".repeat(32)}`;
    }),
  );
  expect(await tick(app)).toMatchObject([CHANGED]);
  expect((await verified()).blocks).toEqual([]);

  node.tellTheTruth();
  expect(await tick(app)).toMatchObject([{ outcome: "scanned" }]);
  await isAtHead();
});

test("a node that goes over to another fork while a reorg is read is not followed half the way", async () => {
  mine(8);
  await tick(app);
  const before = await verified();
  node.fork(2);
  mine(3);
  let isTurned = false;
  const turning: Chain = {
    ...chain,
    scan: (window, matcher) => {
      if (!isTurned) {
        isTurned = true;
        node.fork(6);
        mine(8);
      }
      return chain.scan(window, matcher);
    },
  };
  expect(await tick(withChain(app, turning))).toMatchObject([CHANGED]);
  expect(await verified()).toEqual(before);

  expect(await tick(app)).toMatchObject([{ outcome: "scanned" }]);
  await isAtHead();
});
