import { describe, expect, it } from "vitest";
import type { PublicSession } from "@/lib/checkout/public-session";
import { SESSION_STATUSES } from "@/lib/checkout/session";
import { screenOf } from "./screen";
import { english } from "./testing/spoken";
import { payment, waiting } from "./testing/waiting-session";

const inTime = { price: 1_800, grace: 88_200 };
const late = { price: 0, grace: 86_000 };
const afterGrace = { price: 0, grace: 0 };
const half = {
  amountReceived: { wei: "10000000000000000", eth: "0.01" },
  amountRemaining: { wei: "5068000000000000", eth: "0.005068" },
  exchangeAmount: { wei: "5140000000000000", eth: "0.00514" },
};

function screen(changes: Partial<PublicSession>, left = inTime) {
  return screenOf({ ...waiting, ...changes }, left, english);
}

describe("where a customer may send money", () => {
  it("is a session that waits, while its price is held", () => {
    expect(screen({}).kind).toBe("pay");
    expect(screen({}, late).kind).toBe("closed");
  });

  it("is one where a part is missing, until late money stops counting", () => {
    expect(screen({ status: "underpaid", ...half }).kind).toBe("pay");
    expect(screen({ status: "underpaid", ...half }, late).kind).toBe("pay");
    expect(screen({ status: "underpaid", ...half }, afterGrace).kind).toBe("closed");
  });

  it("is no other", () => {
    const others = SESSION_STATUSES.filter((status) => status !== "pending" && status !== "underpaid");
    for (const status of others) expect(screen({ status }).kind).not.toBe("pay");
  });
});

describe("what it says", () => {
  it("tells what is missing and what arrived", () => {
    const { title, text } = screen({ status: "underpaid", ...half });
    expect(title).toBe("0.005068\u00a0ETH is still missing");
    expect(text).toBe("0.01\u00a0ETH arrived. Send the rest to the same address.");
  });

  it("warns of an exchange's fee where a rest is to be sent and no number can be told, and nowhere else", () => {
    const noRoom = { ...half, exchangeAmount: half.amountRemaining };
    expect(screen({ status: "underpaid", ...noRoom }).hint).toBe(
      "Sending from an exchange? It may keep a fee of its own: make sure that 0.005068\u00a0ETH arrives.",
    );
    expect(screen({ status: "underpaid", ...noRoom }, late).hint).not.toBeNull();
    expect(screen({ status: "underpaid", ...noRoom }, afterGrace).hint).toBeNull();
    expect(screen({ status: "underpaid", ...half }).hint).toBeNull();
    expect(screen({}).hint).toBeNull();
  });

  it("knows how to ask the shop wherever it says to, and nowhere else", () => {
    const over = { amountRemaining: { wei: "0", eth: "0" }, amountOverpaid: { wei: "1", eth: "0.000000000000000001" } };
    const all = SESSION_STATUSES.flatMap((status) =>
      [half, over].flatMap((sums) => [inTime, late, afterGrace].map((left) => screen({ status, ...sums }, left))),
    );
    const says = all.filter(({ text }) => /\bask them|speak to/i.test(text ?? ""));
    expect(says.length).toBeGreaterThan(0);
    expect(all.filter(({ asksShop }) => asksShop)).toEqual(says);
  });

  it("says until when a late rest still counts", () => {
    expect(screen({ status: "underpaid", ...half }, late).text).toContain("within 23 hours.");
  });

  it("says how long the confirmations that are still open usually take", () => {
    const seen = { status: "detected", amountReceived: waiting.amount } as const;
    expect(screen({ ...seen, confirmations: { seen: 1, required: 3 } }).text).toContain("usually 40 seconds");
    expect(screen({ ...seen, confirmations: { seen: 2, required: 3 } }).text).toContain("usually 20 seconds");
  });

  it("tells a payment that came too late apart from one that never came", () => {
    expect(screen({ status: "expired" }, late).kind).toBe("closed");
    expect(screen({ status: "expired", flags: ["late_confirming"] }, late).kind).toBe("arriving");
  });

  it("says of a late rest that the rest came late, and of a late payment that it did", () => {
    const flags = ["late_confirming"] as const;
    const came = { amountReceived: waiting.amount };
    expect(screen({ status: "underpaid", flags, ...came }, late).title).toMatch(/\. The rest came after the time to pay$/);
    expect(screen({ status: "expired", flags, ...came }, late).title).toMatch(/\. It came after the time to pay$/);
  });

  it("tells a payment that was taken back for good apart from a network that stopped", () => {
    expect(screen({ status: "failed", flags: ["reverted"], ...half }).title).toBe("The network did not keep your payment");
    expect(screen({ status: "failed" }).title).toBe("The network has stopped");
  });

  it("tells of money that was not asked for where it matters, and never that it came late", () => {
    const payments = [{ ...payment, counts: false, symbol: "USDC", amount: { wei: "50000000", eth: "50" } }];
    const words = "50\u00a0USDC on Base arrived, which was not asked for. Tea House can accept it or send it back: ask them";
    for (const status of ["pending", "expired"] as const) {
      const told = screen({ status, payments, flags: ["wrong_asset"] });
      expect([told.text?.startsWith(words), told.asksShop]).toEqual([true, true]);
    }
    const gone = payments.map((one) => ({ ...one, state: "reverted" as const }));
    expect(screen({ payments: gone, flags: ["reverted"] })).toMatchObject({ asksShop: false });
    const late = payments.map((one) => ({ ...one, late: true }));
    expect(screen({ status: "expired", payments: late }).title).toBe("What you sent came after the time to pay");
  });

  it("never asks for money while enough of it is confirming, however late it came", () => {
    for (const status of ["pending", "underpaid", "expired"] as const)
      expect(screen({ status, flags: ["late_confirming"], ...half }).kind).toBe("arriving");
  });

  it("asks for the rest alone where late money counts towards a new price", () => {
    expect(screen({ flags: ["late", "partial"], ...half }).title).toBe("0.005068\u00a0ETH is still missing");
  });

  it("asks to look twice when the network took a payment out", () => {
    expect(screen({ flags: ["reverted"] }).text).toContain("look in your wallet before you send once more");
  });

  it("never says what people should not have to know, in any state", () => {
    const flags = [[], ["reverted"], ["late_confirming"], ["over"]] as const;
    const all = SESSION_STATUSES.flatMap((status) =>
      flags.flatMap((flag) => [inTime, late, afterGrace].map((left) => screen({ status, flags: flag, ...half }, left))),
    );
    for (const { title, text } of all)
      expect(`${title} ${text ?? ""}`).not.toMatch(/\berror|wei\b|mempool|broadcast|invalid|null|undefined/i);
  });
});
