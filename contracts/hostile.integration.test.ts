import { concat, encodeFunctionData, type Hex, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depositAddress } from "@/lib/wallet/deposit-address";
import { ETHER, FACTORY_ABI, NATIVE_COIN, startSweeping, USD } from "./sweep-fixture";

/** One move at its cap of 250 000, one look at its cap of 100 000, and what stands around them. */
const WORST_PER_BALANCE = 420_000n;
let chain: Awaited<ReturnType<typeof startSweeping>>;
beforeAll(async () => {
  chain = await startSweeping();
});
afterAll(() => chain.stop());

describe("a token that misbehaves blocks nobody and costs a bounded amount of gas", () => {
  it.each([
    ["returns false", "FalseToken", 100n],
    ["burns all gas when it moves", "BurningToken", 100n],
    ["burns all gas when it is asked for a balance", "BurningBalanceToken", 0n],
    ["answers a transfer with 400 kB", "ShoutingToken", 100n],
    ["answers a balance with 200 kB", "ShoutingBalanceToken", 100n],
    ["answers a balance with 31 bytes", "ShortAnswerToken", 0n],
  ])("one that %s", async (_, contract, amount) => {
    const bad = (await chain.deploy(contract)).toLowerCase() as Hex;
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [0, 1, 2]);
    const { swept, failed, gasUsed } = await chain.sweep({
      treasury,
      indexes: [0, 1, 2],
      tokens: [bad, chain.usdc, bad, chain.usdt],
    });
    expect(swept).toHaveLength(9);
    const expected = [0n, 1n, 2n].flatMap((index) => [bad, bad].map((asset) => ({ index, asset, amount })));
    expect(failed).toEqual(expected);
    expect(gasUsed).toBeLessThan(9n * 90_000n + 6n * WORST_PER_BALANCE);
    expect(await chain.balance(chain.usdt, treasury)).toBe(3n * USD);
  });

  it("nor does an address that is no token: nobody's, a precompile, the factory, a receive address", async () => {
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [0]);
    const nobody = "0x00000000000000000000000000000000000b0b00";
    const identity = "0x0000000000000000000000000000000000000004";
    const tokens = [nobody, identity, chain.factory, depositAddress({ treasury, index: 0 }), chain.usdc] as const;
    const { swept, failed } = await chain.sweep({ treasury, indexes: [0], tokens });
    expect(swept.map(({ asset }) => asset)).toEqual([NATIVE_COIN, chain.usdc]);
    expect(failed.map(({ asset }) => asset)).toEqual(tokens.slice(0, 4));
  });
});

describe("a treasury that misbehaves hurts itself alone", () => {
  it("one that refuses native coin gets its tokens; its coins stay, and another treasury in the transaction gets all", async () => {
    const refusing = (await chain.deploy("RefusingTreasury")).toLowerCase() as Hex;
    const good = chain.newTreasury();
    for (const treasury of [refusing, good]) await chain.pay(treasury, [0, 1]);
    const sweepOf = (treasury: Hex) => ({
      target: chain.factory,
      allowFailure: false,
      callData: encodeFunctionData({
        abi: FACTORY_ABI,
        functionName: "sweep",
        args: [treasury, [0n, 1n], [chain.usdc, chain.usdt]],
      }),
    });
    const abi = parseAbi([
      "struct Call3 { address target; bool allowFailure; bytes callData; }",
      "function aggregate3(Call3[] calls)",
    ]);
    await chain.call({ address: chain.multicall3, abi, functionName: "aggregate3", args: [[sweepOf(refusing), sweepOf(good)]] });

    for (const treasury of [refusing, good]) expect(await chain.balance(chain.usdc, treasury)).toBe(2n * USD);
    expect(await chain.coins(good)).toBe(2n * ETHER);
    expect(await chain.coins(refusing)).toBe(0n);
    expect(await chain.coins(depositAddress({ treasury: refusing, index: 0 }))).toBe(ETHER);
    const again = await chain.sweep({ treasury: refusing, indexes: [0, 1] });
    expect(again.failed.map(({ index, asset, amount }) => [index, asset, amount])).toEqual([
      [0n, NATIVE_COIN, ETHER],
      [1n, NATIVE_COIN, ETHER],
    ]);
  });

  it.each(["HungryTreasury", "ShoutingTreasury"])("%s", async (contract) => {
    const treasury = (await chain.deploy(contract)).toLowerCase() as Hex;
    await chain.pay(treasury, [0, 1]);
    const { swept, failed, gasUsed } = await chain.sweep({ treasury, indexes: [0, 1] });
    expect(swept).toHaveLength(4);
    expect(failed.map(({ index, asset, amount }) => [index, asset, amount])).toEqual([
      [0n, NATIVE_COIN, ETHER],
      [1n, NATIVE_COIN, ETHER],
    ]);
    expect(gasUsed).toBeLessThan(4n * 90_000n + 2n * WORST_PER_BALANCE);
    expect(await chain.coins(depositAddress({ treasury, index: 1 }))).toBe(ETHER);
  });
});

describe("a call back from inside a sweep", () => {
  it("by the treasury moves each balance once, to the treasury", async () => {
    const treasury = (await chain.deploy("ReentrantTreasury", [chain.factory])).toLowerCase() as Hex;
    const abi = parseAbi(["function prepare(uint256[] indexes)"]);
    for (const round of [1n, 2n]) {
      await chain.pay(treasury, [0, 1, 2]);
      const { swept } = await chain.sweep({ treasury, indexes: [0, 1, 2], gas: 5_000_000n });
      const byThisSweep = swept.filter(({ asset }) => asset === NATIVE_COIN).map(({ index }) => index);
      expect(byThisSweep).toEqual(round === 1n ? [0n, 1n, 2n] : [0n]);
      expect(await chain.coins(treasury)).toBe(3n * ETHER * round);
      expect(await chain.balance(chain.usdc, treasury)).toBe(3n * USD * round);
      await chain.call({ address: treasury, abi, functionName: "prepare", args: [[0n, 1n, 2n]] });
    }
  });

  it("by a token moves each balance once, to the treasury", async () => {
    const token = (await chain.deploy("ReentrantToken")).toLowerCase() as Hex;
    const treasury = chain.newTreasury();
    const deposits = [0, 1].map((index) => depositAddress({ treasury, index }));
    const abi = parseAbi(["function prepare(address[] deposits)"]);
    await chain.call({ address: token, abi, functionName: "prepare", args: [deposits] });
    for (const round of [1n, 2n]) {
      for (const deposit of deposits) await chain.mint(token, deposit, 100n);
      await chain.pay(treasury, [0, 1]);
      await chain.sweep({ treasury, indexes: [0, 1], tokens: [token, chain.usdc] });
      expect(await chain.balance(token, treasury)).toBe(200n * round);
      expect(await chain.balance(chain.usdc, treasury)).toBe(2n * USD * round);
    }
  });
});

describe("a caller short of gas", () => {
  it("moves nothing or everything: a good transfer never fails for it", async () => {
    const treasury = (await chain.deploy("ExpensiveTreasury")).toLowerCase() as Hex;
    await chain.pay(treasury, [0]);
    let moved = 0;
    let reverted = 0;
    for (let gas = 200_000n; moved === 0; gas += 4_000n) {
      const outcome = await chain.sweep({ treasury, indexes: [0], tokens: [], gas }).catch(() => null);
      expect(outcome?.failed ?? []).toEqual([]);
      moved += outcome?.swept.length ?? 0;
      reverted += outcome ? 0 : 1;
    }
    expect(reverted).toBeGreaterThan(10);
    expect(await chain.coins(treasury)).toBe(ETHER);
  });

  it("is told so by name, and a wallet's estimate is enough", async () => {
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [0, 1]);
    const call = { account: chain.accounts[9] as Hex, address: chain.factory, abi: FACTORY_ABI, functionName: "sweep" } as const;
    const args = [treasury, [0n, 1n], [chain.usdc, chain.usdt]] as const;
    await expect(chain.client.simulateContract({ ...call, args, gas: 200_000n })).rejects.toThrow("NotEnoughGas");
    const gas = await chain.client.estimateContractGas({ ...call, args });
    const { swept, failed } = await chain.sweep({ treasury, indexes: [0, 1], gas });
    expect([swept.length, failed.length]).toEqual([6, 0]);
  });
});

it("a treasury with dirt above its 20 bytes is no other address: the call is refused", async () => {
  const treasury = chain.newTreasury();
  await chain.pay(treasury, [0]);
  const clean = encodeFunctionData({ abi: FACTORY_ABI, functionName: "sweep", args: [treasury, [0n], []] });
  const dirty = concat([clean.slice(0, 10) as Hex, `0x${"0".repeat(23)}1`, `0x${clean.slice(34)}`]);
  expect(dirty).toHaveLength(clean.length);
  await expect(chain.client.call({ to: chain.factory, data: dirty })).rejects.toThrow();
  await expect(chain.client.call({ to: chain.factory, data: clean })).resolves.toBeDefined();
});
