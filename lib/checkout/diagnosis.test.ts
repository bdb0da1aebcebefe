import { describe, expect, test } from "vitest";
import { diagnose } from "./diagnosis";
import { CHAIN, CREATED_AT, DOLLARS, ETHER, facts, OTHER_CHAIN, payment, quote, timeOf, viewAt } from "./testing/facts";
import type { ReportedTransfer, TransactionReport } from "./transaction-report";
import type { Transfer } from "./transfer";

const TX = "0xfeed";
const UNLISTED = `0x${"99".repeat(20)}` as const;

const session = (transfers: readonly Transfer[] = [], remaining = ETHER.due) => ({
  status: "pending" as const,
  remaining,
  facts: facts({ transfers, quotes: [quote({ methods: [ETHER, DOLLARS] })] }),
});

const toUs = (overrides: Partial<ReportedTransfer> = {}): ReportedTransfer => ({
  contract: "native",
  to: ETHER.address.toLowerCase(),
  amount: 5n,
  ...overrides,
});

const report = (overrides: Partial<TransactionReport> = {}): TransactionReport => ({
  chainId: CHAIN,
  mined: { blockNumber: 110, time: timeOf(110), succeeded: true },
  callsContract: false,
  transfers: [toUs()],
  ...overrides,
});

const ask = (reports: readonly TransactionReport[], of = session(), isComplete = true) =>
  diagnose(of, viewAt(120), { txHash: TX, reports, isComplete });

describe("a transaction that the nodes show and our records do not", () => {
  test("in a token that is not listed is money in a wrong token, not in none", () => {
    expect(ask([report({ transfers: [toUs({ contract: UNLISTED })] })])).toMatchObject({ reason: "wrong_token" });
  });

  test("on a network that the session does not take is told before our scan comes there", () => {
    const mined = { blockNumber: 500, time: timeOf(500), succeeded: true };
    expect(ask([report({ chainId: OTHER_CHAIN, mined })]).reason).toBe("wrong_chain");
  });

  test("is told by what it paid us, though it paid others first and in other tokens", () => {
    const transfers = [toUs({ to: "0x01" }), toUs({ contract: UNLISTED }), toUs({ amount: 7n })];
    const mined = { blockNumber: 125, time: timeOf(125), succeeded: true };
    expect(ask([report({ transfers, mined, callsContract: true })])).toMatchObject({
      reason: "scanner_behind",
      blocksBehind: 5,
      transfer: { amount: 7n },
    });
  });

  test("counts no zero value as money to us", () => {
    const transfers = [toUs({ contract: UNLISTED, amount: 0n }), toUs({ contract: UNLISTED, to: "0x01" })];
    expect(ask([report({ transfers, callsContract: true })])).toMatchObject({ reason: "wrong_recipient", sentTo: "0x01" });
  });

  test("says that it cannot tell where a contract may have paid out coins", () => {
    expect(ask([report({ transfers: [], callsContract: true })]).reason).toBe("inside_contract");
    expect(ask([report({ transfers: [toUs({ to: "0x01" })], callsContract: true })]).reason).toBe("inside_contract");
    expect(ask([report({ transfers: [toUs({ to: "0x01" })] })]).reason).toBe("wrong_recipient");
  });

  test("moved nothing where it failed, whatever it tried", () => {
    const mined = { blockNumber: 110, time: timeOf(110), succeeded: false };
    expect(ask([report({ mined })]).reason).toBe("reverted");
  });

  test("is older than the session where its block is", () => {
    const mined = { blockNumber: 99, time: CREATED_AT - 1, succeeded: true };
    expect(ask([report({ mined })]).reason).toBe("before_session");
  });
});

describe("what our records say", () => {
  test("stands above the nodes' word: they may lag or lie", () => {
    const own = payment(110, ETHER.due, { txHash: TX });
    expect(ask([report({ mined: null })], session([own], 0n)).reason).toBe("confirming");
    expect(ask([], session([own], 0n), false).reason).toBe("confirming");
  });

  test("of a transaction that was taken away and mined again is told of the one that stands", () => {
    const lost = payment(110, ETHER.due, { txHash: TX, orphanedAt: 111 });
    const again = payment(119, ETHER.due, { txHash: TX });
    expect(ask([], session([lost, again], 0n))).toMatchObject({ reason: "confirming", confirmations: { seen: 2, required: 3 } });
    expect(ask([report({ mined: null })], session([lost])).reason).toBe("taken_back");
  });
});

test("nobody knows the number: only where every network was asked does that mean it cannot be found", () => {
  expect(ask([]).reason).toBe("not_found");
  expect(ask([], session(), false).reason).toBe("network_unreachable");
  expect(ask([report({ mined: null })], session(), false).reason).toBe("not_mined");
});
