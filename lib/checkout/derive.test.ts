import { describe, expect, test } from "vitest";
import { derive, type SessionFacts } from "./derive";
import type { EventType } from "./event";
import {
  CHAIN,
  CREATED_AT,
  DOLLARS,
  ETHER,
  facts,
  LAST_IN_GRACE,
  LAST_ON_TIME,
  OTHER_CHAIN,
  OTHER_ETHER,
  payment,
  quote,
  TTL_MS,
  timeOf,
  USDC,
  viewAt,
  written,
} from "./testing/facts";
import type { Transfer } from "./transfer";
import type { View } from "./view";

const DUE = ETHER.due;
const HALF = DUE / 2n;

/** Derives step by step, each step on what the one before has written; tells the last one. */
function play(start: SessionFacts, ...steps: readonly { view: View; change?: Partial<SessionFacts> }[]) {
  let stored = start;
  let result = derive(stored, viewAt(0));
  const told: string[] = [];
  for (const { view, change } of steps) {
    stored = { ...stored, ...change };
    result = derive(stored, view);
    told.push(...result.events.map((event) => event.type));
    stored = written(stored, result);
  }
  return { ...result.projection, events: result.events, told, stored };
}

function statusOf(transfers: readonly Transfer[], block: number): string {
  return derive(facts({ transfers }), viewAt(block)).projection.status;
}

describe("native coin that a contract sent", () => {
  const internal = (block: number, amount: bigint) =>
    payment(block, amount, { kind: "internal", txHash: null, from: null, position: "balance:0xaaaa" });

  test("pays like any other, though no node names its transaction", () => {
    const { status, txHash, told } = play(facts(), { view: viewAt(112), change: { transfers: [internal(110, DUE)] } });
    expect([status, txHash]).toEqual(["paid", null]);
    expect(told).toEqual(["payment.received", "payment.confirmed", "session.paid"]);
  });

  test("adds up with a top-level send of the same block, in whatever order they are given", () => {
    const two = [payment(110, HALF), internal(110, DUE - HALF)];
    for (const transfers of [two, [...two].reverse()]) {
      const { projection } = derive(facts({ transfers }), viewAt(112));
      expect([projection.status, projection.received]).toEqual(["paid", DUE]);
    }
  });

  test("found only after the session had expired, it corrects that", () => {
    const seen = { transfers: [internal(LAST_ON_TIME, DUE)] };
    const end = viewAt(LAST_ON_TIME + 5);
    const { status, told } = play(facts(), { view: end }, { view: end, change: seen });
    expect(status).toBe("paid");
    expect(told).toEqual(["session.expired", "payment.received", "payment.confirmed", "session.corrected", "session.paid"]);
  });

  test("gone with its block, it is told as reverted and weighs nothing", () => {
    const [one, gone] = [internal(110, DUE), { orphanedAt: 111 }];
    const { status, told } = play(
      facts(),
      { view: viewAt(111), change: { transfers: [one] } },
      { view: viewAt(111), change: { transfers: [{ ...one, ...gone }] } },
    );
    expect([status, told.at(-1)]).toEqual(["pending", "payment.reverted"]);
  });
});

describe("enough money in time", () => {
  test("is detected at once and paid at the third confirmation", () => {
    const transfers = [payment(110, DUE)];
    expect([109, 110, 111, 112].map((block) => statusOf(transfers, block))).toEqual(["pending", "detected", "detected", "paid"]);
  });

  test("is on time in a block of the very moment of expiry, however late it confirms (D1)", () => {
    expect(statusOf([payment(LAST_ON_TIME, DUE)], LAST_ON_TIME + 50)).toBe("paid");
    expect(statusOf([payment(LAST_ON_TIME + 1, DUE)], LAST_ON_TIME + 50)).toBe("paid_late");
  });

  test("tells of the payment, of the sight, of the confirmation and of the success, once each and in this order", () => {
    const one = { transfers: [payment(110, DUE)] };
    const { told } = play(
      facts(),
      { view: viewAt(105) },
      { view: viewAt(110), change: one },
      { view: viewAt(111) },
      { view: viewAt(112) },
      { view: viewAt(150) },
    );
    expect(told).toEqual(["payment.received", "session.detected", "payment.confirmed", "session.paid"]);
  });

  test("goes straight to paid where the scan comes late, and says so without a detour", () => {
    const { told, status } = play(facts({ transfers: [payment(110, DUE)] }), { view: viewAt(200) });
    expect(status).toBe("paid");
    expect(told).toEqual(["payment.received", "payment.confirmed", "session.paid"]);
  });

  test("is paid at the time of the block that confirmed it, whenever we looked (D14)", () => {
    const early = derive(facts({ transfers: [payment(110, DUE)] }), viewAt(112)).projection;
    const late = derive(facts({ transfers: [payment(110, DUE)] }), viewAt(300)).projection;
    expect([early.paidAt, late.paidAt]).toEqual([timeOf(112), timeOf(112)]);
  });

  test("ends at the tolerance: one unit below minDue is underpaid, one above maxOk is over (D11)", () => {
    expect(statusOf([payment(110, ETHER.minDue)], 110)).toBe("detected");
    expect(statusOf([payment(110, ETHER.minDue - 1n)], 110)).toBe("underpaid");
    expect(statusOf([payment(110, ETHER.maxOk)], 110)).toBe("detected");
    expect(statusOf([payment(110, ETHER.maxOk + 1n)], 110)).toBe("overpaid");
  });
});

describe("too much money", () => {
  test("is overpaid while it confirms, then paid with the flag over: an overpaid order ships (D2)", () => {
    const result = play(facts({ transfers: [payment(110, DUE * 2n)] }), { view: viewAt(110) }, { view: viewAt(112) });
    expect(result).toMatchObject({ status: "paid", flags: ["over"], overpaid: DUE });
    expect(result.told).toEqual([
      "payment.received",
      "session.detected",
      "session.overpaid",
      "payment.confirmed",
      "session.paid",
    ]);
  });

  test("after the block that completed is surplus, and changes nothing (D3, I4)", () => {
    const before = play(facts({ transfers: [payment(110, DUE)] }), { view: viewAt(112) });
    const after = play({ ...before.stored, transfers: [...before.stored.transfers, payment(120, DUE)] }, { view: viewAt(122) });
    expect(after).toMatchObject({ status: "paid", flags: ["surplus"], settlement: before.settlement, overpaid: DUE });
    expect(after.events.find((event) => event.type === "payment.received")?.detail).toMatchObject({ surplus: true });
  });

  test("in the completing block counts, wherever it stands in it (D3)", () => {
    const { settlement } = derive(facts({ transfers: [payment(110, DUE), payment(110, DUE)] }), viewAt(112)).projection;
    expect(settlement).toMatchObject({ over: true, countedIds: { length: 2 } });
  });
});

describe("too little money", () => {
  test("is underpaid with the rest to send, and completed by a top-up", () => {
    const first = payment(105, HALF);
    const result = play(facts({ transfers: [first] }), { view: viewAt(106) });
    expect(result).toMatchObject({ status: "underpaid", received: HALF, remaining: DUE - HALF, flags: ["partial"] });
    expect(result.events.at(-1)).toMatchObject({ type: "session.underpaid", detail: { missing: (DUE - HALF).toString() } });
    expect(statusOf([first, payment(115, HALF)], 117)).toBe("paid");
  });

  test("that is dust or nothing does not move the status, but is counted in the sum (D5)", () => {
    const dust = payment(105, DUE / 1_000n);
    expect(derive(facts({ transfers: [dust, payment(106, 0n)] }), viewAt(110)).projection).toMatchObject({
      status: "pending",
      received: dust.amount,
      payments: { length: 1 },
    });
    expect(statusOf([payment(105, DUE / 1_000n + 1n)], 110)).toBe("underpaid");
  });

  test("says at expiry that it is late, and at the end of grace that it is final; never expired by the clock", () => {
    const { told, status, lookAt } = play(
      facts({ transfers: [payment(105, HALF)] }),
      { view: viewAt(106) },
      { view: viewAt(LAST_ON_TIME + 1) },
      { view: viewAt(LAST_IN_GRACE + 1) },
      { view: viewAt(LAST_IN_GRACE + 100) },
    );
    expect(told.filter((type) => type === "session.underpaid")).toHaveLength(3);
    expect({ status, lookAt }).toEqual({ status: "underpaid", lookAt: null });
  });

  test("is not called final while the rest, sent in grace, still confirms", () => {
    const transfers = [payment(105, HALF), payment(LAST_IN_GRACE, HALF)];
    const waiting = play(facts({ transfers }), { view: viewAt(LAST_IN_GRACE + 1) });
    expect(waiting).toMatchObject({ status: "underpaid", flags: ["late", "late_confirming"], confirming: true });
    expect(waiting.events.at(-1)).toMatchObject({ type: "session.underpaid", detail: { expired: true } });
    expect(play(waiting.stored, { view: viewAt(LAST_IN_GRACE + 2) }).told).toEqual(["payment.confirmed", "session.paid_late"]);
  });

  test("and the rest in grace is paid late, with one success", () => {
    const transfers = [payment(105, HALF), payment(LAST_ON_TIME + 5, HALF)];
    const { told, flags } = play(facts({ transfers }), { view: viewAt(LAST_ON_TIME + 5) }, { view: viewAt(LAST_ON_TIME + 7) });
    expect(told.filter((type) => type.startsWith("session.paid"))).toEqual(["session.paid_late"]);
    expect(flags).toEqual(["late"]);
  });
});

describe("time", () => {
  test("expires a session only when every offered network was scanned past it (I8)", () => {
    const two = facts({ quotes: [quote({ methods: [ETHER, OTHER_ETHER] })] });
    const behind = viewAt(LAST_ON_TIME + 500, { [OTHER_CHAIN]: { passedTime: timeOf(LAST_ON_TIME) } });
    expect(derive(two, behind).projection.status).toBe("pending");
    expect(derive(two, viewAt(LAST_ON_TIME + 1)).projection.status).toBe("expired");
    expect(derive(two, { ...viewAt(500), networks: new Map() }).projection.status).toBe("pending");
  });

  test("late money waits as expired with late_confirming, then is paid_late (D8)", () => {
    const transfers = [payment(LAST_ON_TIME + 1, DUE)];
    const result = play(facts(), { view: viewAt(LAST_ON_TIME + 1), change: { transfers } }, { view: viewAt(LAST_ON_TIME + 3) });
    expect(derive(facts({ transfers }), viewAt(LAST_ON_TIME + 2)).projection).toMatchObject({
      status: "expired",
      flags: ["late", "late_confirming"],
    });
    expect(result).toMatchObject({ status: "paid_late", flags: ["late"] });
  });

  test("money after grace is recorded and told, and counts for nothing", () => {
    const result = derive(facts({ transfers: [payment(LAST_IN_GRACE + 1, DUE)] }), viewAt(LAST_IN_GRACE + 10));
    expect(result.projection).toMatchObject({ status: "expired", received: 0n, payments: [{ standing: "after_grace" }] });
    expect(result.events[0]).toMatchObject({ type: "payment.received", detail: { afterGrace: true } });
  });

  test("money that was there before the session never pays", () => {
    const before = payment(100, DUE);
    expect(derive(facts({ transfers: [before] }), viewAt(110))).toMatchObject({
      projection: { status: "pending", payments: [] },
      events: [],
    });
  });

  test("money mined after creation pays, even where a reorg put it below the height at which the session began", () => {
    const replaced = payment(99, DUE, { blockSerial: 104 });
    expect(derive(facts({ transfers: [replaced] }), viewAt(105)).projection.status).toBe("paid");
  });

  test("a chain that stopped for good fails a waiting session, visibly late and never before its time", () => {
    const halted = (now: number): View => ({ ...viewAt(110, { [CHAIN]: { stalled: true } }), now });
    expect(derive(facts(), halted(CREATED_AT + TTL_MS)).projection.status).toBe("pending");
    const failed = play(facts(), { view: halted(CREATED_AT + TTL_MS + 1) });
    expect(failed.events).toMatchObject([{ type: "session.failed", detail: { reason: "stall" } }]);
    const resumed = play(
      failed.stored,
      { view: viewAt(LAST_ON_TIME + 1) },
      { view: viewAt(200), change: { transfers: [payment(120, DUE)] } },
    );
    expect(resumed.status).toBe("paid");
    expect(resumed.told).toEqual(["payment.received", "payment.confirmed", "session.corrected", "session.paid"]);
  });

  test("a new quote reopens an expired session; each transfer is valued by the quote of its time (D12)", () => {
    const dearer = { ...ETHER, due: DUE * 2n, minDue: DUE * 2n, maxOk: DUE * 2n };
    const second = quote({ number: 2, startsAt: timeOf(140), methods: [dearer] });
    const expired = play(facts(), { view: viewAt(135) });
    const reopened = { ...expired.stored, quotes: [quote(), second] };
    expect(derive(reopened, viewAt(140)).projection.status).toBe("pending");
    expect(derive({ ...reopened, transfers: [payment(145, DUE)] }, viewAt(150)).projection.status).toBe("underpaid");
    expect(derive({ ...reopened, transfers: [payment(128, DUE)] }, viewAt(150)).projection.status).toBe("paid");
    const waiting = play(reopened, { view: viewAt(140) });
    expect(waiting.events).toMatchObject([{ type: "session.requoted", key: "session.requoted:2" }]);
    expect(derive(waiting.stored, viewAt(400)).events.map((event) => event.key)).toEqual(["session.expired:2"]);
  });
});

describe("several ways to pay", () => {
  const several = (transfers: readonly Transfer[]) =>
    facts({ quotes: [quote({ methods: [ETHER, DOLLARS, OTHER_ETHER] })], transfers });

  test("add up as exact fractions of the price", () => {
    const third = payment(110, 16_666_666n, { asset: USDC, kind: "token" });
    const rest = payment(111, (DUE * 2n) / 3n);
    expect(derive(several([third, rest]), viewAt(113)).projection.status).toBe("paid");
    expect(derive(several([third]), viewAt(113)).projection).toMatchObject({
      status: "underpaid",
      received: (DUE * 16_666_666n) / 50_000_000n,
    });
  });

  test("end at the price's tolerance: one unit less is underpaid, one more is over", () => {
    const statusWith = (dollars: bigint) =>
      derive(several([payment(110, HALF), payment(111, dollars, { asset: USDC, kind: "token" })]), viewAt(111)).projection.status;
    // Half a percent of 50.00, beside the half that came in ether.
    expect([24_749_999n, 24_750_000n, 25_250_000n, 25_250_001n].map(statusWith)).toEqual([
      "underpaid",
      "detected",
      "detected",
      "overpaid",
    ]);
  });

  test("are paid when every counted payment has the confirmations of its own network", () => {
    const here = payment(110, HALF);
    const there = payment(109, HALF, { chainId: OTHER_CHAIN });
    expect([111, 112, 113].map((block) => derive(several([here, there]), viewAt(block)).projection.status)).toEqual([
      "detected",
      "detected",
      "paid",
    ]);
  });

  test("money in a listed asset that is no method of the session is told, flagged, never counted", () => {
    const stray = payment(110, 50_000_000n, { asset: USDC, kind: "token" });
    const result = derive(facts({ transfers: [stray] }), viewAt(120));
    expect(result.projection).toMatchObject({ status: "pending", flags: ["wrong_asset"], received: 0n });
    expect(result.events[0]).toMatchObject({ type: "payment.received", detail: { wrongAsset: true } });
    expect(derive(facts({ transfers: [stray, payment(110, DUE)] }), viewAt(120)).projection).toMatchObject({
      status: "paid",
      flags: ["wrong_asset"],
    });
  });
});

describe("a reorg", () => {
  const paidOnce = payment(110, DUE);
  const gone = { ...paidOnce, orphanedAt: 112 };
  const again = payment(114, DUE, { txHash: paidOnce.txHash });

  test("takes a detected payment back, tells so, and gives it back as if it had never been", () => {
    const result = play(
      facts({ transfers: [paidOnce] }),
      { view: viewAt(111) },
      { view: viewAt(112), change: { transfers: [gone] } },
      { view: viewAt(113), change: { transfers: [paidOnce] } },
    );
    expect(result.told).toEqual([
      "payment.received",
      "session.detected",
      "payment.reverted",
      "payment.received",
      "payment.confirmed",
      "session.paid",
    ]);
    expect(result).toMatchObject({ status: "paid", flags: [] });
  });

  test("after it was paid keeps the status for the hold window, then fails for good (D4)", () => {
    const steps = [{ view: viewAt(112) }, { view: viewAt(113), change: { transfers: [gone] } }, { view: viewAt(131) }] as const;
    const held = play(facts({ transfers: [paidOnce] }), ...steps);
    expect(held).toMatchObject({ status: "paid", flags: ["reverted"], confirming: true });
    const lost = play(facts({ transfers: [paidOnce] }), ...steps, { view: viewAt(132) });
    expect(lost.status).toBe("failed");
    expect(lost.told.slice(-2)).toEqual(["payment.reverted", "session.failed"]);
  });

  test("that mines the payment again within the window leaves the session paid, with one success", () => {
    const result = play(
      facts({ transfers: [paidOnce] }),
      { view: viewAt(112) },
      { view: viewAt(113), change: { transfers: [gone] } },
      { view: viewAt(140), change: { transfers: [gone, again] } },
    );
    expect(result).toMatchObject({ status: "paid", flags: ["reverted"], completingId: again.id });
    expect(result.told.filter((type) => type === "session.paid")).toHaveLength(1);
  });

  test("that mines it again after it was given up is a correction, not a second success", () => {
    const late = payment(150, DUE, { txHash: paidOnce.txHash });
    const result = play(
      facts({ transfers: [paidOnce] }),
      { view: viewAt(112) },
      { view: viewAt(140), change: { transfers: [gone] } },
      { view: viewAt(150), change: { transfers: [gone, late] } },
      { view: viewAt(152) },
    );
    expect(result.status).toBe("paid");
    expect(result.told.slice(-4)).toEqual(["session.failed", "payment.received", "payment.confirmed", "session.corrected"]);
  });

  test("that brings an on-time payment after expiry was told is a correction with the normal events", () => {
    const result = play(
      facts(),
      { view: viewAt(LAST_ON_TIME + 1) },
      { view: viewAt(200), change: { transfers: [payment(120, DUE)] } },
    );
    expect(result.told).toEqual([
      "session.expired",
      "payment.received",
      "payment.confirmed",
      "session.corrected",
      "session.paid",
    ]);
  });
});

describe("the merchant's word", () => {
  test("switches a session off; money that comes all the same is told and changes nothing (D7)", () => {
    const off = facts({ session: { deactivatedAt: timeOf(108) } });
    const before = play(off, { view: viewAt(108) });
    const after = play(before.stored, { view: viewAt(120), change: { transfers: [payment(107, DUE), payment(115, DUE)] } });
    expect(after).toMatchObject({ status: "deactivated", flags: ["after_deactivation"], settlement: null });
    expect(after.events.filter((event) => event.type === "payment.received").map((event) => event.detail)).toMatchObject([
      { afterDeactivation: true, minedBefore: true },
      { afterDeactivation: true, minedBefore: false },
    ]);
    expect(play(after.stored, { view: viewAt(130) }).flags).toEqual(["after_deactivation"]);
  });

  test("does not flag the part payment that was known when it was switched off", () => {
    const known = play(facts({ transfers: [payment(105, HALF)] }), { view: viewAt(108) });
    const off = play(
      { ...known.stored, session: { ...known.stored.session, deactivatedAt: timeOf(108) } },
      { view: viewAt(109) },
    );
    expect(off).toMatchObject({ status: "deactivated", flags: ["partial"] });
  });

  test("accepts what came: paid, flagged, told once, kept through a reorg (D13)", () => {
    const half = payment(105, HALF);
    const accepted = { acceptedAt: timeOf(140), by: "usr_1", reason: "close enough" };
    const result = play(
      facts({ transfers: [half] }),
      { view: viewAt(135) },
      { view: viewAt(141), change: { acceptance: accepted } },
    );
    expect(result).toMatchObject({
      status: "paid",
      flags: ["accepted"],
      paidAt: timeOf(140),
      settlement: { countedIds: [half.id] },
    });
    expect(result.events).toMatchObject([{ type: "session.paid", detail: { accepted: true } }]);
    expect(play(result.stored, { view: viewAt(300), change: { transfers: [{ ...half, orphanedAt: 150 }] } })).toMatchObject({
      status: "paid",
      confirming: false,
    });
  });

  test("accepts what stands, and not what the chain took back before", () => {
    const [gone, half] = [payment(104, HALF, { orphanedAt: 106 }), payment(107, HALF)];
    const accepted = { acceptedAt: timeOf(140), by: "usr_1", reason: "close enough" };
    const result = play(facts({ transfers: [gone, half], acceptance: accepted }), { view: viewAt(141) });
    expect(result.settlement).toMatchObject({ txHash: half.txHash, countedIds: [half.id] });
    expect(result).toMatchObject({ status: "paid", received: HALF });
  });

  test("accepts money in another asset and money after grace: it is counted then, not surplus", () => {
    const dollars = payment(105, 50_000_000n, { asset: USDC, kind: "token" });
    const late = payment(LAST_IN_GRACE + 1, DUE);
    const accepted = { acceptedAt: timeOf(200), by: "usr_1", reason: "it is enough" };
    const result = play(
      facts({ transfers: [dollars, late] }),
      { view: viewAt(180) },
      { view: viewAt(201), change: { acceptance: accepted } },
    );
    expect(result).toMatchObject({
      status: "paid",
      flags: ["wrong_asset", "accepted"],
      txHash: late.txHash,
      settlement: { countedIds: [dollars.id, late.id], completingId: null },
    });
  });

  test("accepts what the chain took back for good: told as corrected, for its one success was told before", () => {
    const paid = payment(105, DUE);
    const accepted = { acceptedAt: timeOf(200), by: "usr_1", reason: "paid in cash" };
    const failed = play(
      facts({ transfers: [paid] }),
      { view: viewAt(107) },
      { view: viewAt(190), change: { transfers: [{ ...paid, orphanedAt: 107 }] } },
    );
    expect(failed.status).toBe("failed");
    const result = play(failed.stored, { view: viewAt(201), change: { acceptance: accepted } });
    expect(result).toMatchObject({ status: "paid", confirming: false });
    expect(result.events).toMatchObject([{ type: "session.corrected", detail: { accepted: true } }]);
    expect(derive(result.stored, viewAt(300)).events).toEqual([]);
  });

  test("accepts a session whose network stood still for good", () => {
    const halted = { ...viewAt(110, { [CHAIN]: { stalled: true } }), now: CREATED_AT + TTL_MS + 1 };
    const accepted = { acceptedAt: halted.now, by: "usr_1", reason: "seen in the explorer" };
    const result = play(facts(), { view: halted }, { view: halted, change: { acceptance: accepted } });
    expect(result.status).toBe("paid");
    expect(result.told).toEqual(["session.failed", "session.corrected", "session.paid"]);
    expect(derive(result.stored, viewAt(300)).events).toEqual([]);
  });
});

test("what settle wrote is never told again, whatever the view", () => {
  const { stored } = play(facts({ transfers: [payment(110, DUE)] }), { view: viewAt(112) });
  for (const block of [110, 111, 112, 200, 400])
    expect(derive(stored, viewAt(block)).events.filter(({ type }) => isTerminal(type))).toEqual([]);
});

test("a grace window of no length leaves no late payment", () => {
  const strict = quote({ graceUntil: CREATED_AT + TTL_MS });
  expect(derive(facts({ quotes: [strict], transfers: [payment(LAST_ON_TIME + 1, DUE)] }), viewAt(200)).projection.status).toBe(
    "expired",
  );
});

function isTerminal(type: EventType): boolean {
  return type === "session.paid" || type === "session.paid_late" || type === "session.failed" || type === "session.expired";
}
