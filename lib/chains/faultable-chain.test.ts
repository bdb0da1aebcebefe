import { expect, test } from "vitest";
import { networkOf } from "../checkout/networks";
import { type BlockHeader, type Chain, ChainUnreachableError } from "./chain";
import { faultableChain, faultOf } from "./faultable-chain";

const HEADER: BlockHeader = { number: 7, hash: "0x07", parentHash: "0x06", time: 0 };

function standing(): Chain {
  return {
    network: networkOf(31337),
    head: async () => HEADER,
    headerAt: async (number) => ({ ...HEADER, number }),
    scan: async () => ({ blocks: [HEADER], transfers: [], sweeps: [] }),
    lookUp: async () => null,
    secondWord: async () => "alone",
    secondBalances: async () => "alone",
    balances: async () => new Map(),
    attribute: async () => ({ sends: [], inside: null }),
  };
}

test("a chain with a fault switch answers as the chain does, until it is cut off and again afterwards", async () => {
  const chain = faultableChain(standing());
  const ask = () => Promise.all([chain.head(), chain.headerAt(3), chain.scan({ from: 7, to: 7 }, async () => new Set())]);
  const answers = [HEADER, { ...HEADER, number: 3 }, { blocks: [HEADER], transfers: [], sweeps: [] }];
  expect(await ask()).toEqual(answers);
  chain.fault.cut();
  for (const question of [chain.head(), chain.headerAt(3), chain.scan({ from: 7, to: 7 }, async () => new Set())]) {
    await expect(question).rejects.toBeInstanceOf(ChainUnreachableError);
  }
  chain.fault.restore();
  expect(await ask()).toEqual(answers);
});

test("only a chain that was given a switch has one", () => {
  expect(faultOf(standing())).toBeNull();
  expect(faultOf(faultableChain(standing()))).not.toBeNull();
});
