import fc from "fast-check";
import { expect, test } from "vitest";
import { derive, type SessionFacts } from "./derive";
import type { SessionEvent } from "./event";
import type { Projection } from "./project";
import { thresholds } from "./quote";
import { LEGAL_MOVES, SESSION_STATUSES, type SessionStatus } from "./session";
import {
  CHAIN,
  DOLLARS,
  ETHER,
  facts,
  LAST_IN_GRACE,
  LAST_ON_TIME,
  method,
  OTHER_CHAIN,
  OTHER_ETHER,
  PRICE,
  payment,
  quote,
  timeOf,
  USDC,
  viewAt,
  written,
} from "./testing/facts";
import type { Transfer } from "./transfer";

/** The invariants of engine.md 3.4 that a pure function can hold; the others are shown on real chains. */
const RUNS = { numRuns: 10_000 };
const END = 260;

const STRANGE = "0x00000000000000000000000000000000000000ff";
const SEVERAL = quote({ methods: [ETHER, DOLLARS, OTHER_ETHER] });

/** Amounts at every edge there is, and between. */
const shareOfDue = (due: bigint) =>
  fc.oneof(
    fc.constantFrom(
      0n,
      1n,
      due / 1_000n,
      due / 1_000n + 1n,
      due / 2n,
      ETHER.minDue - 1n,
      ETHER.minDue,
      due,
      ETHER.maxOk,
      ETHER.maxOk + 1n,
      due * 3n,
    ),
    fc.bigInt({ min: 1n, max: due * 2n }),
  );

const block = fc.oneof(
  fc.integer({ min: 95, max: 240 }),
  fc.constantFrom(100, 101, LAST_ON_TIME, LAST_ON_TIME + 1, LAST_IN_GRACE, LAST_IN_GRACE + 1),
);

const ether = fc.tuple(block, shareOfDue(ETHER.due)).map(([at, amount]) => payment(at, amount));
const anything = fc.oneof(
  ether,
  fc
    .tuple(block, fc.bigInt({ min: 0n, max: 100_000_000n }))
    .map(([at, amount]) => payment(at, amount, { asset: USDC, kind: "token" })),
  fc.tuple(block, shareOfDue(ETHER.due)).map(([at, amount]) => payment(at, amount, { chainId: OTHER_CHAIN })),
);
const money = fc.array(anything, { maxLength: 6 });
const etherOnly = fc.array(ether, { maxLength: 6 });
const ticks = fc
  .uniqueArray(fc.integer({ min: 101, max: END - 1 }), { maxLength: 8 })
  .map((blocks) => [...blocks.sort((a, b) => a - b), END]);

function check<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  holds: (...values: Values) => void,
): void {
  fc.assert(
    fc.property(fc.tuple(...arbitraries) as fc.Arbitrary<Values>, (values) => holds(...values)),
    RUNS,
  );
}

type Told = {
  readonly projection: Projection;
  readonly events: readonly SessionEvent[];
  readonly stored: SessionFacts;
  readonly path: readonly SessionStatus[];
};

/** Ticks at these blocks, each on what the one before has stored, seeing what was mined by then. */
function live(
  start: SessionFacts,
  blocks: readonly number[],
  reorg?: { from: number; until: number; taken: ReadonlySet<string> },
): Told {
  let stored = start;
  const events: SessionEvent[] = [];
  const path: SessionStatus[] = ["pending"];
  let projection = derive(start, viewAt(0)).projection;
  for (const at of blocks) {
    const isAway = (one: Transfer) => reorg !== undefined && at >= reorg.from && at < reorg.until && reorg.taken.has(one.id);
    const seen = start.transfers
      .filter((one) => one.blockNumber <= at)
      .map((one) => (isAway(one) ? { ...one, orphanedAt: reorg?.from ?? at } : one));
    const given = { ...stored, transfers: seen };
    const result = derive(given, viewAt(at));
    projection = result.projection;
    events.push(...result.events);
    path.push(projection.status);
    stored = written(given, result);
  }
  return { projection, events, stored, path };
}

const successes = (events: readonly SessionEvent[]) =>
  events.filter(({ type }) => type === "session.paid" || type === "session.paid_late").map(({ type }) => type);

test("I1: the order and the repetition of transfers mean nothing", () => {
  check([money, fc.array(fc.nat(), { minLength: 12, maxLength: 12 })], (transfers, keys) => {
    const mixed = [...transfers, ...transfers]
      .map((one, index) => ({ one, key: keys[index] ?? 0 }))
      .sort((a, b) => a.key - b.key);
    const given = facts({ quotes: [SEVERAL], transfers });
    expect(derive({ ...given, transfers: mixed.map(({ one }) => one) }, viewAt(END))).toEqual(derive(given, viewAt(END)));
  });
});

test("I2: two schedules of ticks that end at the same view end the same, with the same last words", () => {
  check([money, ticks], (transfers, schedule) => {
    const given = facts({ quotes: [SEVERAL], transfers });
    const often = live(given, schedule);
    const once = live(given, [END]);
    expect(often.projection).toEqual(once.projection);
    expect(successes(often.events)).toEqual(successes(once.events));
    const last = (events: readonly SessionEvent[]) =>
      events.filter(
        ({ key }) => key.endsWith(":final") || (key.startsWith("session.expired") && once.projection.status === "expired"),
      );
    expect(last(often.events).map(({ key }) => key)).toEqual(last(once.events).map(({ key }) => key));
  });
});

test("I3: a block applied, removed and applied again never happened", () => {
  check(
    [money, ticks, fc.integer({ min: 105, max: 200 }), fc.integer({ min: 1, max: 15 })],
    (transfers, schedule, from, length) => {
      const given = facts({ quotes: [SEVERAL], transfers });
      const taken = new Set(transfers.filter((one) => one.blockNumber > from - 8).map((one) => one.id));
      const blocks = [...new Set([...schedule, from, from + length])].sort((a, b) => a - b);
      const disturbed = live(given, blocks, { from, until: from + length, taken });
      const quiet = live(given, blocks);
      expect({ ...disturbed.projection, settlement: null }).toEqual({ ...quiet.projection, settlement: null });
      expect(successes(disturbed.events)).toEqual(successes(quiet.events));
    },
  );
});

test("I4: a success is sticky: later money changes neither the status nor what counted", () => {
  check([money, money], (first, later) => {
    const settled = live(facts({ quotes: [SEVERAL], transfers: first }), [END]);
    fc.pre(settled.projection.settlement !== null);
    const more = later.map((one) => ({ ...one, blockNumber: END + 1, blockTime: timeOf(END + 1) }));
    const after = derive({ ...settled.stored, transfers: [...first, ...more] }, viewAt(END + 10)).projection;
    expect([after.status, after.settlement, after.paidAt]).toEqual([
      settled.projection.status,
      settled.projection.settlement,
      settled.projection.paidAt,
    ]);
  });
});

test("I5 and I10: whatever happens, one success at most, and every move is in the table", () => {
  const history = fc.record({
    transfers: money,
    schedule: ticks,
    reorg: fc.record({ from: fc.integer({ min: 105, max: 230 }), length: fc.integer({ min: 1, max: 120 }) }),
    off: fc.option(fc.integer({ min: 101, max: END })),
    accepted: fc.option(fc.integer({ min: 101, max: END })),
  });
  const reached = new Set<SessionStatus>();
  check([history], ({ transfers, schedule, reorg, off, accepted }) => {
    const taken = new Set(transfers.filter((one) => one.blockNumber > reorg.from - 12).map((one) => one.id));
    let stored = facts({ quotes: [SEVERAL] });
    let status: SessionStatus = "pending";
    const events: SessionEvent[] = [];
    for (const at of schedule) {
      const isAway = at >= reorg.from && at < reorg.from + reorg.length;
      const seen = transfers
        .filter((one) => one.blockNumber <= at)
        .map((one) => (isAway && taken.has(one.id) ? { ...one, orphanedAt: reorg.from } : one));
      const isOpen = stored.settlement === null && stored.session.deactivatedAt === null && status !== "failed";
      const session = isOpen && off !== null && at >= off ? { ...stored.session, deactivatedAt: timeOf(off) } : stored.session;
      const acceptance =
        isOpen && accepted !== null && at >= accepted && session.deactivatedAt === null
          ? { acceptedAt: timeOf(accepted), by: "usr_1", reason: "x" }
          : stored.acceptance;
      const given = { ...stored, session, acceptance, transfers: seen };
      const result = derive(given, viewAt(at));
      if (result.projection.status !== status) expect(LEGAL_MOVES[status]).toContain(result.projection.status);
      status = result.projection.status;
      reached.add(status);
      events.push(...result.events);
      stored = written(given, result);
    }
    expect(successes(events).length).toBeLessThanOrEqual(1);
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });
  expect([...reached].sort()).toEqual([...SESSION_STATUSES].sort());
});

test("I6: all money recorded is counted, surplus, after grace or of a wrong asset; none is lost or told twice", () => {
  check([money], (transfers) => {
    const { projection } = live(facts({ quotes: [quote()], transfers }), [END]);
    const relevant = transfers.filter((one) => one.amount > 0n && one.blockNumber > 100);
    expect(projection.payments.map((one) => one.transfer.id).sort()).toEqual(relevant.map((one) => one.id).sort());
    const counted = new Set(projection.settlement?.countedIds);
    const sum = (pick: (one: Projection["payments"][number]) => boolean) =>
      projection.payments.filter(pick).reduce((total, one) => total + one.transfer.amount, 0n);
    const inTime = (one: Projection["payments"][number]) => one.standing === "on_time" || one.standing === "late";
    expect(projection.received).toBe(sum(inTime));
    expect(sum(() => true)).toBe(
      sum((one) => counted.has(one.transfer.id)) +
        sum((one) => inTime(one) && !counted.has(one.transfer.id)) +
        sum((one) => one.standing === "after_grace") +
        sum((one) => one.standing === "wrong_asset"),
    );
  });
});

test("I7: one more payment in time never lowers what was received, nor undoes a success", () => {
  check([money, fc.integer({ min: 101, max: LAST_ON_TIME }), fc.bigInt({ min: 1n, max: ETHER.due })], (transfers, at, amount) => {
    const given = facts({ quotes: [SEVERAL], transfers });
    const before = derive(given, viewAt(END)).projection;
    const after = derive({ ...given, transfers: [...transfers, payment(at, amount)] }, viewAt(END)).projection;
    expect(after.received).toBeGreaterThanOrEqual(before.received);
    if (before.settlement) expect(after.settlement).not.toBeNull();
    if (before.status === "paid") expect(after.status).toBe("paid");
  });
});

test("I8: nothing expires before every offered network was verified beyond its time", () => {
  check(
    [money, fc.integer({ min: 101, max: END }), fc.integer({ min: 101, max: END }), fc.bigInt({ min: 0n, max: 10n ** 15n })],
    (transfers, here, there, wall) => {
      const view = {
        ...viewAt(here, { [OTHER_CHAIN]: { scannedThrough: there, passedTime: timeOf(there) } }),
        now: Number(wall),
      };
      const { status } = derive(facts({ quotes: [SEVERAL], transfers }), view).projection;
      if (Math.min(here, there) <= LAST_ON_TIME) expect(status).not.toBe("expired");
    },
  );
});

test("I9: amounts of 78 digits stay exact to the last unit", () => {
  const huge = fc.bigInt({ min: 10n ** 70n, max: 2n ** 256n - 1n });
  check([huge, fc.bigInt({ min: -1n, max: 1n })], (due, off) => {
    const line = method({ due });
    const given = facts({
      quotes: [quote({ methods: [line] })],
      transfers: [payment(110, line.minDue - 1n), payment(111, 1n + off)].filter((one) => one.amount > 0n),
    });
    const { projection } = derive(given, viewAt(END));
    expect(projection.received).toBe(line.minDue + (off < 0n ? -1n : off));
    expect(projection.status).toBe(off < 0n ? "underpaid" : "paid");
    if (off < 0n) expect(projection.remaining).toBe(due - line.minDue + 1n);
  });
});

test("I12: money on other networks and in other tokens never moves the status nor the sums", () => {
  const stray = fc
    .tuple(block, fc.bigInt({ min: 1n, max: ETHER.due * 2n }), fc.boolean())
    .map(([at, amount, elsewhere]) =>
      payment(at, amount, elsewhere ? { chainId: OTHER_CHAIN } : { asset: STRANGE, kind: "token" }),
    );
  check([etherOnly, fc.array(stray, { maxLength: 4 })], (transfers, strays) => {
    const given = facts({ transfers });
    const without = derive(given, viewAt(END)).projection;
    const withStrays = derive({ ...given, transfers: [...transfers, ...strays] }, viewAt(END)).projection;
    const core = ({ status, received, remaining, overpaid, settlement, completingId }: Projection) => ({
      status,
      received,
      remaining,
      overpaid,
      settlement,
      completingId,
    });
    expect(core(withStrays)).toEqual(core(without));
  });
});

test("I13: deriving again what was written says nothing new", () => {
  check([money, ticks], (transfers, schedule) => {
    const { stored, projection } = live(facts({ quotes: [SEVERAL], transfers }), schedule);
    const again = derive(stored, viewAt(END));
    expect(again).toEqual({ projection, events: [] });
  });
});

test("I15: a wider tolerance never turns a success into anything else", () => {
  const bps = fc.bigInt({ min: 0n, max: 500n });
  check([etherOnly, bps, bps, bps, bps], (transfers, under, over, moreUnder, moreOver) => {
    const settledWith = (tolerance: { under: bigint; over: bigint; dust: bigint }) => {
      const line = { ...ETHER, ...thresholds(ETHER.due, PRICE.minor, tolerance) };
      return derive(facts({ quotes: [quote({ tolerance, methods: [line] })], transfers }), viewAt(END)).projection.status;
    };
    const strict = settledWith({ under, over, dust: 5n });
    const wide = settledWith({ under: under + moreUnder, over: over + moreOver, dust: 5n });
    if (strict === "paid" || strict === "paid_late") expect(["paid", "paid_late"]).toContain(wide);
    if (strict === "paid") expect(wide).toBe("paid");
  });
});

test("the chain that is watched is the one that is named", () => {
  expect(
    derive(facts({ transfers: [payment(110, ETHER.due)] }), viewAt(END, { [CHAIN]: { scannedThrough: 109 } })).projection.status,
  ).not.toBe("paid");
});
