import { getContractAddress, hexToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { LOCAL_CONTRACTS } from "../../contracts/deploy-local";
import { create2Address, create2Preimage, DEPOSIT_CODE, DEPOSIT_FACTORY, depositAddress } from "./deposit-address";

/** The examples of EIP-1014: deployer, salt, init code, address. */
const EIP_1014: readonly (readonly [`0x${string}`, `0x${string}`, `0x${string}`, string])[] = [
  [`0x${"00".repeat(20)}`, `0x${"00".repeat(32)}`, "0x00", "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38"],
  [`0xdeadbeef${"00".repeat(16)}`, `0x${"00".repeat(32)}`, "0x00", "0xb928f69bb1d91cd65274e3c79d8986362984fda3"],
  [
    `0xdeadbeef${"00".repeat(16)}`,
    `0x${"00".repeat(12)}feed${"00".repeat(18)}`,
    "0x00",
    "0xd04116cdd17bebe565eb2422f2497e06cc1c9833",
  ],
  [`0x${"00".repeat(20)}`, `0x${"00".repeat(32)}`, "0xdeadbeef", "0x70f2b2914a2a4b783faefb75f459a580616fcb5e"],
  [`0x${"00".repeat(16)}deadbeef`, `0x${"00".repeat(28)}cafebabe`, "0xdeadbeef", "0x60f3f640a8508fc6a86d45df051962668e1e8ac7"],
  [
    `0x${"00".repeat(16)}deadbeef`,
    `0x${"00".repeat(28)}cafebabe`,
    `0x${"deadbeef".repeat(11)}`,
    "0x1d8bfdc5d46dc4f61d6b6115972536ebe6a8854c",
  ],
  [`0x${"00".repeat(20)}`, `0x${"00".repeat(32)}`, "0x", "0xe33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0"],
];

describe("a deposit address", () => {
  it.each(EIP_1014)("is a CREATE2 address as EIP-1014 has it: %s %s %s", (deployer, salt, initCode, address) => {
    const preimage = create2Preimage(hexToBytes(deployer), hexToBytes(salt), hexToBytes(initCode));
    expect(create2Address(preimage)).toBe(address);
  });

  it("comes from the factory whose bytecode is frozen in the repository", () => {
    expect(DEPOSIT_FACTORY).toBe(LOCAL_CONTRACTS.factory);
    expect(DEPOSIT_CODE).toBe(getContractAddress({ from: DEPOSIT_FACTORY, nonce: 1n }).toLowerCase());
  });

  it("has never changed: money may be waiting there", () => {
    const treasury = "0x00000000000000000000000000000000000a11ce";
    expect([0, 1, 1_000_000].map((index) => depositAddress({ treasury, index }))).toEqual([
      "0x28e89a69a664073d742b5cee5b6957b2e02cbdab",
      "0x9365692de23bd7a60e63902c70b912c4d932498f",
      "0x91f14c5074cc52f9217eb1fc4edbb18632a26989",
    ]);
  });

  it("differs by treasury and by index, in any order of asking", () => {
    const treasuries = ["a", "b", "c"].map((digit): `0x${string}` => `0x${digit.repeat(40)}`);
    const pairs = [0, 1, 2 ** 31 - 1].flatMap((index) => treasuries.map((treasury) => ({ treasury, index })));
    const forwards = pairs.map(depositAddress);
    const backwards = [...pairs].reverse().map(depositAddress).reverse();
    expect(new Set(forwards).size).toBe(pairs.length);
    expect(backwards).toEqual(forwards);
  });

  it("refuses an index that is no whole number from 0 on", () => {
    const treasury = "0x00000000000000000000000000000000000a11ce";
    for (const index of [-1, 0.5, Number.NaN]) expect(() => depositAddress({ treasury, index })).toThrow();
  });
});
