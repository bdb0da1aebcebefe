import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attribution, FoundTransfer } from "../chains/chain";
import { explainChange } from "./explain-changes";

const US = `0x${"11".repeat(20)}`;
const BLOCK = { number: 7, hash: "0xb7", parentHash: "0xb6", time: 70_000 };

function moved(position: string, amount: bigint): FoundTransfer {
  const kind = position === "tx" ? "native" : "internal";
  const inBlock = { blockHash: BLOCK.hash, blockNumber: BLOCK.number, blockTime: BLOCK.time };
  return {
    ...inBlock,
    chainId: 31337,
    asset: "native",
    kind,
    amount,
    from: "0xf",
    to: US,
    txHash: `0x${position}${amount}`,
    position,
    order: 1,
  };
}

function explain(amount: bigint, shown: Attribution, known: readonly FoundTransfer[] = []) {
  const facts = known.map((one) => ({ address: US, number: 7, amount: one.amount, key: `${one.txHash} ${one.position}` }));
  return explainChange({ address: US, number: 7, amount, after: 6 }, { chainId: 31337, block: BLOCK, facts, shown });
}

const inside = (received: readonly FoundTransfer[], spent = 0n) => ({ received, spent: new Map([[US, spent]]) });

test("without traces, what no send shows is one payment without a transaction", () => {
  const { transfers, outflows } = explain(10n, { sends: [moved("tx", 4n)], inside: null });
  expect(transfers.map(({ kind, amount, txHash }) => [kind, amount, txHash])).toEqual([
    ["native", 4n, "0xtx4"],
    ["internal", 6n, null],
  ]);
  expect(outflows).toEqual([]);
});

test("a send that is known already is not told again", () => {
  const send = moved("tx", 4n);
  expect(explain(6n, { sends: [send], inside: null }, [send]).transfers.map(({ amount }) => amount)).toEqual([6n]);
});

test("traces that add up name each payment and what was swept", () => {
  const payment = moved("trace:0", 10n);
  const { transfers, outflows } = explain(7n, { sends: [], inside: inside([payment], 3n) });
  expect(transfers).toEqual([payment]);
  expect(outflows).toEqual([{ address: US, blockHash: BLOCK.hash, blockNumber: 7, amount: 3n, cameAfter: 6 }]);
});

test("traces that do not add up are not believed: phantoms credit nothing", () => {
  const { transfers, outflows } = explain(7n, { sends: [], inside: inside([moved("trace:0", 10n)]) });
  expect(transfers.map(({ amount, txHash }) => [amount, txHash])).toEqual([[7n, null]]);
  expect(outflows).toEqual([]);
});

test("whatever a block shows, what is written down is the change of the balance and nothing else", () => {
  const some = fc.array(fc.bigInt({ min: 1n, max: 50n }), { maxLength: 3 });
  const change = fc.bigInt({ min: -50n, max: 50n }).filter((amount) => amount !== 0n);
  fc.assert(
    fc.property(change, some, some, fc.bigInt({ min: 0n, max: 50n }), fc.boolean(), (amount, sends, calls, spent, isTraced) => {
      const received = calls.map((value, place) => moved(`trace:${place}`, value));
      const shown = {
        sends: sends.slice(0, 1).map((value) => moved("tx", value)),
        inside: isTraced ? inside(received, spent) : null,
      };
      const { transfers, outflows } = explain(amount, shown);
      const gained = transfers.reduce((sum, one) => sum + one.amount, 0n);
      const lost = outflows.reduce((sum, one) => sum + one.amount, 0n);
      expect(gained - lost).toBe(amount);
      expect([...transfers, ...outflows].every((one) => one.amount > 0n)).toBe(true);
    }),
  );
});
