import { encodeFunctionData, type Hex, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEPOSIT_CODE, depositAddress } from "@/lib/wallet/deposit-address";
import { DEPOSIT_ABI, ETHER, NATIVE_COIN, startSweeping, TOKEN_ABI, USD } from "./sweep-fixture";

let chain: Awaited<ReturnType<typeof startSweeping>>;
beforeAll(async () => {
  chain = await startSweeping();
});
afterAll(() => chain.stop());

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("a sweep", () => {
  it("moves native coin, USDC and USDT from many addresses in one transaction, and again what came later", async () => {
    const treasury = chain.newTreasury();
    const indexes = upTo(12);
    for (const times of [1n, 2n]) {
      await chain.pay(treasury, indexes);
      const { swept, failed } = await chain.sweep({ treasury, indexes });
      expect(failed).toEqual([]);
      expect(swept).toHaveLength(36);
      expect(await chain.coins(treasury)).toBe(12n * ETHER * times);
      expect(await chain.balance(chain.usdc, treasury)).toBe(12n * USD * times);
      expect(await chain.balance(chain.usdt, treasury)).toBe(12n * USD * times);
    }
  });

  it("goes on past a frozen address, tells of it, and moves its money once it is free", async () => {
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [0, 1, 2]);
    const frozen = depositAddress({ treasury, index: 1 });
    await chain.freeze(frozen, true);

    const first = await chain.sweep({ treasury, indexes: [0, 1, 2] });
    expect(first.failed).toEqual([{ index: 1n, asset: chain.usdc, amount: USD }]);
    expect(first.swept).toHaveLength(8);
    expect(await chain.balance(chain.usdc, frozen)).toBe(USD);

    await chain.freeze(frozen, false);
    const second = await chain.sweep({ treasury, indexes: [0, 1, 2] });
    expect(second).toMatchObject({ failed: [], swept: [{ index: 1n, asset: chain.usdc, amount: USD }] });
    expect(await chain.balance(chain.usdc, treasury)).toBe(3n * USD);
  });

  it("puts no code at an address where there is nothing to move, nor tells of it", async () => {
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [3]);
    const { swept, failed } = await chain.sweep({ treasury, indexes: upTo(5) });
    expect(swept.every(({ index }) => index === 3n)).toBe(true);
    expect(failed).toEqual([]);
    for (const index of [0, 1, 2, 4])
      expect(await chain.client.getCode({ address: depositAddress({ treasury, index }) })).toBeUndefined();
  });

  it("takes an index or a token twice, no index, the largest index, and the zero address as a token", async () => {
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [0]);
    const tokens = [chain.usdc, chain.usdc, NATIVE_COIN] as const;
    const { swept, failed } = await chain.sweep({ treasury, indexes: [0, 0, 2n ** 256n - 1n], tokens });
    expect(failed).toEqual([]);
    expect(swept).toHaveLength(2);
    expect(await chain.sweep({ treasury, indexes: [] })).toMatchObject({ swept: [], failed: [] });
  });

  it("sent through an address itself reaches the treasury alone, whoever sends", async () => {
    const treasury = chain.newTreasury();
    const address = depositAddress({ treasury, index: 0 });
    await chain.pay(treasury, [0]);
    await chain.sweep({ treasury, indexes: [0] });
    await chain.pay(treasury, [0]);
    expect((await chain.client.readContract({ address, abi: DEPOSIT_ABI, functionName: "treasury" })).toLowerCase()).toBe(
      treasury,
    );
    for (const [asset, amount] of [[NATIVE_COIN, ETHER] as const, [chain.usdc, USD] as const]) {
      await chain.call({ address, abi: DEPOSIT_ABI, functionName: "sweep", args: [asset, amount] });
    }
    expect(await chain.coins(treasury)).toBe(2n * ETHER);
    expect(await chain.balance(chain.usdc, treasury)).toBe(2n * USD);
  });

  it("of the shared code itself is refused: it is nobody's address", async () => {
    for (const [functionName, args] of [["sweep", [NATIVE_COIN, 0n]] as const, ["treasury", []] as const]) {
      const call = chain.client.simulateContract({ address: DEPOSIT_CODE, abi: DEPOSIT_ABI, functionName, args } as never);
      await expect(call).rejects.toThrow("NotAClone");
    }
  });

  it("costs what the decision record says", async () => {
    const gas: Record<string, number> = {};
    for (const count of [1, 10]) {
      for (const asset of ["ETH", "USDC", "USDT"] as const) {
        const treasury = chain.newTreasury();
        const token = { ETH: null, USDC: chain.usdc, USDT: chain.usdt }[asset];
        const fund = (to: Hex) => (token ? chain.mint(token, to, USD) : chain.send(to, ETHER));
        // A treasury that already holds the asset: opening its first balance is paid once.
        await fund(treasury);
        for (const time of ["first", "again"]) {
          for (const index of upTo(count)) await fund(depositAddress({ treasury, index }));
          const { gasUsed, swept } = await chain.sweep({ treasury, indexes: upTo(count), tokens: token ? [token] : [] });
          expect(swept).toHaveLength(count);
          gas[`${asset} × ${count}, ${time}`] = Math.round(Number(gasUsed) / count);
        }
      }
    }
    expect(gas).toEqual({
      "ETH × 1, first": 87_552,
      "ETH × 1, again": 41_802,
      "USDC × 1, first": 94_498,
      "USDC × 1, again": 48_728,
      "USDT × 1, first": 90_241,
      "USDT × 1, again": 44_471,
      "ETH × 10, first": 62_922,
      "ETH × 10, again": 17_169,
      "USDC × 10, first": 63_407,
      "USDC × 10, again": 17_947,
      "USDT × 10, first": 60_950,
      "USDT × 10, again": 15_982,
    });
  });

  it("leaves an address that takes plain payments for a little more than 21 000 gas", async () => {
    const treasury = chain.newTreasury();
    await chain.pay(treasury, [0]);
    await chain.sweep({ treasury, indexes: [0] });
    const { gasUsed } = await chain.send(depositAddress({ treasury, index: 0 }), ETHER);
    expect(Number(gasUsed)).toBe(23_719);
  });
});

describe("the demo tokens", () => {
  it("behave like their issuers': six decimals, a freeze, a transfer that returns nothing", async () => {
    const abi = parseAbi(["function decimals() view returns (uint8)", "function transfer(address to, uint256 amount)"]);
    for (const address of [chain.usdc, chain.usdt]) {
      expect(await chain.client.readContract({ address, abi, functionName: "decimals" })).toBe(6);
    }
    const [from, to] = chain.accounts;
    const data = encodeFunctionData({ abi, functionName: "transfer", args: [to, USD] });
    const ofUsdt = await chain.client.call({ account: from, to: chain.usdt, data });
    const ofUsdc = await chain.client.call({ account: from, to: chain.usdc, data });
    expect([ofUsdt.data, ofUsdc.data]).toEqual([undefined, `0x${"0".repeat(63)}1`]);
    await chain.call({ address: chain.usdc, abi: TOKEN_ABI, functionName: "freeze", args: [from, true] });
    await expect(chain.client.call({ account: from, to: chain.usdc, data })).rejects.toThrow();
    await chain.freeze(from, false);
  });
});
