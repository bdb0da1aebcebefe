import fc from "fast-check";
import { expect, test } from "vitest";
import type { BlockHeader } from "./chain";
import { narrower, planScan, wider, windowAbove } from "./window";

const RUNS = { numRuns: 10_000 };
const hash = fc.constantFrom("0xa", "0xb", "0xc");
const height = fc.nat(1_000);
const head: fc.Arbitrary<BlockHeader> = fc.record({ number: height, hash, parentHash: hash, time: fc.nat() });
const cursor = fc.record({ number: height, hash });
const maxBlocks = fc.integer({ min: 1, max: 50 });

test("a window begins right above the cursor, never skips a block and never exceeds its size", () => {
  fc.assert(
    fc.property(cursor, head, maxBlocks, (at, to, size) => {
      const plan = planScan(at, to, { maxBlocks: size, oursAtHead: at.number === to.number ? at.hash : null });
      if (plan.kind !== "advance") return;
      expect(plan.from).toBe(at.number + 1);
      expect(plan.to).toBeGreaterThanOrEqual(plan.from);
      expect(plan.to).toBeLessThanOrEqual(to.number);
      expect(plan.to - plan.from + 1).toBeLessThanOrEqual(size);
    }),
    RUNS,
  );
});

test("a head that does not grow from the cursor is a reorg; one that is ours, or lags, is nothing", () => {
  fc.assert(
    fc.property(cursor, head, fc.option(hash), (at, to, ours) => {
      const plan = planScan(at, to, { maxBlocks: 5, oursAtHead: ours });
      if (to.number > at.number + 1) expect(plan.kind).toBe("advance");
      else if (to.number === at.number + 1) expect(plan.kind).toBe(to.parentHash === at.hash ? "advance" : "rewind");
      else expect(plan.kind).toBe(ours !== null && ours !== to.hash ? "rewind" : "idle");
    }),
    RUNS,
  );
});

test("repeated windows reach the head, each growing from the last", () => {
  fc.assert(
    fc.property(height, fc.nat(200), maxBlocks, (from, ahead, size) => {
      let at = from;
      let windows = 0;
      for (; at < from + ahead; windows += 1) at = windowAbove(at, from + ahead, size).to;
      expect(at).toBe(from + ahead);
      expect(windows).toBe(Math.ceil(ahead / size));
    }),
    RUNS,
  );
});

test("a rewind looks no higher than both the cursor and the head", () => {
  fc.assert(
    fc.property(cursor, head, (at, to) => {
      const plan = planScan(at, to, { maxBlocks: 5, oursAtHead: "0xours" });
      if (plan.kind === "rewind") expect(plan.from).toBeLessThanOrEqual(Math.min(at.number, to.number));
    }),
    RUNS,
  );
});

test("a provider's own number is taken, but never one that is no smaller", () => {
  expect([narrower(20, 7), narrower(20, 1), narrower(20, 20), narrower(20, 800), narrower(1, 1)]).toEqual([7, 1, 10, 10, 1]);
});

test("a failed window is halved down to one block, and grows back to its full size", () => {
  for (let size = 1; size <= 50; size += 1) {
    let blocks = size;
    for (let step = 0; step < 6; step += 1) blocks = narrower(blocks, null);
    expect(blocks).toBe(1);
    for (let step = 0; step < size; step += 1) {
      const next = wider(blocks, size);
      expect(next).toBe(Math.min(size, Math.max(blocks + 1, next)));
      blocks = next;
    }
    expect(blocks).toBe(size);
  }
});
