import { encodeFunctionData, type Hex, parseEventLogs } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FACTORY_ABI, NATIVE_COIN, TOKEN_ABI } from "@/contracts/sweep-fixture";
import { networkOf } from "@/lib/checkout/networks";
import { depositAddress } from "@/lib/wallet/deposit-address";
import { startChain, type TestChain } from "../chain";
import { holdingOf, ledgerOf } from "./ledger";
import { randomOf } from "./random";
import { makeTree, type Payment, type SweepOrder } from "./tree";

const CHAIN_ID = 31337;
const TREASURY: Hex = `0x${"7e".repeat(20)}`;
const INDEXES = [0, 1, 2];
const GAS = 3_000_000n;
const addressOf = (index: number) => depositAddress({ treasury: TREASURY, index }).toLowerCase() as Hex;

let chain: TestChain;
beforeAll(async () => {
  chain = await startChain();
  await chain.client.setAutomine(false);
});
afterAll(() => chain.stop());

test("the simulation's sweeps move what the real factory moves, and tell what it tells", async () => {
  const { client, accounts, factory, usdc } = chain;
  const random = randomOf(7, 1);
  const tree = makeTree(networkOf(CHAIN_ID), { startTime: 0, blocks: 1, salt: "ledger" });
  const send = async (call: { to: Hex; value?: bigint; data?: Hex }) => {
    const nonce = await client.getTransactionCount({ address: accounts[1], blockTag: "pending" });
    await client.sendTransaction({ account: accounts[1], gas: GAS, nonce, ...call });
  };

  async function pay(): Promise<{ payments: Payment[]; sweeps: SweepOrder[] }> {
    const [to, amount] = [addressOf(random.pick(INDEXES)), BigInt(random.int(1, 1_000))];
    const asset = random.pick(["native", usdc.toLowerCase() as Hex] as const);
    if (asset === "native") await send({ to, value: amount });
    else await send({ to: usdc, data: encodeFunctionData({ abi: TOKEN_ABI, functionName: "mint", args: [to, amount] }) });
    return { payments: [{ to, asset, amount, position: "tx" }], sweeps: [] };
  }

  async function sweep(): Promise<{ payments: Payment[]; sweeps: SweepOrder[] }> {
    const indexes = INDEXES.filter(() => random.chance(0.6));
    const tokens = random.chance(0.5) ? [usdc.toLowerCase() as Hex] : [];
    const args = [TREASURY, indexes.map(BigInt), tokens] as const;
    await send({ to: factory, data: encodeFunctionData({ abi: FACTORY_ABI, functionName: "sweep", args }) });
    const sweeps = indexes.map((index) => ({ address: addressOf(index), treasury: TREASURY as string, index, tokens }));
    return { payments: [], sweeps };
  }

  let told = 0;
  for (let number = 0; number < 30; number += 1) {
    const transactions = [];
    for (let place = random.int(1, 4); place > 0; place -= 1) {
      const moves = random.chance(0.6) ? await pay() : await sweep();
      transactions.push({ hash: `0x${number}${place}`, nonce: number * 10 + place, ...moves });
    }
    await chain.mine();
    const block = tree.mine(number * 1_000, transactions);
    const blockHash = (await client.getBlock()).hash;
    const logs = parseEventLogs({
      abi: FACTORY_ABI,
      eventName: "Swept",
      logs: await client.getLogs({ address: factory, blockHash }),
    });
    const real = logs.map(({ args }) => ({ index: Number(args.index), asset: args.asset.toLowerCase(), amount: args.amount }));
    const ours = ledgerOf(block).swept.map(({ index, asset, amount }) => ({
      index,
      asset: asset === "native" ? NATIVE_COIN : asset,
      amount,
    }));
    expect(ours).toEqual(real);
    told += ours.length;
    for (const index of INDEXES) {
      const address = addressOf(index);
      const token = await client.readContract({ address: usdc, abi: TOKEN_ABI, functionName: "balanceOf", args: [address] });
      expect([holdingOf(block, address), holdingOf(block, address, usdc.toLowerCase())]).toEqual([
        await client.getBalance({ address }),
        token,
      ]);
    }
  }
  expect(told).toBeGreaterThan(20);
});
