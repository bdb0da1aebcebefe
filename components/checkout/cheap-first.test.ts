import { describe, expect, it } from "vitest";
import type { PublicMethod } from "@/lib/checkout/public-session";
import { cheapFirst } from "./cheap-first";
import { waiting } from "./testing/waiting-session";

const [way] = waiting.methods as [PublicMethod];

function ways(...them: readonly [name: string, fee: PublicMethod["fee"], usualMs: number][]): PublicMethod[] {
  return them.map(([networkName, fee, usualMs]) => ({ ...way, networkName, fee, usualMs }));
}

describe("the order of the ways to pay", () => {
  it("has those with a low fee first, however long they take", () => {
    const order = cheapFirst(ways(["Ethereum", "high", 1_000], ["Polygon", "low", 90_000]));
    expect(order.map(({ networkName }) => networkName)).toEqual(["Polygon", "Ethereum"]);
  });

  it("has the quicker of two cheap ones first, and leaves the shop's order where they are alike", () => {
    const order = cheapFirst(ways(["Base", "low", 60_000], ["Arbitrum One", "low", 30_000], ["OP Mainnet", "low", 60_000]));
    expect(order.map(({ networkName }) => networkName)).toEqual(["Arbitrum One", "Base", "OP Mainnet"]);
  });
});
